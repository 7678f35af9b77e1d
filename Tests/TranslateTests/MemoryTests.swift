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
        try await memory.store(texts.map { (ExactText($0), StoredTranslation($1)) }, in: scope)
    }

    @Test func textsAreKeptByteForByte() async throws {
        let texts = ["caf\u{e9}", "cafe\u{301}", "a\0b", "a", "", "A", "a "].map { ExactText($0) }
        #expect(texts[0].text == texts[1].text)
        #expect(texts[0] != texts[1])
        let memory = try TranslationMemory(path)
        for (index, text) in texts.enumerated() {
            let stored = StoredTranslation(
                "\(index)\0\(text.text)", engineFlags: index == 2 ? [.unknownWords] : [], date: "2026-11-21",
                detected: index == 3 ? "es" : nil)
            try await memory.store([(text, stored)], in: scope)
        }
        // Another process, as it were.
        let again = try TranslationMemory(path)
        let found = try await again.translations(of: texts + [ExactText("b")], in: scope)
        #expect(found.count == 8 && found[7] == nil)
        for (index, text) in texts.enumerated() {
            let stored = try #require(found[index])
            #expect(ExactText(stored.text) == ExactText("\(index)\0\(text.text)"))
            #expect(stored.engineFlags == (index == 2 ? [.unknownWords] : []))
            #expect(stored.detected == (index == 3 ? "es" : nil))
            #expect(stored.date == "2026-11-21" && stored.attempt == 0)
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
            #expect(try await memory.translations(of: [ExactText("a")], in: other) == [nil])
        }
    }

    @Test func theFirstTranslationStays() async throws {
        let memory = try TranslationMemory(path)
        try await store(["a": "first"], memory)
        try await store(["a": "second", "b": "other"], memory)
        let found = try await memory.translations(of: [ExactText("a"), ExactText("b")], in: scope)
        #expect(found.map { $0?.text } == ["first", "other"])
    }

    @Test func aLaterAttemptTakesAnEarliersPlace() async throws {
        let memory = try TranslationMemory(path)
        let text = ExactText("a")
        for (attempt, translation) in [(0, "first"), (1, "second"), (0, "third"), (1, "fourth")] {
            try await memory.store([(text, StoredTranslation(translation, attempt: attempt))], in: scope)
        }
        #expect(try await memory.translations(of: [text], in: scope) == [StoredTranslation("second", attempt: 1)])
    }

    @Test func manyStoresAtOnceAreAllKept() async throws {
        let memory = try TranslationMemory(path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<200 { group.addTask { try await store(["text \(index)": "<\(index)>"], memory) } }
            try await group.waitForAll()
        }
        #expect(try await memory.count() == 200)
    }

    @Test func anOlderMemoryIsTakenOver() async throws {
        let queue = try DatabaseQueue(path: path)
        var migrator = DatabaseMigrator()
        migrator.registerMigration("translations") { database in
            try database.execute(
                sql: """
                    CREATE TABLE translations (
                        engine TEXT NOT NULL, version TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
                        text BLOB NOT NULL, translation BLOB NOT NULL, flags TEXT NOT NULL,
                        PRIMARY KEY (engine, version, source, target, text)
                    ) WITHOUT ROWID
                    """)
        }
        try migrator.migrate(queue)
        try await queue.write { database in
            try database.execute(
                sql: "INSERT INTO translations VALUES ('e', '', 'en', 'es', ?, ?, 'unknown-words')",
                arguments: [Data("dog".utf8), Data("perro".utf8)])
        }
        try queue.close()
        let found = try await TranslationMemory(path).translations(of: [ExactText("dog")], in: scope)
        #expect(found == [StoredTranslation("perro", engineFlags: [.unknownWords])])
    }

    @Test func manyTextsAtOnce() async throws {
        let memory = try TranslationMemory(path)
        let texts = (0..<1203).map { "text \($0)" }
        try await store(Dictionary(uniqueKeysWithValues: texts.map { ($0, "<\($0)>") }), memory)
        let found = try await memory.translations(of: texts.map { ExactText($0) }, in: scope)
        #expect(found.map { $0?.text } == texts.map { "<\($0)>" })
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
