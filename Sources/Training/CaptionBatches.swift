import Models
import Shards
import Synchronization
import Tensors
import Workspace

/// Encodes captions in target languages on all cores. Captions of like length meet in a batch, so that short ones do not pay
/// for long ones; which ones depends on nothing but the captions, and so do the features.
public struct CaptionBatches: Sendable {
    private let encoder: any CaptionEncoder

    /// Captions that are encoded at a time. A GPU has thousands of cores to keep busy.
    private var size: Int { encoder.device == .cpu ? 64 : 256 }

    public init(_ encoder: any CaptionEncoder) {
        self.encoder = encoder
    }

    /// - Parameter sink: gets the place of each caption and its feature, not normalised, from any thread and in any order.
    public func encode(
        _ captions: TokenColumn,
        to sink: @escaping @Sendable (_ caption: Int, _ feature: ArraySlice<Float>) throws -> Void
    ) async throws {
        let order = (0..<captions.count).sorted { (captions[$0].count, $0) < (captions[$1].count, $1) }
        let next = Mutex(0)
        let (size, device) = (size, encoder.device)
        try await Cores.work {
            next.withLock { next -> Range<Int>? in
                guard next < order.count else { return nil }
                defer { next += size }
                return next..<min(next + size, order.count)
            }
        } _: { range in
            Torch.useOneThread()
            let rows = order[range]
            let features: [Float] = try withoutGradients {
                try encoder.features(CaptionBatch(rows.map { Array(captions[$0]) }).moved(to: device)).values()
            }
            let width = features.count / rows.count
            for (place, row) in rows.enumerated() { try sink(row, features[place * width..<(place + 1) * width]) }
        }
    }
}
