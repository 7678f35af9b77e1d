import Documents
import Foundation
import TestSupport
import Testing

@testable import Corpus

@Suite struct CorpusFileTests {
    private func item() throws -> Item {
        Item(
            id: "a/1", split: "train", media: .init(path: "media/a.mp4", kind: .video),
            captions: [
                Caption(language: try Language("en"), text: "A \"quoted\" line\u{2028}."),
                Caption(
                    language: try Language("es"), text: "Una línea.", origin: .machine, source: 0, engine: "apertium",
                    flags: []),
            ])
    }

    @Test func itemsAreALineEach() throws {
        let folder = try TemporaryFolder()
        try CorpusFile.write([item(), item()], to: folder.file("c.jsonl"))
        let text = try String(contentsOfFile: folder.file("c.jsonl"), encoding: .utf8)
        #expect(text.utf8.count { $0 == UInt8(ascii: "\n") } == 2)
        #expect(try CorpusFile.items(in: folder.file("c.jsonl")) == [item(), item()])
        let first = try #require(text.utf8.split(separator: UInt8(ascii: "\n")).first)
        let object = try #require(JSONSerialization.jsonObject(with: Data(first)) as? [String: Any])
        #expect(Set(object.keys) == ["id", "split", "media", "captions"])
        let caption = try #require((object["captions"] as? [[String: Any]])?.last)
        #expect(Set(caption.keys) == ["language", "text", "origin", "source", "engine", "flags"])
    }

    @Test func aBrokenLineIsNamed() throws {
        let folder = try TemporaryFolder()
        try CorpusFile.write([item()], to: folder.file("c.jsonl"))
        let text = try String(contentsOfFile: folder.file("c.jsonl"), encoding: .utf8)
        let path = try folder.write(text + "{\"id\": \"x\"}\n", to: "d.jsonl")
        let error = #expect(throws: InputError.self) { _ = try CorpusFile.items(in: path) }
        #expect(error?.line == 2)
        #expect(error?.problem.contains("'split' is missing") == true, "\(error?.problem ?? "")")
    }

    @Test func aFolderWithoutACorpusIsRefused() throws {
        let folder = try TemporaryFolder()
        #expect(throws: InputError.self) { _ = try CorpusFolder(folder.path) }
    }
}
