import Documents
import Foundation
import TestSupport
import Testing

@testable import Corpus

@Suite struct StreamingJSONTests {
    private struct Run {
        var elements: [StreamingJSON.Element] = []
        var malformed: [InputError] = []
        var error: InputError?
    }

    private func run(
        _ text: String, lists: [String] = ["a", "b"], required: [String] = [], keys: [String]? = nil,
        pieceSize: Int = 1 << 18, largestElement: Int = 1 << 24
    ) throws -> Run {
        let folder = try TemporaryFolder()
        var document = StreamingJSON(
            try folder.write(text, to: "d.json"), lists: lists, required: required, keys: keys)
        document.pieceSize = pieceSize
        document.largestElement = largestElement
        var run = Run()
        do {
            try document.forEach({ run.elements.append($0) }, malformed: { run.malformed.append($0) })
        } catch let complaint as InputError {
            run.error = complaint
        }
        return run
    }

    private static let sound = """
        {
          "info": {"a": [1, "]}\\"", {"b": []}], "year": 2014},
          "a": [{"id": 1}, {"id":
             2, "t": "x}]\\"\\\\"},
             3
          ],
          "type": "cap\\"tions", "n": -12.5e3 , "none": null,
          "b": [],
          "licences": []
        }

        """

    /// Wherever one piece of the file ends and the next begins.
    @Test(arguments: [1, 2, 3, 5, 7, 16, 64, 1 << 18])
    func elementsComeWithTheirLines(pieceSize: Int) throws {
        let run = try run(Self.sound, pieceSize: pieceSize)
        #expect(run.error == nil)
        #expect(run.malformed == [])
        #expect(run.elements.map(\.line) == [3, 3, 5])
        #expect(run.elements.map(\.index) == [0, 1, 2])
        #expect(run.elements.map(\.list) == ["a", "a", "a"])
        #expect(run.elements.map { $0.value["id"] } == [.number("1"), .number("2"), nil])
        #expect(run.elements[1].value["t"] == .text("x}]\"\\"))
    }

    @Test(arguments: [1, 4, 1 << 18])
    func malformedElementsAreSteppedOver(pieceSize: Int) throws {
        let text = """
            {"a": [
            {"id": 1},
            {"id": 01},
            {"id" 2},
            {"id": "\\q}]"},
            {"id": NaN, "x": [{},]},
            nul,
            {"id": "
            "},
            {"id": [1, 2,]},
            {"id": 9}
            ], "b": [{"id": 10}]}
            """
        let run = try run(text, pieceSize: pieceSize)
        #expect(run.error == nil)
        #expect(run.elements.map { $0.value["id"] } == [.number("1"), .number("9"), .number("10")])
        #expect(run.elements.map(\.index) == [0, 8, 0])
        #expect(run.elements.map(\.line) == [2, 11, 12])
        #expect(run.malformed.map(\.line) == [3, 4, 5, 6, 7, 8, 10])
        #expect(run.malformed.map(\.key) == (1...7).map { "a[\($0)]" })
    }

    /// Every beginning of a document is told as one that ends in the middle, on its last line at the most.
    @Test func aDocumentThatEndsInTheMiddleIsRefused() throws {
        let whole = Array(Self.sound.utf8.dropLast(2))
        for length in 0..<whole.count {
            let text = String(decoding: whole[..<length], as: UTF8.self)
            let run = try run(text, pieceSize: 8)
            let lines = text.utf8.count { $0 == 0x0A } + 1
            #expect(run.error.map { (1...lines).contains($0.line ?? 0) } == true, "\(length): \(text)")
        }
    }

    @Test(arguments: [
        ("[1]", 1, "expected an object"), ("", 1, "expected an object"),
        ("{\"a\": []}\n}", 2, "behind the document's end"),
        ("{\"a\": [1 2]}", 1, "expected ',' or ']'"), ("{\"a\": [1,]}", 1, "a bracket closes"),
        ("{\"a\":\n\n[{\"x\": 1}}", 3, "expected ',' or ']'"), ("{\"a\" [1]}", 1, "expected ':'"),
        ("{a: [1]}", 1, "expected a key"), ("{\"a\": [], \"a\": []}", 1, "stands twice"),
        ("{\"a\": {\"x\": 1}}", 1, "expected a list"), ("{\"a\": [{\"x\": 1, {\"x\": 2}]}", 1, "a bracket closes"),
        ("{\"z\": [1}, \"a\": []}", 1, "a bracket closes"), ("{\"a\": [],}", 1, "expected a key"),
        ("{\"z\": , \"a\": []}", 1, "expected a value"), ("{\"a\": [1]; }", 1, "expected ',' or '}'"),
    ])
    func aBrokenDocumentIsRefused(text: String, line: Int, problem: String) throws {
        let error = try run(text).error
        #expect(error?.line == line)
        #expect(error?.problem.contains(problem) == true, "\(error?.description ?? "no error")")
    }

    @Test func aMissingListIsNamed() throws {
        let error = try run("{\"a\": []}", required: ["a", "b"]).error
        #expect(error?.key == "b")
        #expect(try run("{\"a\": []}", required: ["a"]).error == nil)
        #expect(try run("{}").error == nil)
    }

    @Test func aByteOrderMarkIsSkipped() throws {
        #expect(try run("\u{FEFF}{\"a\": [1]}", pieceSize: 1).elements.count == 1)
    }

    /// Large ones are read through many pieces; too large ones are malformed, wherever the pieces end.
    @Test(arguments: [16, 100, 1 << 18])
    func largeElementsPassAndTooLargeOnesAreMalformed(pieceSize: Int) throws {
        let large = String(repeating: "x", count: 998)
        let huge = String(repeating: "y", count: 999)
        let run = try run(
            "{\"a\": [\"\(large)\", \"\(huge)\", 3], \"z\": \"\(huge)\"}", pieceSize: pieceSize, largestElement: 1000)
        #expect(run.error == nil)
        #expect(run.elements.map(\.value) == [.text(large), .number("3")])
        #expect(run.malformed.map(\.key) == ["a[1]"])
        #expect(run.malformed.first?.problem == "has more than 1000 bytes")
    }

    @Test func nestingDoesNotExhaustTheStack() throws {
        let deep = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
        let run = try run("{\"a\": [\(deep), 2], \"z\": \(deep)}")
        #expect(run.malformed.map(\.key) == ["a[0]"])
        #expect(run.elements.map(\.value) == [.number("2")])
        #expect(
            try self.run("{\"z\": \(String(repeating: "[", count: 100_000))").error?.problem.contains("nested") == true)
    }
}
