import Documents
import Foundation
import Shards
import Workspace

/// Writes index.json, which lists the shards: one partition, made anew whenever a shard is.
public struct IndexStage: Stage {
    public let name = "index"
    public let version = 1
    private let workspace: Workspace

    public init(in workspace: Workspace) {
        self.workspace = workspace
    }

    public func partitions() async throws -> [Partition] {
        var inputs: [String: String] = [:]
        for name in try shards() { inputs[name] = try workspace.digest(of: "\(FeaturesStage.folder)/\(name)") }
        guard !inputs.isEmpty else {
            throw InputError(
                file: workspace.file(FeaturesStage.folder), "has no shards",
                remedy: "run the stage that makes them first")
        }
        return [
            Partition(
                name: "index", output: "\(FeaturesStage.folder)/\(ShardIndex.name)", items: inputs.count, inputs: inputs
            )
        ]
    }

    private func shards() throws -> [String] {
        let folder = workspace.file(FeaturesStage.folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        // By their records: the shards themselves need not be here.
        return names.filter { $0.hasSuffix(".safetensors.done") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }
            .sorted()
    }

    public func run(_ partition: Partition, to temporary: String, reporting: ProgressReporter) async throws
        -> Outcome
    {
        var entries: [ShardIndex.Entry] = []
        for name in try shards() {
            try await workspace.bring(["\(FeaturesStage.folder)/\(name)"])
            let path = workspace.file("\(FeaturesStage.folder)/\(name)")
            let shard = try FeatureShard(path)
            guard let record = DoneRecord.read(of: path) else {
                throw Fault("listing \(name)", reason: "its done record went away")
            }
            var captions: [String: Int] = [:]
            for language in shard.languages { captions[language] = try shard.captions(language).count }
            reporting(1)
            entries.append(
                ShardIndex.Entry(
                    file: name, split: shard.description.split, items: shard.count, captions: captions,
                    bytes: record.bytes, sha256: record.digest))
        }
        try ShardIndex(shards: entries).encoded().write(to: URL(fileURLWithPath: temporary))
        return Outcome(counts: ["shards": entries.count, "items": entries.reduce(0) { $0 + $1.items }])
    }
}
