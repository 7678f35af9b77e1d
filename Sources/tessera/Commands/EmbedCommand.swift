import ArgumentParser
import Corpus
import Documents
import Features
import Foundation
import Media
import Tensors
import Workspace

/// `tessera embed`: features of single files and lines.
struct EmbedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed", abstract: "Encode images, videos and texts with a frozen CLIP into one safetensors file.",
        discussion: "Writes image_embeds, video_embeds and text_embeds: projected, not normalised, in the order given.")

    @Option(help: ArgumentHelp("A CLIP in the Hugging Face layout.", valueName: "dir"))
    var model: String

    @Option(parsing: .upToNextOption, help: "Images.")
    var images: [String] = []

    @Option(parsing: .upToNextOption, help: "Videos; each becomes the mean of its sampled frames' features.")
    var videos: [String] = []

    @Option(help: ArgumentHelp("A file with a text a line.", valueName: "file"))
    var texts: String?

    @Option(help: ArgumentHelp("The frames of a video: uniform:N, midpoints:N or all.", valueName: "strategy"))
    var sample = "uniform:12"

    @Option(help: "How numbers are computed.")
    var precision = Precision.fp32

    @Option(help: ArgumentHelp("The file to write.", valueName: "safetensors"))
    var out: String

    @OptionGroup var options: CommonOptions

    enum Precision: String, ExpressibleByArgument, CaseIterable {
        case fp32
    }

    func validate() throws {
        if images.isEmpty, videos.isEmpty, texts == nil { throw ValidationError("Give --images, --videos or --texts.") }
    }

    func run() async throws {
        let sampling = try FrameSampling(sample)
        let encoder = try FrozenEncoder(folder: model)
        var writer = SafetensorsWriter(metadata: ["model": encoder.clip.name, "model.sha256": encoder.clip.digest])
        if !images.isEmpty { writer.add("image_embeds", try Tensor.stacked(images.map { try encoder.image($0) })) }
        if !videos.isEmpty {
            writer.add("video_embeds", try Tensor.stacked(videos.map { try encoder.video($0, sampling).feature }))
        }
        if let texts { writer.add("text_embeds", try embed(lines: texts, encoder)) }
        try await AtomicOutput.publish(out) { try writer.write(to: $0) }
        if options.json { try Console.print(json: ["out": out]) }
    }

    /// 64 lines at a time, so that a long file does not fill the memory with activations.
    private func embed(lines path: String, _ encoder: FrozenEncoder) throws -> Tensor {
        var parts: [Tensor] = []
        var batch: [[Int32]] = []
        func flush() throws {
            if !batch.isEmpty { parts.append(try encoder.texts(batch)) }
            batch = []
        }
        var lines = try LineReader(path)
        while let line = try lines.next() {
            batch.append(encoder.tokens(String(decoding: line, as: UTF8.self)))
            if batch.count == 64 { try flush() }
        }
        try flush()
        guard !parts.isEmpty else { throw InputError(file: path, "has no lines", remedy: "write a text a line") }
        return try Tensor.concatenated(parts)
    }
}
