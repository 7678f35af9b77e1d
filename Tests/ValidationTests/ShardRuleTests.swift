import Foundation
import Shards
import TestSupport
import Tensors
import Testing

@testable import Validation

@Suite struct ShardRuleTests {
    /// A fault in the second shard, unless it says another.
    struct Plant: Sendable, CustomTestStringConvertible {
        let rule: String
        var shard = 1
        let words: String
        var before: @Sendable (inout SmallShards) -> Void = { _ in }
        /// Once the files are written.
        var after: @Sendable (SmallShards) throws -> Void = { _ in }

        var testDescription: String { "\(rule): \(words)" }

        static func written(
            _ rule: String, _ words: String, shard: Int = 1, _ plant: @escaping @Sendable (inout SmallShards) -> Void
        ) -> Plant {
            Plant(rule: rule, shard: shard, words: words, before: plant)
        }

        static func file(_ rule: String, _ words: String, _ plant: @escaping @Sendable (String) throws -> Void) -> Plant
        {
            Plant(rule: rule, words: words, after: { try plant($0.path(1)) })
        }

        static let all: [Plant] = [
            .file("shard-digest", "its SHA-256") { path in
                let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
                try file.seek(toOffset: file.seekToEnd() - 40)
                try file.write(contentsOf: Data([0x11]))
            },
            .file("shard-digest", "bytes, and index.json says") {
                try FileHandle(forUpdating: URL(fileURLWithPath: $0)).truncate(atOffset: 900)
            },
            .file("shard-unsound", "not a sound safetensors file") { try Data().write(to: URL(fileURLWithPath: $0)) },
            .file("shard-unsound", "is not there") { try FileManager.default.removeItem(atPath: $0) },
            .written("shard-counts", "6 items, and index.json says 7") { $0.shards[1].items = 7 },
            .written("shard-counts", "'test'") { $0.shards[1].indexSplit = "test" },
            .written("shards-differ", "its model is other") {
                $0.shards[1].description.model = .init(name: "other", digest: "dddd")
            },
            .written("shards-differ", "its tokenizer of de is wordpiece (SHA-256 eeee") {
                $0.shards[1].description.tokenizers["de"] = .init(name: "wordpiece", digest: "eeee")
            },
            .written("shards-differ", "its sampling is all") { $0.shards[1].description.sampling = "all" },
            .written("features-not-finite", "row 3 of 'captions.en.features'") { $0.shards[1].features[3][5] = .nan },
            .written("features-not-finite", "row 2 of 'visual', of 'train-00001-of-00002/2'") {
                $0.shards[1].visual[2][0] = .infinity
            },
            .written("features-zero", "row 4 of 'visual'") {
                $0.shards[1].visual[4] = [Float](repeating: 0, count: 16)
            },
            .written("features-norm", "row 1 of 'visual'") { shards in
                shards.shards[1].visual[1] = shards.shards[1].visual[1].map { $0 * 40 }
            },
            .written("features-norm", "row 0 of 'captions.en.features'") { shards in
                shards.shards[1].features[0] = shards.shards[1].features[0].map { $0 / 40 }
            },
            .written("features-twice", "row 5, 'train-00001-of-00002/5' of 'train', is 'train-00000-of-00002/0'") {
                $0.shards[1].visual[5] = $0.shards[0].visual[0]
            },
            .written("features-twice", "rows 0 and 1 of 'captions.en.features'") {
                $0.shards[1].features[1] = $0.shards[1].features[0]
            },
            .written("similar-features-in-two-splits", "'train-00001-of-00002/5' of 'train'", shard: 2) {
                $0.shards[2].visual[0] = $0.shards[1].visual[5]
            },
            .written("similar-features-in-two-splits", "have the cosine 1.0", shard: 2) { shards in
                shards.shards[2].visual[0] = shards.shards[1].visual[5].map { $0 * 1.5 }
            },
            .written("token-unknown", "the first 200 in row 0; the vocabulary has 200") {
                $0.shards[1].german[0][1] = 200
            },
            .written("token-unknown", "the first -4 in row 2") { $0.shards[1].english[2][1] = -4 },
            .written("token-end", "row 3 of en ends with the token 7, the others with 2") {
                $0.shards[1].english[3][2] = 7
            },
            .written("token-end", "row 3 of de has no tokens") { $0.shards[1].german[3] = [] },
            .written("item-twice", "'train-00000-of-00002/2' of 'train'") {
                $0.shards[1].ids[0] = "train-00000-of-00002/2"
            },
        ]
    }

