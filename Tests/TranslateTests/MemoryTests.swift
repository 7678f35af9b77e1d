import Corpus
import Documents
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Translate

@Suite struct MemoryTests {
    private let folder: TemporaryFolder
    private let scope = TranslationMemory.Scope(engine: "e", version: nil, source: english, target: spanish)
    private var path: String { folder.file("memory.sqlite") }

    init() throws { folder = try TemporaryFolder() }

    private func store(_ texts: [String: String], _ memory: TranslationMemory) async throws {
        try await memory.store(texts.map { (ExactText($0), TranslationResult($1)) }, in: scope)
    }

    @Test func textsAreKeptByteForByte() async throws {
        let texts = ["caf\u{e9}", "cafe\u{301}", "a\0b", "a", "", "A", "a "].map { ExactText($0) }
        #expect(texts[0].text == texts[1].text)
        #expect(texts[0] != texts[1])
        let memory = try TranslationMemory(path)
        for (index, text) in texts.enumerated() {
            let result = TranslationResult("\(index)\0\(text.text)", flags: index == 2 ? [.unknownWords] : [])
            try await memory.store([(text, result)], in: scope)
        }
        // Another process, as it were.
        let again = try TranslationMemory(path)
        let found = try await again.translations(of: texts + [ExactText("b")], in: scope)
        #expect(found.count == 7)
        for (index, text) in texts.enumerated() {
            #expect(found[text].map { ExactText($0.text) } == ExactText("\(index)\0\(text.text)"))
            #expect(found[text]?.flags == (index == 2 ? [.unknownWords] : []))
        }
    }

    @Test func scopesAreApart() async throws {
        let memory = try TranslationMemory(path)
        try await store(["a": "b"], memory)
        var others = [scope, scope, scope, scope]
        others[0].engine = "other"
        others[1].version = "2"
        others[2].source = catalan
        others[3].target = catalan
        for other in others {
            #expect(try await memory.translations(of: [ExactText("a")], in: other).isEmpty)
        }
    }

    @Test func theFirstTranslationStays() async throws {
        let memory = try TranslationMemory(path)
        try await store(["a": "first"], memory)
        try await store(["a": "second", "b": "other"], memory)
        let found = try await memory.translations(of: [ExactText("a"), ExactText("b")], in: scope)
        #expect(found[ExactText("a")]?.text == "first")
        #expect(found[ExactText("b")]?.text == "other")
    }

    @Test func moreTextsThanAStatementTakes() async throws {
        let memory = try TranslationMemory(path)
        let texts = (0..<1203).map { "text \($0)" }
        try await store(Dictionary(uniqueKeysWithValues: texts.map { ($0, "<\($0)>") }), memory)
        let found = try await memory.translations(of: texts.map { ExactText($0) }, in: scope)
        #expect(found.count == 1203)
        #expect(found[ExactText("text 1202")]?.text == "<text 1202>")
        #expect(try await memory.count() == 1203)
    }

    @Test func aCancelledTaskKeepsItsAnswer() async throws {
        let memory = try TranslationMemory(path)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await store(["paid": "for"], memory)
        }
        try await task.value
        #expect(try await memory.count() == 1)
    }

    @Test func aDamagedFileIsNamed() async throws {
        try folder.write(String(repeating: "not a database ", count: 1000), to: "memory.sqlite")
        let error = #expect(throws: InputError.self) { try TranslationMemory(path) }
        #expect(error?.file == path)
        #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("not a database"))
    }

    @Test func anotherDatabaseIsNotTaken() async throws {
        let queue = try DatabaseQueue(path: path)
        try await queue.write { try $0.execute(sql: "CREATE TABLE translations (something)") }
        try queue.close()
        #expect(throws: InputError.self) { try TranslationMemory(path) }
    }

    @Test func aLockedFileIsAFault() async throws {
        let memory = try TranslationMemory(path, patience: 0.1)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: path, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let error = await #expect(throws: Fault.self) { try await store(["a": "b"], memory) }
        #expect(error?.description.contains(path) == true)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    }
}
