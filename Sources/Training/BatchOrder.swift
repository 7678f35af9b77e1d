import Tensors

/// The order in which an epoch sees its samples: a shuffle that depends on the seed and the epoch alone, cut into batches
/// that hold at most one caption an item, so that no batch holds a false negative of its own item.
public struct BatchOrder: Sendable {
    private let items: [Int]
    private let size: Int
    private let seed: UInt64

    /// - Parameters: items: the item of each sample; size: samples a batch.
    public init(items: [Int], size: Int, seed: UInt64) {
        self.items = items
        self.size = size
        self.seed = seed
    }

    /// The batches of an epoch, as numbers of samples. Each sample is in exactly one batch.
    ///
    /// A sample whose item is in the batch already waits for a later one, so the last batches can be smaller.
    public func batches(epoch: Int) -> [[Int]] {
        var generator = SeededGenerator(seed: seed, purpose: "order of epoch \(epoch)")
        let order = generator.permutation(items.count)
        var next = 0
        var waiting: [Int] = []
        var batches: [[Int]] = []
        while next < order.count || !waiting.isEmpty {
            var batch: [Int] = []
            var seen: Set<Int> = []
            var later: [Int] = []
            func place(_ sample: Int) {
                if batch.count < size, seen.insert(items[sample]).inserted {
                    batch.append(sample)
                } else {
                    later.append(sample)
                }
            }
            waiting.forEach(place)
            while batch.count < size, next < order.count {
                place(order[next])
                next += 1
            }
            waiting = later
            batches.append(batch)
        }
        return batches
    }
}
