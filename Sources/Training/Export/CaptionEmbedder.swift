import Corpus
import Documents
import Models
import Shards
import Tensors
import Tokenizers

/// Features of captions in a target language through a trained model: `text_embeds`, F32 [lines, projection], not
/// normalised, in the order of the lines. They are written as they come, so that their number does not matter.
public struct CaptionEmbedder: Sendable {
    private let batches: CaptionBatches
    private let tokenizer: any Tokenizer
    /// The most tokens of a caption.
    private let context: Int
    private let width: Int
    private let metadata: [String: String]
    /// Lines whose lengths are compared, so that those of like length meet in a batch.
    private static let window = 8192

    /// - Parameter tokenizer: the folder of the language's tokenizer.
    /// - Throws: ``InputError`` when model, CLIP, tokenizer and language do not belong together.
    public init(_ model: TrainedModel, _ models: FrozenModels, tokenizer folder: String, language: String) throws {
        let clip = models.clip
        tokenizer = try TokenizerFolder.load(folder)
        try model.check(tokenizer, from: folder, for: language)
        let encoder = try model.encoder(models)
        batches = CaptionBatches(encoder)
        (context, width) = (clip.configuration.captionContext, encoder.width)
        metadata = [
            "model": clip.name, "model.sha256": clip.digest, "precision": clip.precision.rawValue, "language": language,
            "tokenizer": tokenizer.name, "tokenizer.sha256": tokenizer.digest,
        ]
    }

    /// - Parameters: texts: a file with a caption a line; path: a temporary one that the caller renames.
    /// - Throws: ``InputError`` for a file that is not there, or without lines.
    public func write(texts: String, to path: String) async throws {
        var counter = try LineReader(texts)
        while try counter.next() != nil {}
        guard counter.number > 0 else {
            throw InputError(file: texts, "has no lines", remedy: "write a caption a line")
        }
        let entry = TensorFileWriter.Entry("text_embeds", .float32, [counter.number, width])
        let file = try TensorFileWriter(path, metadata: metadata, [entry])
        var reader = try LineReader(texts)
        let width = width
        while true {
            var captions = TokenColumn()
            let first = reader.number
            while captions.count < CaptionEmbedder.window, let line = try reader.next() {
                captions.append(tokenizer.encode(String(decoding: line, as: UTF8.self), maxLength: context))
            }
            if captions.count == 0 { return }
            try await batches.encode(captions) { caption, feature in
                try file.write(feature, to: entry.name, at: (first + caption) * width)
            }
        }
    }
}
