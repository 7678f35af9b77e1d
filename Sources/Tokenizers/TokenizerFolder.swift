import Documents
import Foundation

/// A folder in the Hugging Face layout.
///
/// What is there decides, in this order:
/// 1. `sentencepiece.bpe.model`: SentencePiece, ids laid out as XLM-R's, special tokens in a text read as plain text.
/// 2. `tokenizer.json`: CLIP's byte pairs, WordPiece or XLM-R's unigram pieces, all of it from that file, as Hugging Face
///    does.
/// 3. `vocab.json` and `merges.txt`: CLIP's byte pairs.
/// 4. `vocab.txt`: WordPiece, with the switches of `tokenizer_config.json`; see ``WordPieceTokenizer``.
public enum TokenizerFolder {
    /// Loads the tokenizer of a folder.
    /// - Throws: `InputError` naming the file, and the key or line, when something is missing, broken or of a form that
    ///   is not supported.
    public static func load(_ folder: String) throws -> any Tokenizer {
        let path = { (name: String) in folder + "/" + name }
        let has = { (name: String) in FileManager.default.fileExists(atPath: path(name)) }
        if has("sentencepiece.bpe.model") {
            return try SentencePieceTokenizer(model: path("sentencepiece.bpe.model"))
        }
        let settings = try TokenizerSettings(folder: folder)
        if has("tokenizer.json") {
            let file = try TokenizerFile(path("tokenizer.json"))
            return switch file.kind {
            case .clip: try CLIPTokenizer(file, settings: settings)
            case .wordPiece: try WordPieceTokenizer(file, settings: settings)
            case .unigram: try UnigramTokenizer(file, settings: settings)
            }
        }
        if has("vocab.json") || has("merges.txt") {
            return try CLIPTokenizer(
                vocabulary: path("vocab.json"), merges: path("merges.txt"), settings: settings)
        }
        if has("vocab.txt") {
            return try WordPieceTokenizer(vocabulary: path("vocab.txt"), settings: settings)
        }
        throw InputError(
            file: folder, "no tokenizer is there",
            remedy: "give a Hugging Face folder with tokenizer.json, vocab.json and merges.txt, vocab.txt, or "
                + "sentencepiece.bpe.model")
    }

    /// The digest of a tokenizer: its name, each file's name and digest, and any setting that changes ids.
    static func digest(_ name: String, files: [String], settings: [String] = []) throws -> String {
        let lines = try files.map { "\(($0 as NSString).lastPathComponent) \(try Digest.ofFile($0))" }
        return Digest.of(([name] + lines + settings).joined(separator: "\n"))
    }
}
