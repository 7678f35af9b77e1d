import ArgumentParser
import Corpus
import Documents
import Foundation
import Shards
import Tensors

/// `tessera inspect`: what is in a file.
struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what a shard, any safetensors file, a corpus file or a folder of shards holds.",
        discussion: """
            Of a shard: its tensors, metadata and first items, the features' norms, and how many numbers are not finite. \
            With --verify, the SHA-256 of a shard, or of each in a folder, is compared with index.json first.
            """)

    @Argument(help: "A .safetensors file, a .jsonl file, or a folder of shards.")
    var path: String

    @Flag(help: "Compare each shard's SHA-256 with index.json.")
    var verify = false

    @OptionGroup var options: CommonOptions

    func run() async throws {
        var contents = InspectedContents()
        if path.hasSuffix(".jsonl") {
            if verify { throw InputError(key: "--verify", "no index lists a corpus file", remedy: "name shards") }
            try contents.add(corpus: path)
        } else if path.hasSuffix(".safetensors") {
            if verify {
                let folder = (path as NSString).deletingLastPathComponent
                contents.verified = try ShardIndex.verify(
                    folder: folder.isEmpty ? "." : folder, only: (path as NSString).lastPathComponent)
            }
            try contents.add(tensors: path)
        } else {
            let folder = ShardIndex.folder(in: path)
            if verify { contents.verified = try ShardIndex.verify(folder: folder) }
            try contents.add(shards: folder)
        }
        if options.json { return try Console.print(json: contents) }
        Console.print("\(path): \(contents.text)")
    }
}
