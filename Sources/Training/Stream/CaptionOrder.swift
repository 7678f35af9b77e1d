import Tensors

/// One pass over some captions in a shuffled order, as batches.
struct CaptionOrder {
    private let range: Range<Int>
    private let shuffle: Shuffle
    private let settings: StreamSettings
    private var filler: BatchFiller
    private var generator: SeededGenerator
    /// The next place in the shuffle.
    private var place = 0
    /// Batches that are ready, the next one last.
    private var ready: [[UInt32]] = []

    /// The last captions, in batches, are dealt out together.
    private static let end = 2
    /// Captions that may wait, in batches.
    private static let waiting = 4

    /// - Parameters: range: the captions; generator: gives the order.
    init(_ range: Range<Int>, _ settings: StreamSettings, _ generator: SeededGenerator) {
        self.range = range
        self.settings = settings
        self.generator = generator
        shuffle = Shuffle(range.count, using: &self.generator)
        // A window has no more captions than may wait.
        filler = BatchFiller(
            size: settings.batch, oneCaptionPerItem: settings.oneCaptionPerItem,
            most: settings.window > 1 ? .max : CaptionOrder.waiting * settings.batch)
    }

    /// The next batch; nil after the last.
    mutating func next(_ captions: BatchOrder.Captions) -> [UInt32]? {
        if let batch = ready.popLast() { return batch }
        if range.count - place <= CaptionOrder.end * settings.batch {
            dealEnd(captions)
            return ready.popLast()
        }
        if settings.window > 1 {
            fillWindow(captions)
            return ready.popLast()
        }
        return filler.next(items: captions.items) { [range, shuffle] in
            guard place < range.count else { return nil }
            defer { place += 1 }
            return UInt32(range.lowerBound + shuffle[place])
        }
    }

    private mutating func draw() -> UInt32 {
        defer { place += 1 }
        return UInt32(range.lowerBound + shuffle[place])
    }

    /// Sorts the captions of some batches by length, fills the batches, and shuffles these.
    private mutating func fillWindow(_ captions: BatchOrder.Captions) {
        var window = filler.takeWaiting()
        let most = settings.window * settings.batch
        let end = max(place, range.count - CaptionOrder.end * settings.batch)
        while place < end, window.count < most { window.append(draw()) }
        // Captions of one length stay in shuffled order: their places break the tie.
        let order = window.indices.map { UInt64(captions.lengths[Int(window[$0])]) << 32 | UInt64($0) }.sorted()
        var next = 0
        while true {
            let batch = filler.next(items: captions.items) {
                guard next < order.count else { return nil }
                defer { next += 1 }
                return window[Int(truncatingIfNeeded: order[next] & 0xffff_ffff)]
            }
            if batch.isEmpty { break }
            // What does not fill a batch goes into the next window.
            if next == order.count, batch.count < settings.batch, !ready.isEmpty {
                filler.putBack(batch)
                break
            }
            ready.append(batch)
        }
        for last in stride(from: ready.count - 1, to: 0, by: -1) {
            ready.swapAt(last, generator.below(last + 1))
        }
    }

    /// Deals the last captions out to batches of one size, the captions of an item to different ones. Filled one after the
    /// other, the last batches would be left with captions of one item, which have nothing to contrast with.
    private mutating func dealEnd(_ captions: BatchOrder.Captions) {
        var end = filler.takeWaiting()
        while place < range.count { end.append(draw()) }
        guard !end.isEmpty else { return }
        var count = (end.count + settings.batch - 1) / settings.batch
        if settings.oneCaptionPerItem {
            let groups = Dictionary(grouping: end.indices) { captions.items[Int(end[$0])] }
            count = max(count, groups.values.reduce(0) { max($0, $1.count) })
            end = groups.values.sorted { $0[0] < $1[0] }.flatMap { $0.map { end[$0] } }
        }
        ready = [[UInt32]](repeating: [], count: count)
        for (place, caption) in end.enumerated() { ready[place % count].append(caption) }
    }
}
