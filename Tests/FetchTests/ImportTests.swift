import Corpus
import Documents
import Foundation
import TestSupport
import Testing
import Workspace

@testable import Fetch

/// Several annotation files become one corpus.
@Suite struct ImportTests {
    private let folder: TemporaryFolder
    private let workspace: Workspace

    init() throws {
        folder = try TemporaryFolder()
        workspace = Workspace(folder.file("work"))
    }

    /// Fetches and imports files of these contents, with a manifest of these sections.
    private func run(
        _ files: [String: String], captions: String, splits: String, itemsPerFile: Int = 100
    ) async throws -> [DoneRecord] {
        for (name, text) in files { try folder.write(text, to: "data/\(name)") }
        let places = files.keys.sorted().map { "  - {path: data/\($0), to: \($0)}" }.joined(separator: "\n")
        let path = try folder.write(
            """
            name: small
            licence: CC0
            language: en
            modality: image
            files:
            \(places)
            captions:
            \(captions)
            splits:
            \(splits)
            """, to: "small.yaml")
        let manifest = try Manifest(contentsOf: path)
        let executor = LocalExecutor(workspace)
        _ = try await executor.run(FetchStage(manifest, in: workspace))
        return try await executor.run(ImportStage(manifest, in: workspace, itemsPerFile: itemsPerFile))
    }

    private func items(_ name: String = "train-00000-of-00001") throws -> [Item] {
        try CorpusFile.items(in: workspace.file("source/\(name).jsonl"))
    }

