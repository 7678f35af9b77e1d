import Documents
import Foundation
import TestSupport
import Testing

@testable import Corpus

@Suite struct LineReaderTests {
    private func lines(_ text: String, skipsByteOrderMark: Bool = false) throws -> [String] {
        let folder = try TemporaryFolder()
        var reader = try LineReader(folder.write(text, to: "lines"), skipsByteOrderMark: skipsByteOrderMark)
        var lines: [String] = []
        try reader.forEach { line, number in
            lines.append(String(decoding: line, as: UTF8.self))
            #expect(number == lines.count)
        }
        return lines
    }

    @Test func linesEndAnyWay() throws {
        let long = String(repeating: "x", count: 700_000)
        #expect(try lines("a\r\n\n\(long)\nlast") == ["a", "", long, "last"])
        #expect(try lines("a\n") == ["a"])
        #expect(try lines("a\n\n") == ["a", ""])
        #expect(try lines("") == [])
        #expect(try lines("\r\n\ra\rb\r\n") == ["", "\ra\rb"])
    }

    /// Line ends on both sides of where one piece ends and the next begins.
    @Test func linesCrossPieces() throws {
        for length in (1 << 18) - 2...(1 << 18) + 1 {
            let long = String(repeating: "x", count: length)
            #expect(try lines("\(long)\r\nb\n") == [long, "b"])
        }
    }

    @Test func onlyLineFeedsEndLines() throws {
        #expect(try lines("a\u{2028}b\u{85}c\u{0B}d\u{0C}e\n") == ["a\u{2028}b\u{85}c\u{0B}d\u{0C}e"])
    }

    @Test func aByteOrderMarkIsSkippedOnRequest() throws {
        #expect(try lines("\u{FEFF}a\n", skipsByteOrderMark: true) == ["a"])
        #expect(try lines("\u{FEFF}a\n") == ["\u{FEFF}a"])
        #expect(try lines("a", skipsByteOrderMark: true) == ["a"])
    }

    @Test func aFolderHasNoLines() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: InputError.self) { _ = try LineReader(folder.path) }
        #expect(error?.problem == "is a folder, not a file")
    }

    /// A handle that fails in the middle, as a disk may: the write end of a pipe cannot be read.
    @Test func aFailureIsThrown() throws {
        var lines = LineReader(Pipe().fileHandleForWriting, name: "pipe")
        let fault = #expect(throws: Fault.self) { _ = try lines.next() }
        #expect(fault?.what == "reading pipe")
    }

    @Test func anEndlessLineIsRefused() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("short\n", to: "lines")
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: UInt64(LineReader.longestLine) * 2)
        var lines = try LineReader(path)
        #expect(try lines.next() == Array("short".utf8))
        let error = #expect(throws: InputError.self) { _ = try lines.next() }
        #expect(error?.line == 2)
    }
}
