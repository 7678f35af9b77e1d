import Corpus
import Documents
import Foundation
import Shards
import Tensors
import TestSupport
import Testing
import Workspace

@testable import Features

/// Features of items whose files lie in WebDataset shards that GNU tar wrote.
@Suite struct ShardMediaTests {
    private let folder: TemporaryFolder
    private let corpus: String
    private let workspace: Workspace

    init() throws {
        folder = try TemporaryFolder()
        corpus = folder.file("data")
        workspace = Workspace(folder.file("out"))
    }

    /// Writes a shard with its done record.
    private func pack(_ name: String, _ members: [(name: String, fixture: String)], failed: [String: String] = [:])
        throws
    {
        let inner = folder.file("in-\(name)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
        for member in members {
            try FileManager.default.copyItem(
                atPath: Golden.own.file(member.fixture), toPath: "\(inner)/\(member.name)")
        }
        for (key, reason) in failed {
            try Data(#"{"error":"\#(reason)","status":"failed"}"#.utf8).write(
                to: URL(fileURLWithPath: "\(inner)/\(key).json"))
        }
        try FileManager.default.createDirectory(atPath: corpus + "/media", withIntermediateDirectories: true)
        let path = "\(corpus)/media/\(name)"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/tar")
        process.arguments = ["cf", path, "-C", inner] + (members.map(\.name) + failed.keys.map { $0 + ".json" })
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        try record(of: "media/\(name)")
    }

    private func record(of output: String) throws {
        let digest = try Digest.ofFile("\(corpus)/\(output)")
        let record = """
            {"stage": "media", "partition": "x", "fingerprint": "", "digest": "\(digest)", "bytes": 0,
            "outcome": {"counts": {}, "failures": []}}
            """
        try Data(record.utf8).write(to: URL(fileURLWithPath: DoneRecord.path(of: "\(corpus)/\(output)")))
    }

    private func write(_ items: [(id: String, path: String, kind: Item.Media.Kind)], to name: String) throws {
        try FileManager.default.createDirectory(atPath: corpus + "/corpus", withIntermediateDirectories: true)
        let english = try Language("en")
        try CorpusFile.write(
            items.map {
                Item(
                    id: $0.id, split: "train", media: .init(path: $0.path, kind: $0.kind),
                    captions: [Caption(language: english, text: "A picture.")])
            }, to: "\(corpus)/corpus/\(name).jsonl")
    }

    private func stage() throws -> FeaturesStage {
        let folder = try CorpusFolder(corpus)
        return FeaturesStage(
            dataset: "x", source: try Language("en"), corpus: { folder },
            FeatureSettings(model: Golden.own.file("clip"), sampling: .uniform(3)))
    }

    /// The ids of a feature shard, and the bytes of each row.
    private func features(_ name: String) throws -> (ids: [String], rows: [[UInt8]]) {
        let shard = try FeatureShard(workspace.file("shards/\(name).safetensors"))
        let bytes = try shard.visual.bytes()
        let width = bytes.count / shard.count
        return (try shard.ids(), stride(from: 0, to: bytes.count, by: width).map { Array(bytes[$0..<$0 + width]) })
    }

    @Test func aSampleHasTheFeatureOfItsFile() async throws {
        try pack("a.tar", [("p.jpg", "images/wide.jpg"), ("v.mp4", "media/h264-bframes.mp4")])
        for (name, fixture) in [("p.jpg", "images/wide.jpg"), ("v.mp4", "media/h264-bframes.mp4")] {
            try FileManager.default.copyItem(
                atPath: Golden.own.file(fixture), toPath: "\(corpus)/media/\(name)")
        }
        try write(
            [
                ("p", "media/a.tar#p", .image), ("v", "media/a.tar#v", .video), ("q", "media/p.jpg", .image),
                ("w", "media/v.mp4", .video),
            ], to: "train")
        let records = try await LocalExecutor(workspace).run(stage())
        #expect(records[0].outcome.failures.isEmpty)
        let (ids, rows) = try features("train")
        #expect(ids == ["p", "v", "q", "w"])
        #expect(rows[0] == rows[2] && rows[1] == rows[3] && rows[0] != rows[1])
    }

    @Test func whatWasNotFetchedIsAFailureThatSaysWhy() async throws {
        try pack("a.tar", [("p.jpg", "images/wide.jpg")], failed: ["gone": "http 404"])
        try write(
            [
                ("1", "media/a.tar#gone", .image), ("2", "media/a.tar#p", .image), ("3", "media/a.tar#none", .video),
                ("4", "media/b.tar#p", .image),
            ], to: "train")
        let outcome = try #require(try await LocalExecutor(workspace).run(stage()).first).outcome
        #expect(
            outcome.failures == [
                .init(item: "1", reason: "not fetched: http 404"),
                .init(item: "3", reason: "not fetched: the shard has no image or video of that key"),
                .init(item: "4", reason: "not fetched: the shard is not there"),
            ])
        #expect(try features("train").ids == ["2"])
    }

    @Test func onlyTheItemsOfAShardThatChangedAreRedone() async throws {
        try pack("a.tar", [("p.jpg", "images/wide.jpg")], failed: ["gone": "http 404"])
        try pack("b.tar", [("p.jpg", "images/wide.jpg")])
        try write([("1", "media/a.tar#p", .image), ("2", "media/a.tar#gone", .image)], to: "a")
        try write([("3", "media/b.tar#p", .image)], to: "b")
        _ = try await LocalExecutor(workspace).run(stage())
        func stale() async throws -> [String] {
            let stage = try stage()
            return try await stage.partitions().filter { !workspace.isDone($0, of: stage) }.map(\.name)
        }
        #expect(try await stale() == [])
        try pack("a.tar", [("p.jpg", "images/wide.jpg"), ("gone.png", "images/alpha.png")])
        #expect(try await stale() == ["a"])
        _ = try await LocalExecutor(workspace).run(stage())
        #expect(try features("a").ids == ["1", "2"])
        // What is no shard concerns every item.
        try Data("x".utf8).write(to: URL(fileURLWithPath: corpus + "/media/images"))
        try record(of: "media/images")
        #expect(try await stale() == ["a", "b"])
    }

    @Test func shardNamesAreFoundInEveryWayOfWritingThem() {
        var names = ShardNames()
        for line in [
            ##"{"id": "#1 \".tar", "media": {"path": "media/a-00000-of-00002.tar#k%2Ey"}}"##,
            #"{"media":{"path":"media\/sub\/b.tar#x#y"}}"#, #"{"media": {"path": "media/c.jpg"}, "text": "a #tag"}"#,
        ] { names.add(Array(line.utf8)) }
        #expect(names.names == ["media/a-00000-of-00002.tar", "media/sub/b.tar"])
    }
}