    @Test func soundShardsHaveNoFindings() async throws {
        let shards = try SmallShards()
        try shards.write()
        #expect(try await shards.report().findings == [])
    }

    @Test(arguments: Plant.all)
    func plantIsFound(_ plant: Plant) async throws {
        var shards = try SmallShards()
        plant.before(&shards)
        try shards.write()
        try plant.after(shards)
        let report = try await shards.report()
        let finding = try #require(report.findings.first { $0.rule == plant.rule }, "\(report.findings)")
        #expect(
            finding.examples.contains { $0.file == shards.path(plant.shard) && $0.message.contains(plant.words) },
            "\(finding)")
        let others = try await shards.report(only: RuleBook.rules.map(\.name).filter { $0 != plant.rule })
        #expect(!others.findings.contains { $0.rule == plant.rule })
    }

    @Test func offsetsThatFallAreRefusedByName() async throws {
        let shards = try SmallShards()
        try shards.write()
        let path = shards.path(1)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        // Offsets 0, 3, 6, 9 … of eight bytes each.
        let offsets = [0, 3, 6, 9].flatMap { (value: UInt64) in withUnsafeBytes(of: value.littleEndian, Array.init) }
        let place = try #require(bytes.range(of: Data(offsets)))
        bytes[place.lowerBound + 8] = 200
        try bytes.write(to: URL(fileURLWithPath: path))
        let finding = try await shards.report(only: ["shard-unsound"]).findings.first
        #expect(
            finding?.examples.contains { $0.message.contains("tokens.offsets") } == true,
            "\(String(describing: finding))")
    }

    /// An item of the corpus that no shard holds, and one of a shard that the corpus does not.
    @Test func shardsAreComparedWithTheirCorpus() async throws {
        var shards = try SmallShards()
        shards.shards[1].ids[5] = "stranger"
        try shards.write()
        for (number, name) in SmallShards.names.enumerated() {
            let lines = (0..<6).map { item in
                let captions = [("en", "caption"), ("de", "Satz")].map {
                    "{\"language\":\"\($0)\",\"origin\":\"human\",\"text\":\"\($1) \(name)/\(item)\"}"
                }
                return """
                    {"captions":[\(captions.joined(separator: ","))],"id":"\(name)/\(item)",\
                    "media":{"kind":"image","path":"\(number)-\(item).jpg"},"split":"\(shards.shards[number].split)"}\n
                    """
            }
            try shards.folder.write(lines.joined(), to: "corpus/\(name).jsonl")
        }
        let report = try await DataValidator().validate(shards.folder.path)
        let finding = try #require(report.findings.first { $0.rule == "shard-corpus" })
        #expect(finding.examples.allSatisfy { $0.file == shards.path(1) })
        #expect(finding.examples.contains { $0.message.contains("'stranger' is not in the corpus") })
        #expect(finding.examples.contains { $0.message.contains("train-00001-of-00002.jsonl:6") })
        #expect(finding.count == 2, "\(finding)")
    }

    /// What only a crash would tell before: text features that do not fit their captions, and tokens of another type.
    @Test func shapesAndTypesThatDoNotFitAreFindings() async throws {
        for plant in 0..<3 {
            let shards = try SmallShards()
            try shards.write()
            let file = try SafetensorsFile(shards.path(1))
            var writer = SafetensorsWriter(metadata: file.metadata)
            for name in file.names {
                let tensor = try file.tensor(name)
                switch (plant, name) {
                case (0, "captions.en.features"): try writer.add(name, tensor.sliced(0, 0..<4))
                case (1, "captions.en.features"): try writer.add(name, tensor.reshaped([tensor.count]))
                case (2, "captions.de.tokens"): try writer.add(name, tensor.converted(to: .int64))
                default: writer.add(name, tensor)
                }
            }
            try FileManager.default.removeItem(atPath: shards.path(1))
            try writer.write(to: shards.path(1))
            let finding = try await shards.report(only: ["shard-unsound"]).findings.first
            #expect(finding?.examples.map(\.file) == [shards.path(1)], "plant \(plant): \(String(describing: finding))")
        }
    }

    @Test func aShardThatNobodyListsIsTold() async throws {
        let shards = try SmallShards()
        try shards.write()
        let stray = shards.folder.file("shards/stray.safetensors")
        try FileManager.default.copyItem(atPath: shards.path(0), toPath: stray)
        let report = try await shards.report()
        #expect(report.findings.map(\.rule) == ["shard-unlisted"])
        #expect(report.findings[0].examples.map(\.file) == [stray])
    }
}
