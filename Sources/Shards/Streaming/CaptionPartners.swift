import Tensors

/// Which languages' captions another language's are paired with.
public struct CaptionPairing: Sendable {
    public let partners: @Sendable (_ language: String, _ source: String) throws -> [String]

    /// - Parameter partners: of a language, in shards of a source language; each language has as many.
    public init(_ partners: @escaping @Sendable (_ language: String, _ source: String) throws -> [String]) {
        self.partners = partners
    }

    /// Nothing is paired.
    public static let none = CaptionPairing { _, _ in [] }
}

/// The captions of a language in one shard, by the source-language caption that they translate: what captions of another
/// language are paired with that translate the same one.
struct CaptionPartners: Sendable {
    let captions: MappedShard.Captions
    /// For each source caption the first row that translates it, -1 where none does; nil where each is its own.
    private let rows: [Int32]?

    /// - Parameters: source: the shard's source captions; isSource: whether the captions are those.
    init(_ captions: MappedShard.Captions, of source: MappedShard.Captions, isSource: Bool) {
        self.captions = captions
        if isSource {
            rows = nil
            return
        }
        var rows = [Int32](repeating: -1, count: source.count)
        for row in (0..<captions.count).reversed() {
            let origin = captions.origin(of: row)
            if rows.indices.contains(origin) { rows[origin] = Int32(row) }
        }
        self.rows = rows
    }

    /// The row that translates a source caption; nil where none does.
    func row(of origin: Int) -> Int? {
        guard let rows else { return origin }
        guard rows.indices.contains(origin), rows[origin] >= 0 else { return nil }
        return Int(rows[origin])
    }
}
