import Documents
import Tensors

/// The order in which a run sees captions: a grid of batches an epoch that follows from the seed and the epoch alone.
/// Processes, threads and shards have no part in it.
public struct BatchOrder: Sendable {
    /// What the order must know of the captions.
    public struct Captions: Sendable {
        /// The captions of each language; together all, from 0.
        public let ranges: [Range<Int>]
        /// The item of each caption.
        public let items: [UInt32]
        /// The tokens of each caption; empty where no window sorts by it.
        public let lengths: [UInt16]

        public init(ranges: [Range<Int>], items: [UInt32], lengths: [UInt16] = []) {
            (self.ranges, self.items, self.lengths) = (ranges, items, lengths)
        }
    }

    /// A batch of the grid.
    public struct Batch: Sendable, Equatable {
        /// Their numbers.
        public let captions: [UInt32]
        public let epoch: Int
        /// The batch's number in the epoch.
        public let number: Int
        /// Where the stream stands once all have seen it.
        public let end: StreamPosition
    }

    /// Batches of fewer captions are left out: contrast needs two.
    static let smallest = 2

    let captions: Captions
    let settings: StreamSettings
    let seed: UInt64

    /// - Throws: ``InputError`` for weights that do not fit the languages.
    public init(_ captions: Captions, _ settings: StreamSettings, seed: UInt64) throws {
        if case .weighted(let weights) = settings.sampling {
            let drawn = zip(weights, captions.ranges).contains { $0 > 0 && !$1.isEmpty }
            guard weights.count == captions.ranges.count, drawn, weights.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
                throw InputError(
                    "the languages' weights \(weights) do not fit \(captions.ranges.count) languages",
                    remedy: "give each language a weight that is not negative, and one with captions more than 0")
            }
        }
        precondition(settings.window == 1 || captions.lengths.count == captions.items.count, "a length a caption")
        (self.captions, self.settings, self.seed) = (captions, settings, seed)
    }

    /// The batches of an epoch, in order.
    public func epoch(_ epoch: Int) -> EpochOrder { EpochOrder(self, epoch) }

    /// The batches from a position on, epoch after epoch.
    /// - Throws: ``InputError`` when no batch begins there.
    public func batches(from position: StreamPosition = StreamPosition()) throws -> BatchSequence {
        try BatchSequence(self, from: position)
    }

    /// Random numbers for one purpose of one epoch.
    func generator(_ purpose: String, epoch: Int) -> SeededGenerator {
        SeededGenerator(seed: seed, purpose: "\(purpose) of epoch \(epoch)")
    }
}

/// A place in the stream. All random numbers follow from the seed and from it.
public struct StreamPosition: Sendable, Equatable, Codable {
    public var epoch: Int
    /// Captions of the epoch that were seen, by all processes together.
    public var captions: Int

    public init(epoch: Int = 0, captions: Int = 0) { (self.epoch, self.captions) = (epoch, captions) }
}
