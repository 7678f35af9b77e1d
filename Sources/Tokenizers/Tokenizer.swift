/// Turns text into the ids that a frozen text encoder was trained on, and says exactly which vocabulary it used.
public protocol Tokenizer: Sendable {
    /// The kind: `clip-bpe`, `wordpiece` or `sentencepiece`.
    var name: String { get }
    /// How many rows an embedding of these ids needs: one more than the largest id.
    var vocabularySize: Int { get }
    /// The id before every text.
    var startToken: Int32 { get }
    /// The id after every text.
    var endToken: Int32 { get }
    /// The id that fills a batch's shorter rows.
    var paddingToken: Int32 { get }
    /// SHA-256 over the name and the digests of the files that define the vocabulary: 64 hexadecimal digits. Two
    /// tokenizers with the same digest give the same ids.
    var digest: String { get }

    /// The ids of a text between the start and the end token. With a maximum length (two or more), the text's own ids
    /// are cut at their end so that everything fits, both tokens included.
    func encode(_ text: String, maxLength: Int?) -> [Int32]

    /// The pieces that ids stand for, for inspection. An id outside the vocabulary reads as the unknown piece.
    func tokens(for ids: [Int32]) -> [String]
}

extension Tokenizer {
    /// All ids of a text, however long.
    public func encode(_ text: String) -> [Int32] { encode(text, maxLength: nil) }

    /// Puts the special tokens around a text's own ids.
    func framed(_ ids: [Int32], maxLength: Int?) -> [Int32] {
        let room = maxLength.map { max(0, $0 - 2) } ?? ids.count
        let all = [startToken] + ids.prefix(room) + [endToken]
        return maxLength.map { Array(all.prefix(max(0, $0))) } ?? all
    }
}
