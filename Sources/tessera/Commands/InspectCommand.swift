import ArgumentParser
import Corpus
import Documents
import Foundation
import Shards
import Tensors
import Training

/// `tessera inspect`: what is in a file.
struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what a shard, any safetensors file, a corpus file or a folder of shards holds.")

    @Argument(help: "A .safetensors file, a .jsonl file, or a folder of shards.")
    var path: String

    @OptionGroup var options: CommonOptions

    private struct Contents: Encodable {
        var kind: String
        var metadata: [String: String] = [:]
        var tensors: [String: String] = [:]
        var counts: [String: Int] = [:]
        var first: [String] = []
    }

    func run() async throws {
        let contents = try path.hasSuffix(".jsonl") ? corpus() : path.hasSuffix(".safetensors") ? tensors() : shards()
        if options.json { return try Console.print(json: contents) }
        Console.print("\(path): \(contents.kind)")
        for (key, value) in contents.metadata.sorted(by: { $0.key < $1.key }) { Console.print("  \(key): \(value)") }
        let rows =
            contents.tensors.sorted { $0.key < $1.key }.map { [$0.key, $0.value] }
            + contents.counts.sorted { $0.key < $1.key }.map { [$0.key, String($0.value)] }
        Console.print(TextTable(rows: rows.map { ["  " + $0[0], $0[1]] }).text)
        if !contents.first.isEmpty { Console.print("first: \(contents.first.joined(separator: ", "))") }
    }

    private func tensors() throws -> Contents {
        let file = try SafetensorsFile(path)
        var contents = Contents(kind: "safetensors file", metadata: file.metadata)
        for (name, entry) in file.entries { contents.tensors[name] = "\(entry.type.rawValue) \(entry.shape)" }
        if file.metadata["format"] == ShardDescription.format {
            let shard = try FeatureShard(path)
            contents.kind = "feature shard"
            contents.counts["items"] = shard.count
            contents.counts["visual rows that are not finite"] = try shard.rowsNotFinite()
            contents.first = Array(try shard.ids().prefix(5))
        }
        return contents
    }

    private func corpus() throws -> Contents {
        var contents = Contents(kind: "corpus file")
        try CorpusFile.forEach(in: path) { item in
            contents.counts["items", default: 0] += 1
            for caption in item.captions { contents.counts["captions.\(caption.language)", default: 0] += 1 }
            if contents.first.count < 5 { contents.first.append(item.id) }
        }
        return contents
    }

    private func shards() throws -> Contents {
        let index = try ShardIndex(folder: ShardIndex.folder(in: path))
        var contents = Contents(kind: "folder of shards")
        for shard in index.shards {
            contents.counts["shards", default: 0] += 1
            contents.counts["items.\(shard.split)", default: 0] += shard.items
            for (language, count) in shard.captions {
                contents.counts["captions.\(language).\(shard.split)", default: 0] += count
            }
        }
        return contents
    }
}
