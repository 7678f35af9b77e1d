import Tensors

/// The captions of one language in a shard, as they are gathered for writing.
public struct CaptionColumn: Sendable {
    /// The row of `visual` that each belongs to.
    public var items: [Int32] = []
    /// The source-language caption that each translates, -1 for an original.
    public var sources: [Int32] = []
    public var texts: [String] = []
    /// Ids ready for training, specials included.
    public var tokens: [[Int32]] = []
    /// Frozen text features, [captions, D], for the source language alone.
    public var features: Tensor?

    public init() {}

    /// Adds a caption.
    public mutating func add(_ text: String, item: Int, source: Int?, tokens: [Int32]) {
        items.append(Int32(item))
        sources.append(source.map(Int32.init) ?? -1)
        texts.append(text)
        self.tokens.append(tokens)
    }

    func write(_ language: String, to writer: inout SafetensorsWriter) throws {
        let name = "captions.\(language)"
        try writer.add(name + ".item", items)
        try writer.add(name + ".source", sources)
        try writer.addTexts(name + ".text", texts)
        try writer.add(name + ".tokens", Array(tokens.joined()))
        try writer.add(name + ".tokens.offsets", offsets(tokens.map(\.count)))
        if let features { writer.add(name + ".features", try features.converted(to: .float16)) }
    }
}

/// The places at which pieces of given lengths begin when they follow each other, and at last where they end.
func offsets(_ lengths: [Int]) -> [Int64] {
    var result: [Int64] = [0]
    var position: Int64 = 0
    for length in lengths {
        position += Int64(length)
        result.append(position)
    }
    return result
}

extension SafetensorsWriter {
    /// Texts as UTF-8 one after the other, `NAME.bytes`, and where each begins, `NAME.offsets`.
    mutating func addTexts(_ name: String, _ texts: [String]) throws {
        try add(name + ".bytes", texts.flatMap { Array($0.utf8) })
        try add(name + ".offsets", offsets(texts.map(\.utf8.count)))
    }
}
