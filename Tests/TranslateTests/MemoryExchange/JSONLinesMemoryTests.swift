import Corpus
import Documents
import Foundation
import TestSupport
import Testing

@testable import Translate

@Suite struct JSONLinesMemoryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ path: String) throws -> ([MemoryEntry], [MemoryProblem]) {
        var entries: [MemoryEntry] = []
        var problems: [MemoryProblem] = []
        try JSONLinesMemoryReader(path, MemoryReadingOptions(engine: "other")).forEach {
            entries.append($0)
        } problem: {
            problems.append($0)
        }
        return (entries, problems)
    }

    @Test func everyTextIsReadAgain() throws {
        let controls = String(String.UnicodeScalarView((0..<0x30).compactMap(Unicode.Scalar.init)))
        let texts = ["plain", "\"quoted\" \\ and / \u{7f}", controls, "e\u{301} \u{e9} 😀 \u{2028} \u{fffe}", "", "两个人"]
        let entries = try texts.map { text in
            try MemoryEntry(
                engine: "a\"b", version: "v\n1", source: Language("en"), target: Language("pt-BR"), text: text,
                translation: text + "!", flags: ["cut-short"], date: "2026-11-21")
        }
        let path = folder.file("memory.jsonl")
        var writer = try JSONLinesMemoryWriter(path)
        for entry in entries { try writer.write(entry) }
        try writer.finish()
        let (read, problems) = try read(path)
        #expect(problems == [])
        #expect(read == entries)
        #expect(read.map { Array($0.text.utf8) } == entries.map { Array($0.text.utf8) })
        // An independent reader, for the form.
        let first = try #require(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").first)
        let object = try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any]
        #expect(object?["text"] as? String == "plain")
        #expect(object?["target"] as? String == "pt-BR")
    }

    @Test func whatIsNotKnownIsLeftOut() throws {
        let path = folder.file("memory.jsonl")
        var writer = try JSONLinesMemoryWriter(path)
        try writer.write(
            MemoryEntry(engine: "e", source: Language("en"), target: Language("de"), text: "a", translation: "b"))
        try writer.finish()
        #expect(
            try String(contentsOfFile: path, encoding: .utf8) == """
                {"source":"en","target":"de","text":"a","translation":"b","engine":"e"}

                """)
    }

    @Test func malformedLinesAreReported() throws {
        let path = try folder.write(
            """
            {"source": "en", "target": "de", "text": "a", "translation": "b", "more": [1]}
            {"source": "en", "target": "de", "text": "a"}

            {"source": "jp", "target": "de", "text": "a", "translation": "b"}
            {"source": "en", "target": "de", "text": 5, "translation": "b"}
            {"source": "en", "target": "de", "text": "a", "translation": "b", "date": "yesterday"}
            {"source": "en", "target":
            {"source": "en", "target": "de", "text": "c", "translation": "d", "engine": "e"}
            """, to: "memory.jsonl")
        let (entries, problems) = try read(path)
        #expect(entries.map(\.text) == ["a", "c"])
        #expect(entries.map(\.engine) == ["other", "e"])
        #expect(problems.map(\.line) == [2, 4, 5, 6, 7])
        #expect(problems[0].reason.contains("'translation'"))
        #expect(problems[1].reason.contains("jp"))
        #expect(problems[2].reason.contains("'text'"))
        #expect(problems[3].reason.contains("yesterday"))
        #expect(problems[4].description.hasPrefix(path + ":7: "))
    }

    @Test func bytesThatAreNoUTF8AreReported() throws {
        let path = folder.file("memory.jsonl")
        var data = Data("{\"source\":\"en\",\"target\":\"de\",\"text\":\"a".utf8)
        data += [0xff, 0xc3]
        data += Data("\",\"translation\":\"b\"}\n".utf8)
        try data.write(to: URL(fileURLWithPath: path))
        let (entries, problems) = try read(path)
        #expect(entries == [])
        #expect(problems.map(\.line) == [1])
    }
}
