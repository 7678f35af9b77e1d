import Shards
import Synchronization
import Workspace

/// Encodes texts on all cores. Texts of like length meet in a batch, so that short ones do not pay for long ones; which
/// ones depends on nothing but the texts.
public struct TextEncoder: Sendable {
    private let encoder: FrozenEncoder

    /// Texts that are encoded at a time.
    static let batch = 64

    public init(_ encoder: FrozenEncoder) {
        self.encoder = encoder
    }

    /// - Parameter sink: gets the place of each text and its feature, from any thread and in any order.
    public func encode(
        _ texts: TokenColumn, to sink: @escaping @Sendable (_ text: Int, _ feature: ArraySlice<Float>) throws -> Void
    ) async throws {
        let order = (0..<texts.count).sorted { (texts[$0].count, $0) < (texts[$1].count, $1) }
        let begin = Mutex(0)
        let encoder = encoder
        try await Cores.work {
            begin.withLock { begin -> Range<Int>? in
                guard begin < order.count else { return nil }
                defer { begin += TextEncoder.batch }
                return begin..<min(begin + TextEncoder.batch, order.count)
            }
        } _: { range in
            let rows = order[range]
            let features = try encoder.features(of: rows.map { Array(texts[$0]) })
            for (place, row) in rows.enumerated() {
                try sink(row, features[place * encoder.width..<(place + 1) * encoder.width])
            }
        }
    }

    /// The features of texts as rows of a shard.
    func rows(of texts: TokenColumn) async throws -> FeatureRows {
        let rows = Mutex(FeatureRows(row: [encoder.width], count: texts.count))
        try await encode(texts) { row, feature in rows.withLock { $0.set(row, feature) } }
        return rows.withLock { rows in
            defer { rows = FeatureRows(row: [0]) }
            return rows
        }
    }
}
