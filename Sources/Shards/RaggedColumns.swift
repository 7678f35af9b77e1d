/// Texts as UTF-8 one after the other, and where each begins.
public struct TextColumn: Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var offsets: [Int64] = [0]

    public init() {}

    /// Texts in order.
    public init(_ texts: some Sequence<String>) {
        for text in texts { append(text) }
    }

    /// The number of texts.
    public var count: Int { offsets.count - 1 }

    public mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        offsets.append(Int64(bytes.count))
    }

    public mutating func append(contentsOf other: TextColumn) {
        let start = Int64(bytes.count)
        bytes.append(contentsOf: other.bytes)
        offsets.append(contentsOf: other.offsets.dropFirst().map { $0 + start })
    }
}

/// The token ids of texts one after the other, and where each text's begin.
public struct TokenColumn: Sendable {
    /// The ids of all.
    public private(set) var ids: [Int32] = []
    /// Where those of each text begin, and where the last end.
    public private(set) var offsets: [Int64] = [0]

    public init() {}

    init(ids: [Int32], offsets: [Int64]) { (self.ids, self.offsets) = (ids, offsets) }

    /// The number of texts.
    public var count: Int { offsets.count - 1 }

    /// The token ids of a text.
    public subscript(_ text: Int) -> ArraySlice<Int32> { ids[Int(offsets[text])..<Int(offsets[text + 1])] }

    public mutating func append(_ tokens: some Collection<Int32>) {
        ids.append(contentsOf: tokens)
        offsets.append(Int64(ids.count))
    }

    public mutating func append(contentsOf other: TokenColumn) {
        let start = Int64(ids.count)
        ids.append(contentsOf: other.ids)
        offsets.append(contentsOf: other.offsets.dropFirst().map { $0 + start })
    }
}
