import Tensors

/// Which language's captions another language's are paired with.
public struct CaptionPairing: Sendable {
    public let partner: @Sendable (_ language: String, _ source: String) throws -> String?

    /// - Parameter partner: of a language, in shards of a source language; nil for none.
    public init(_ partner: @escaping @Sendable (_ language: String, _ source: String) throws -> String?) {
        self.partner = partner
    }

    /// Nothing is paired.
    public static let none = CaptionPairing { _, _ in nil }
}

/// The captions of a language in one shard, by the source-language caption that they translate: what captions of another
/// language are paired with that translate the same one.
struct CaptionPartners: Sendable {
    let captions: MappedShard.Captions
    /// For each source caption the first row that translates it; -1 where none does.
    private let rows: [Int32]

    /// - Parameter source: the shard's source captions.
    init(_ captions: MappedShard.Captions, of source: MappedShard.Captions) {
        self.captions = captions
        var rows = [Int32](repeating: -1, count: source.count)
        for row in (0..<captions.count).reversed() {
            let origin = Int(captions.sources.int32(row))
            if rows.indices.contains(origin) { rows[origin] = Int32(row) }
        }
        self.rows = rows
    }

    /// The row that translates a source caption; nil where none does.
    func row(of origin: Int) -> Int? {
        guard rows.indices.contains(origin), rows[origin] >= 0 else { return nil }
        return Int(rows[origin])
    }
}
