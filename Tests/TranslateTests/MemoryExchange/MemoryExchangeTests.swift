import Corpus
import Documents
import Foundation
import TestSupport
import Testing

@testable import Translate

@Suite struct MemoryExchangeTests {
    private typealias Scope = TranslationMemory.Scope

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let deepl = Scope(engine: "deepl", version: "2 <b>", source: english, target: language("pt-BR"))
    private static let apertium = Scope(engine: "apertium", version: nil, source: english, target: spanish)
    private static let back = Scope(engine: "apertium", version: nil, source: spanish, target: english)

    private static let stored: [(scope: Scope, text: String, translation: StoredTranslation)] = [
        (
            deepl, "caf\u{e9}",
            StoredTranslation("a & b", engineFlags: [.cutShort], date: "2026-11-21", detected: "pt + 98")
        ),
        (deepl, "cafe\u{301}", StoredTranslation("\"c\"\n", date: "2025-01-02", detected: "- ? 0", attempt: 1)),
        (apertium, "z", StoredTranslation("")),
        (apertium, "Z", StoredTranslation("zeta", engineFlags: [.unknownWords, .cutShort], attempt: 1)),
        (apertium, "两个人", StoredTranslation("dos", detected: "es + 100")),
        (back, "perro", StoredTranslation("dog", date: "2026-11-21")),
    ]

    private func memory(
        _ name: String, _ entries: [(scope: Scope, text: String, translation: StoredTranslation)] = stored
    ) async throws -> TranslationMemory {
        let memory = try TranslationMemory(folder.file(name))
        for entry in entries { try await memory.store([(ExactText(entry.text), entry.translation)], in: entry.scope) }
        return memory
    }

