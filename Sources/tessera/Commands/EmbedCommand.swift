import ArgumentParser
import Corpus
import Documents
import Features
import Foundation
import Models
import Training
import Workspace

/// `tessera embed`: features of single files and lines.
struct EmbedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed", abstract: "Encode images, videos and texts with a frozen CLIP into one safetensors file.",
        discussion: """
            Writes image_embeds, video_embeds and text_embeds: projected, not normalised, in the order given. With \
            --pooling frames, video_embeds holds every frame's, filled up with zeros, and video_frames their number.

            With --checkpoint, the trained model encodes: texts, which are captions in a target language, or images and videos.
            """)

    @OptionGroup var encoding: EncodingOptions

    @Option(parsing: .upToNextOption, help: "Images.")
    var images: [String] = []

    @Option(parsing: .upToNextOption, help: "Videos.")
    var videos: [String] = []

    @Option(help: ArgumentHelp("A file with a text a line.", valueName: "file"))
    var texts: String?

    @Option(
        help: ArgumentHelp(
            "A trained model: a checkpoint's folder, or an exported file.", valueName: "path"))
    var checkpoint: String?

    @Option(help: ArgumentHelp("The tokenizer that the trained model was trained with.", valueName: "dir"))
    var tokenizer: String?

    @Option(help: "The texts' language, for a trained model.")
    var language: String?

    @Option(
        help: ArgumentHelp(
            "The text model that the recipe `alignment` or `parallel` began with, with --checkpoint.", valueName: "dir")
    )
    var textModel: String?

    @Flag(help: "Leave zeros in the place of files that cannot be read, instead of stopping at the first.")
    var skipBroken = false

    @Option(help: ArgumentHelp("The file to write.", valueName: "safetensors"))
    var out: String

    @OptionGroup var options: CommonOptions

    private struct Results: Encodable {
        let out: String
        let skipped: [String]
        let salvaged: [String]
    }

    func validate() throws {
        if images.isEmpty, videos.isEmpty, texts == nil { throw ValidationError("Give --images, --videos or --texts.") }
        guard checkpoint != nil else {
            if tokenizer != nil || language != nil {
                throw ValidationError("--tokenizer and --language belong to --checkpoint.")
            }
            return
        }
        let isOfTexts = texts != nil && tokenizer != nil && language != nil && images.isEmpty && videos.isEmpty
        guard isOfTexts || texts == nil && tokenizer == nil && language == nil else {
            throw ValidationError(
                "With --checkpoint, give --texts, --tokenizer and --language, or --images and --videos alone.")
        }
    }

    func run() async throws {
        if let checkpoint, let texts, let tokenizer, let language {
            let clip = try CLIP(folder: encoding.model, precision: encoding.precision, device: encoding.device)
            let embedder = try CaptionEmbedder(
                TrainedModel(checkpoint), FrozenModels(clip: clip, text: textModel), tokenizer: tokenizer,
                language: Language(language).tag)
            try await AtomicOutput.publish(out) { try await embedder.write(texts: texts, to: $0) }
            if options.json { try Console.print(json: Results(out: out, skipped: [], salvaged: [])) }
            return
        }
        let settings = try encoding.settings()
        var encoder = try FrozenEncoder(
            folder: settings.model, precision: settings.precision, device: settings.device)
        if let checkpoint {
            let model = try TrainedModel(checkpoint).encoder(FrozenModels(clip: encoder.clip, text: textModel))
            encoder = encoder.seeing(model.items, width: model.width)
        }
        let embedder = FileEmbedder(encoder, settings)
        let inputs = FileEmbedder.Inputs(images: images, videos: videos, texts: texts)
        let results = try await AtomicOutput.publish(out) { temporary in
            try await embedder.write(inputs, skipsBroken: skipBroken, to: temporary)
        }
        if options.json {
            try Console.print(
                json: Results(out: out, skipped: results.skipped.map(\.description), salvaged: results.salvaged))
        }
        for note in results.salvaged { Console.error("tessera: salvaged \(note)") }
        guard results.skipped.isEmpty else {
            let failures = results.skipped.map { Outcome.Failure(item: $0.file ?? "", reason: $0.problem) }
            throw ItemsFailed(failures: failures.map { ("embed", $0) }, remedy: "their rows are zero")
        }
    }
}
