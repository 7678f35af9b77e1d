import Tensors

/// Texts of several lengths as one tensor, no longer than the longest.
public struct TokenBatch: Sendable {
    /// I64 [texts, longest], filled up with zeros: with a causal mask nothing before a text's end sees them.
    public let tokens: Tensor
    /// The position of each text's end: I64 [texts].
    public let ends: Tensor

    /// - Parameter ends: each text's end; nil: its last token.
    public init(_ texts: [[Int32]], ends: [Int]? = nil) throws {
        let longest = texts.map(\.count).max() ?? 0
        var ids = [Int64](repeating: 0, count: texts.count * longest)
        for (row, text) in texts.enumerated() {
            for (column, id) in text.enumerated() { ids[row * longest + column] = Int64(id) }
        }
        tokens = try Tensor(ids, shape: [texts.count, longest])
        self.ends = try Tensor((ends ?? texts.map { max($0.count - 1, 0) }).map(Int64.init))
    }
}
