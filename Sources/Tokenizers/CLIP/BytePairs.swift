/// Byte-pair merges: which two neighbouring symbols become one, and in which order.
struct BytePairs: Sendable {
    private struct Merge {
        let rank: Int32
        let result: Int32
    }

    private var merges: [UInt64: Merge] = [:]
    private var results: [Int32] = []

    /// Adds a merge, of the next rank.
    mutating func append(_ left: Int32, _ right: Int32, into result: Int32) {
        merges[Self.key(left, right)] = Merge(rank: Int32(results.count), result: result)
        results.append(result)
    }

    private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
    }

    /// Merges the symbols of one word and adds what is left to `ids`.
    ///
    /// The merges wait in a heap by rank, then by place. As in the reference, one that waits is taken as long as the two
    /// symbols at its place still merge into the same symbol, even by another pair: so ties come out alike.
    func merge(_ word: inout Word, into ids: inout [Int32]) {
        for position in 0..<max(0, word.symbols.count - 1) { offer(position, &word) }
        while let top = word.waiting.pop() {
            let (rank, position) = (Int(top >> 32), Int(top & 0xFFFF_FFFF))
            let next = word.next[position]
            guard next < word.symbols.count, word.symbols[position] >= 0,
                let found = merges[Self.key(word.symbols[position], word.symbols[next])],
                found.result == results[rank]
            else { continue }
            word.symbols[position] = found.result
            word.symbols[next] = -1
            word.next[position] = word.next[next]
            if word.next[next] < word.symbols.count { word.previous[word.next[next]] = position }
            if word.previous[position] >= 0 { offer(word.previous[position], &word) }
            offer(position, &word)
        }
        for symbol in word.symbols where symbol >= 0 { ids.append(symbol) }
    }

    private func offer(_ position: Int, _ word: inout Word) {
        let next = word.next[position]
        guard next < word.symbols.count, let merge = merges[Self.key(word.symbols[position], word.symbols[next])]
        else { return }
        word.waiting.push(UInt64(merge.rank) << 32 | UInt64(position))
    }
}

/// A word while it is merged: a linked list of symbols, -1 where one is gone. Used again for each word of a text.
struct Word {
    fileprivate(set) var symbols: [Int32] = []
    fileprivate var next: [Int] = []
    fileprivate var previous: [Int] = []
    fileprivate var waiting = Heap()

    mutating func removeAll() {
        symbols.removeAll(keepingCapacity: true)
        next.removeAll(keepingCapacity: true)
        previous.removeAll(keepingCapacity: true)
    }

    mutating func append(_ symbol: Int32) {
        previous.append(symbols.count - 1)
        symbols.append(symbol)
        next.append(symbols.count)
    }
}

/// A binary heap, smallest first.
struct Heap {
    private var items: [UInt64] = []

    mutating func push(_ item: UInt64) {
        items.append(item)
        var child = items.count - 1
        while child > 0, case let parent = (child - 1) / 2, items[child] < items[parent] {
            items.swapAt(child, parent)
            child = parent
        }
    }

    mutating func pop() -> UInt64? {
        guard let first = items.first, let last = items.popLast() else { return nil }
        if items.isEmpty { return first }
        items[0] = last
        var parent = 0
        while case let left = 2 * parent + 1, left < items.count {
            let child = left + 1 < items.count && items[left + 1] < items[left] ? left + 1 : left
            if items[parent] <= items[child] { break }
            items.swapAt(parent, child)
            parent = child
        }
        return first
    }
}