    private func texts(_ path: String) throws -> [String] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return "\(object?["engine"] ?? "") \(object?["target"] ?? "") \(object?["text"] ?? "")"
        }
    }

    private func importing(
        _ lines: String, into memory: TranslationMemory, as format: MemoryFormat = .jsonLines,
        _ options: MemoryReadingOptions = .init(engine: "e")
    ) async throws -> TranslationMemory.Imported {
        let path = try folder.write(lines, to: format == .tmx ? "in.tmx" : "in.jsonl")
        return try await memory.importEntries(from: path, as: format, options)
    }

    private func unit(_ source: (String, String), _ target: (String, String), _ properties: String = "") -> String {
        """
        <tu>\(properties)<tuv xml:lang="\(source.0)"><seg>\(source.1)</seg></tuv>\
        <tuv xml:lang="\(target.0)"><seg>\(target.1)</seg></tuv></tu>
        """
    }

    private func document(_ units: [String], source: String = "*all*") -> String {
        "<tmx version=\"1.4\"><header srclang=\"\(source)\"/><body>\n\(units.joined(separator: "\n"))\n</body></tmx>\n"
    }

    @Test(arguments: [MemoryFormat.tmx, .jsonLines])
    func everythingSurvivesARoundTrip(_ format: MemoryFormat) async throws {
        let file = folder.file("out")
        let exported = try await memory("a.sqlite").export(to: file, as: format)
        #expect(exported == .init(entries: 6, skipped: .init()))
        let other = try TranslationMemory(folder.file("b.sqlite"))
        let imported = try await other.importEntries(from: file, as: format, .init())
        #expect(imported == .init(new: 6, alreadyThere: 0, skipped: .init()))
        for (scope, text, translation) in Self.stored {
            #expect(try await other.translations(of: [ExactText(text)], in: scope) == [translation])
        }
        _ = try await other.export(to: folder.file("again"), as: format)
        #expect(
            FileManager.default.contents(atPath: folder.file("again")) == FileManager.default.contents(atPath: file))
        #expect(try await other.importEntries(from: file, as: format, .init()).alreadyThere == 6)
    }

    @Test func theOrderIsThatOfScopesAndBytes() async throws {
        let orders = [Self.stored, Self.stored.reversed()]
        var files: [Data?] = []
        for (index, entries) in orders.enumerated() {
            let file = folder.file("\(index).jsonl")
            _ = try await memory("\(index).sqlite", entries).export(to: file, as: .jsonLines)
            files.append(FileManager.default.contents(atPath: file))
        }
        #expect(files[0] == files[1])
        let expected = [
            "apertium es Z", "apertium es z", "apertium es 两个人", "apertium en perro", "deepl pt-BR cafe\u{301}",
            "deepl pt-BR caf\u{e9}",
        ]
        #expect(try texts(folder.file("0.jsonl")).map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    }

    @Test func aSelectionIsExported() async throws {
        let memory = try await memory("a.sqlite")
        let file = folder.file("out.jsonl")
        for (selection, count) in [
            (MemorySelection(engine: "apertium"), 4), (.init(source: spanish), 1), (.init(target: spanish), 3),
            (.init(engine: "deepl", source: spanish), 0), (.init(target: language("pt")), 0),
        ] {
            #expect(try await memory.export(selection, to: file, as: .jsonLines).entries == count)
            #expect(try texts(file).count == count)
        }
    }

    @Test func whatXMLCannotHoldIsCounted() async throws {
        let memory = try await memory(
            "a.sqlite", [(Self.apertium, "a\0", .init("b")), (Self.apertium, "c", .init("d"))])
        let exported = try await memory.export(to: folder.file("out.tmx"), as: .tmx)
        #expect(exported.entries == 1)
        #expect(exported.skipped.count == 1)
        #expect(exported.skipped.first.first?.file == folder.file("a.sqlite"))
        #expect(try await memory.export(to: folder.file("out.jsonl"), as: .jsonLines).entries == 2)
    }

    @Test func whatIsThereStays() async throws {
        let memory = try await memory("a.sqlite")
        let imported = try await importing(
            """
            {"source": "en", "target": "es", "text": "Z", "translation": "other", "engine": "apertium", "attempt": 9}
            {"source": "en", "target": "es", "text": "new", "translation": "first", "engine": "apertium"}
            {"source": "en", "target": "es", "text": "new", "translation": "second", "engine": "apertium"}
            {"source": "en", "target": "es", "text": "Z", "translation": "of e", "version": "1"}
            not JSON
            """, into: memory, .init(engine: "e", version: "2"))
        #expect(imported.new == 2)
        #expect(imported.alreadyThere == 2)
        #expect(imported.skipped.count == 1)
        #expect(imported.skipped.first.first?.description.hasPrefix("\(folder.file("in.jsonl")):5: ") == true)
        let found = try await memory.translations(of: [ExactText("Z"), ExactText("new")], in: Self.apertium)
        #expect(found.map { $0?.text } == ["zeta", "first"])
        let other = Scope(engine: "e", version: "1", source: english, target: spanish)
        #expect(try await memory.translations(of: [ExactText("Z")], in: other).first??.text == "of e")
    }

    @Test func languagesAreTakenForOthers() async throws {
        let memory = try TranslationMemory(folder.file("a.sqlite"))
        var options = MemoryReadingOptions(engine: "deepl", version: "v")
        options.take("en-US", as: english)
        options.take("sp", as: spanish)
        let imported = try await importing(
            document([
                unit(("EN_US", "one"), ("SP", "uno")), unit(("en-GB", "two"), ("sp", "dos")),
                unit(("en-US", "three"), ("jp", "san")), unit(("en-us", "colour"), ("en", "color")),
            ]), into: memory, as: .tmx, options)
        #expect(imported.new == 2)
        #expect(imported.skipped.first.map(\.line) == [4, 5])
        #expect(imported.skipped.first[0].reason.contains("jp"))
        #expect(imported.skipped.first[1].reason.contains("'en'"))
        #expect(
            try await memory.contents().map { "\($0.engine) \($0.version ?? "") \($0.source) \($0.target)" } == [
                "deepl v en es", "deepl v en-GB es",
            ])
    }

    @Test func theSourceMayBeNamed() async throws {
        let memory = try TranslationMemory(folder.file("a.sqlite"))
        let units = [unit(("de", "eins"), ("en", "one")), unit(("de", "zwei"), ("fr", "deux"))]
        let imported = try await importing(
            document(units, source: "de"), into: memory, as: .tmx, .init(engine: "e", source: english))
        #expect(imported.new == 1)
        #expect(imported.skipped.first.map(\.line) == [3])
        let scope = Scope(engine: "e", version: nil, source: english, target: language("de"))
        #expect(try await memory.translations(of: [ExactText("one")], in: scope).first??.text == "eins")
    }

    @Test func whatCannotBeUsedIsSkipped() async throws {
        let memory = try TranslationMemory(folder.file("a.sqlite"))
        let own = "<prop type=\"x-engine\">apertium</prop>"
        let imported = try await importing(
            document([
                unit(("en", "none"), ("es", "")), unit(("en", "own"), ("es", ""), own),
                unit(("en", "a"), ("es", "b"), own + "<prop type=\"x-flags\">odd</prop>"),
                unit(("en", "a"), ("es", "b"), own + "<prop type=\"x-detected\">odd</prop>"),
                unit(("en", "a"), ("es", "b"), own + "<prop type=\"x-attempt\">-1</prop>"),
                unit(("en", "a"), ("es", "b"), own + "<prop type=\"x-attempt\">x</prop>"),
            ]), into: memory, as: .tmx)
        #expect(imported.new == 1)
        #expect(imported.skipped.first.map(\.line) == [2, 4, 5, 6, 7])
        #expect(try await memory.translations(of: [ExactText("own")], in: Self.apertium).first??.text == "")
        // Whose it is must be known, or no endpoint would ever use it.
        let unnamed = try await importing(
            document([unit(("en", "x"), ("es", "y")), unit(("en", "x"), ("es", "y"), own)]), into: memory, as: .tmx,
            .init())
        #expect(unnamed.new == 1)
        #expect(unnamed.skipped.first.map(\.line) == [2])
    }

    @Test func aCutFileGivesWhatCameBefore() async throws {
        let memory = try TranslationMemory(folder.file("a.sqlite"))
        let text = document((0..<3000).map { unit(("en", "text \($0)"), ("es", "texto \($0)")) })
        await #expect(throws: InputError.self) {
            try await importing(String(text.dropLast(60)), into: memory, as: .tmx)
        }
        #expect(try await memory.count() == 2999)
        #expect(
            try await importing(text, into: memory, as: .tmx) == .init(new: 1, alreadyThere: 2999, skipped: .init()))
    }

    @Test func contentsAreCounted() async throws {
        let memory = try await memory("a.sqlite", Self.stored + [(Self.apertium, "a\0bé", .init("x"))])
        let contents = try await memory.contents()
        #expect(contents.map(\.engine) == ["apertium", "apertium", "deepl"])
        #expect(contents.map(\.version) == [nil, nil, "2 <b>"])
        #expect(contents.map(\.target.tag) == ["es", "en", "pt-BR"])
        #expect(contents.map(\.entries) == [4, 1, 2])
        #expect(contents.map(\.characters) == [9, 5, 9])
    }

    @Test func theMemorysFolderIsMade() async throws {
        #expect(try await TranslationMemory(folder.file("new/deep/a.sqlite")).count() == 0)
        let file = try folder.write("", to: "file")
        let complaint = try #require(throws: InputError.self) { try TranslationMemory(file + "/a.sqlite") }
        #expect(complaint.file == file + "/a.sqlite")
    }

    @Test func theFormIsToldByTheName() throws {
        #expect(try MemoryFormat(ofFile: "a/b.TMX") == .tmx)
        #expect(try MemoryFormat(ofFile: "b.jsonl") == .jsonLines)
        #expect(throws: InputError.self) { try MemoryFormat(ofFile: "b.json") }
    }
}