    @Test func captionsOfSeveralFilesAreJoinedById() async throws {
        let records = try await run(
            [
                "ids": "b.jpg\na.jpg\n", "train.en": "Two dogs.\nA cat.\n",
                // Windows line ends, and none at the end.
                "train.de": "Zwei Hunde.\r\nEine Katze.",
                "more.json": #"""
                {"images": [{"id": "a.jpg", "file_name": "other/a.jpg"}, {"id": "z.jpg", "file_name": "z.jpg"}],
                 "annotations": [
                   {"image_id": "a.jpg", "id": 1, "caption": "猫。"}, {"image_id": "z.jpg", "id": 2, "caption": "x"}]}
                """#,
            ],
            captions: """
                  - {importer: aligned-lines, file: train.en, ids: ids, split: train, media: pictures, media_pattern: "{id}"}
                  - {importer: aligned-lines, file: train.de, ids: ids, split: train, language: de, joins: true}
                  - {importer: coco-json, file: more.json, language: ja, joins: true}
                """, splits: "  train: {count: 2}")
        let found = try items()
        #expect(found.map(\.id) == ["b.jpg", "a.jpg"])
        #expect(found.map(\.media.path) == ["media/pictures/b.jpg", "media/pictures/a.jpg"])
        #expect(found[0].captions.map(\.text) == ["Two dogs.", "Zwei Hunde."])
        #expect(found[1].captions.map(\.text) == ["A cat.", "Eine Katze.", "猫。"])
        #expect(found[1].captions.map(\.language.tag) == ["en", "de", "ja"])
        // The image and the caption of z.jpg join nothing.
        #expect(records[0].outcome.counts == ["items": 2, "captions": 5, "unjoined": 2])
    }

    /// The notes beside the corpus are made anew too, and are not believed when they are altered.
    @Test func alteredNotesAreMadeAnew() async throws {
        func run() async throws -> [DoneRecord] {
            try await self.run(
                ["a.csv": ImportTests.table(12)],
                captions: "  - {importer: csv, file: a.csv, columns: {id: id, captions: text}, split: train}",
                splits: "  train: {}", itemsPerFile: 5)
        }
        let records = try await run()
        #expect(records.count == 3)
        let (census, copy) = (workspace.file("source/.census.json"), workspace.file("manifest.yaml"))
        let whole = try [census, copy].map { try String(contentsOfFile: $0, encoding: .utf8) }
        #expect(whole[0].contains("12"))
        try whole[0].replacing("12", with: "13").write(toFile: census, atomically: false, encoding: .utf8)
        try "name: smaller\n".write(toFile: copy, atomically: false, encoding: .utf8)
        #expect(try await run() == records)
        #expect(try [census, copy].map { try String(contentsOfFile: $0, encoding: .utf8) } == whole)
        let names = try FileManager.default.contentsOfDirectory(atPath: workspace.path)
        #expect(names.allSatisfy { !$0.hasSuffix(".part") }, "what was read anew is let go of: \(names)")
    }

    @Test func aRowACaptionJoinsRows() async throws {
        _ = try await run(
            ["rows.csv": "image,text,part\na.jpg,\"One, two.\",train\nb.jpg,Three.,train\na.jpg,Four.,train\n"],
            captions: """
                  importer: csv
                  file: rows.csv
                  rows: captions
                  columns: {id: image, media: image, captions: text, split: part}
                """, splits: "  train: {count: 2}")
        #expect(try items().map { $0.captions.map(\.text) } == [["One, two.", "Four."], ["Three."]])
        #expect(try items()[0].media.path == "media/a.jpg")
    }

    private static func table(_ count: Int) -> String {
        "id,text,part,kind\n" + (0..<count).map { "i\($0),caption \($0),all,\($0 % 3)\n" }.joined()
    }

    private static let columns =
        "  importer: csv\n  file: rows.csv\n  columns: {id: id, captions: text, split: part, label: kind}"

    @Test func aSampleIsDrawnByItsSeedAndKeepsItsOrder() async throws {
        func drawn(_ take: String, _ text: String) async throws -> [String] {
            _ = try await run(
                ["rows.csv": text], captions: ImportTests.columns,
                splits: "  train: {from: all, count: 50, take: {\(take)}}")
            return try items().map(\.id)
        }
        let text = ImportTests.table(50)
        let ten = try await drawn("count: 10, seed: 42", text)
        // By `printf '42 i%d' N | sha256sum`, the ten first of 0 to 49.
        #expect(ten == ["i0", "i2", "i13", "i25", "i30", "i33", "i40", "i42", "i45", "i48"])
        // Another order of the file draws the same, and more of the same seed holds fewer.
        let lines = text.split(separator: "\n")
        let turned = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n")
        #expect(try await Set(drawn("count: 10, seed: 42", turned)) == Set(ten))
        #expect(try await Set(drawn("count: 20, seed: 42", text)).isSuperset(of: ten))
        #expect(try await Set(drawn("count: 10, seed: 43", text)) != Set(ten))
        let shots = try await drawn("shots: 2, seed: 1", text)
        #expect(shots.count == 6)
        #expect(Dictionary(grouping: shots) { (Int($0.dropFirst()) ?? 0) % 3 }.values.allSatisfy { $0.count == 2 })
    }

    @Test func listsOfIdsMakeSplits() async throws {
        let records = try await run(
            [
                "rows.csv": ImportTests.table(6), "test.txt": "dir/i4.jpg\ni1.jpg\nmissing.jpg\n",
                "val.csv": "video,x\ni0,1\n",
            ], captions: ImportTests.columns,
            splits: """
                  test: {count: 2, ids: test.txt, id_form: file-name}
                  val: {count: 1, ids: val.csv, id_column: video}
                  train: {from: [other]}
                """)
        #expect(try items("test-00000-of-00001").map(\.id) == ["i1", "i4"])
        #expect(try items("val-00000-of-00001").map(\.id) == ["i0"])
        #expect(try items().isEmpty)
        #expect(records[0].outcome.counts == ["items": 2, "captions": 2, "outside": 3, "unknown_ids": 1])
    }

    @Test func addressesBecomePlacesInShards() async throws {
        _ = try await run(
            ["list.tsv": "a dog\thttp://example.org/1.jpg\nno address\na cat\thttp://example.org/2.jpg\n"],
            captions: "  {importer: cc3m-tsv, file: list.tsv, split: train}", splits: "  train: {count: 2}",
            itemsPerFile: 1)
        let first = try items("train-00000-of-00002")
        #expect(first[0].media.url == "http://example.org/1.jpg")
        #expect(first[0].media.path == "media/train-00000-of-00002.tar#000000000")
        // A row keeps its number when one before it is malformed.
        #expect(try items("train-00001-of-00002")[0].id == "000000002")
    }

    @Test func nothingIsReadAgainWhenNothingChanged() async throws {
        let captions = ImportTests.columns
        let files = ["rows.csv": ImportTests.table(5)]
        let first = try await run(files, captions: captions, splits: "  train: {from: all}", itemsPerFile: 2)
        #expect(first.map(\.outcome.counts["items"]) == [2, 2, 1])
        // The stage would fail if it read the annotations again.
        try FileManager.default.removeItem(atPath: workspace.file("media/rows.csv"))
        try Data().write(to: URL(fileURLWithPath: workspace.file("media/rows.csv")))
        let manifest = try Manifest(contentsOf: folder.file("small.yaml"))
        let again = try await LocalExecutor(workspace).run(ImportStage(manifest, in: workspace, itemsPerFile: 2))
        #expect(again == first)
        let leftovers = try FileManager.default.contentsOfDirectory(atPath: workspace.path)
        #expect(!leftovers.contains { $0.hasPrefix(".import") })
    }

    @Test func aWebDatasetIsReadInPlace() async throws {
        for (name, text) in [("a", "One."), ("b", "Two.")] {
            var tar = TarBytes()
            tar.add("\(name).jpg", [1, 2, 3])
            tar.add("\(name).txt", Array(text.utf8))
            tar.add("\(name).json", Array(#"{"split": "train"}"#.utf8))
            let folder = folder.file("shards")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(tar.finished).write(to: URL(fileURLWithPath: "\(folder)/\(name).tar"))
        }
        let path = try folder.write(
            """
            name: small
            licence: CC0
            language: en
            modality: image
            files:
              - {path: shards/a.tar, to: shards/a.tar}
              - {path: shards/b.tar, to: shards/b.tar}
            captions: {importer: webdataset, file: shards}
            splits:
              train: {count: 2}
            """, to: "small.yaml")
        let manifest = try Manifest(contentsOf: path)
        _ = try await LocalExecutor(workspace).run(FetchStage(manifest, in: workspace))
        _ = try await LocalExecutor(workspace).run(ImportStage(manifest, in: workspace, itemsPerFile: 10))
        #expect(try items().map(\.media.path) == ["media/shards/a.tar#a", "media/shards/b.tar#b"])
        #expect(try items().map { $0.captions.map(\.text) } == [["One."], ["Two."]])
    }
}
