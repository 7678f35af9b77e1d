/// Fills batches with captions as they come. One whose item is in the batch already waits for a later one.
struct BatchFiller {
    private let size: Int
    private let oneCaptionPerItem: Bool
    /// Captions that may wait: where a dataset has so few items that more would, batches stay smaller.
    private let most: Int
    /// The captions that wait, the oldest first.
    private(set) var waiting: [UInt32] = []
    private var seen: ItemSet

    /// - Parameter most: captions that may wait.
    init(size: Int, oneCaptionPerItem: Bool, most: Int) {
        self.size = size
        self.most = most
        self.oneCaptionPerItem = oneCaptionPerItem
        seen = ItemSet(size)
    }

    /// The next batch; empty when none is left.
    /// - Parameters: items: the item of each caption; draw: the next caption, nil after the last.
    mutating func next(items: [UInt32], _ draw: () -> UInt32?) -> [UInt32] {
        var batch: [UInt32] = []
        batch.reserveCapacity(size)
        seen.removeAll()
        var kept = 0
        for place in waiting.indices {
            let caption = waiting[place]
            if batch.count < size, isNew(items[Int(caption)]) {
                batch.append(caption)
            } else {
                waiting[kept] = caption
                kept += 1
            }
        }
        waiting.removeLast(waiting.count - kept)
        while batch.count < size, waiting.count < most, let caption = draw() {
            if isNew(items[Int(caption)]) { batch.append(caption) } else { waiting.append(caption) }
        }
        return batch
    }

    private mutating func isNew(_ item: UInt32) -> Bool { !oneCaptionPerItem || seen.insert(item) }

    /// Lets captions wait before those that do.
    mutating func putBack(_ captions: [UInt32]) { waiting = captions + waiting }

    /// Takes out all that wait.
    mutating func takeWaiting() -> [UInt32] {
        defer { waiting = [] }
        return waiting
    }
}

/// The items of one batch: a table that is emptied by counting on, without touching it.
private struct ItemSet {
    private var items: [UInt32]
    /// In which turn each place was filled.
    private var turns: [UInt32]
    private var turn: UInt32 = 0
    private let mask: Int

    init(_ most: Int) {
        var size = 8
        while size < 4 * most { size *= 2 }
        items = [UInt32](repeating: 0, count: size)
        turns = items
        mask = size - 1
    }

    mutating func removeAll() {
        if turn == .max {
            for place in turns.indices { turns[place] = 0 }
            turn = 0
        }
        turn += 1
    }

    /// - Returns: whether it was not there.
    mutating func insert(_ item: UInt32) -> Bool {
        var place = Int(truncatingIfNeeded: (UInt64(item) &* 0x9e37_79b9_7f4a_7c15) >> 40) & mask
        while turns[place] == turn {
            if items[place] == item { return false }
            place = (place + 1) & mask
        }
        (items[place], turns[place]) = (item, turn)
        return true
    }
}
