import ArgumentParser
import Documents
import Training
import Workspace

/// `tessera export`: a trained model as one file.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a checkpoint's trained model as one safetensors file.",
        discussion: """
            The file holds what was trained, and in its header all that `tessera embed` and `tessera evaluate` need to \
            use it with its frozen CLIP: they take it as --checkpoint.
            """)

    @Option(help: ArgumentHelp("A checkpoint's folder, such as DIR/train/final.", valueName: "dir"))
    var checkpoint: String

    @Option(help: ArgumentHelp("The file to write.", valueName: "safetensors"))
    var out: String

    @OptionGroup var options: CommonOptions

    private struct Results: Encodable {
        let out: String
        let sha256: String
    }

    func run() async throws {
        let checkpoint = try Checkpoint(trained: checkpoint)
        try await AtomicOutput.publish(out) { try ExportedModel.write(checkpoint, to: $0) }
        let results = Results(out: out, sha256: try Digest.ofFile(out))
        if options.json { return try Console.print(json: results) }
        Console.print("\(results.out)  SHA-256 \(results.sha256)")
    }
}
