/// The offsets at which a column's captions fit best, as the best path through all of them (Viterbi): each caption has the odds
/// of each offset, and each change of the offset has its price.
struct ShiftPath: Sendable {
    /// A stretch of one offset, and the one before it.
    private struct Stretch {
        let offset: Int
        let start: Int
        let before: Int
    }

    private let offsets: [Int]
    private let penalty: Double
    private var scores: [Double]
    private var current: [Int]
    private var stretches: [Stretch]
    /// The place that comes next.
    private var place: Int

    /// - Parameters: first: the place of the first caption; before it, the offset was 0.
    init(offset: Int, penalty: Double, first: Int) {
        offsets = Array(-offset...offset)
        self.penalty = penalty
        place = first
        stretches = offsets.map { Stretch(offset: $0, start: first, before: -1) }
        scores = offsets.map { $0 == 0 ? 0 : -penalty }
        current = Array(offsets.indices)
    }

    /// Adds a caption.
    /// - Parameter odds: of an offset.
    mutating func add(_ odds: (Int) -> Double) {
        let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
        let (change, from) = (scores[best] - penalty, current[best])
        for (index, offset) in offsets.enumerated() {
            if change > scores[index] {
                stretches.append(Stretch(offset: offset, start: place, before: from))
                (scores[index], current[index]) = (change, stretches.count - 1)
            }
            scores[index] += odds(offset)
        }
        place += 1
        if stretches.count > 100_000 { forget() }
    }

    /// Whether the captions have surely been at offset 0 for a while, and since a place.
    func isCalm(since doubt: Int) -> Bool {
        guard let zero = offsets.firstIndex(of: 0) else { return true }
        let others = scores.indices.filter { $0 != zero }.map { scores[$0] }.max() ?? -.infinity
        return scores[zero] - others >= penalty - 1e-9 && place - max(doubt, stretches[current[zero]].start) > 200
    }

    /// The stretches of the best path, in order.
    var best: [(offset: Int, places: Range<Int>)] {
        let last = scores.indices.max { scores[$0] < scores[$1] } ?? 0
        var result: [(offset: Int, places: Range<Int>)] = []
        var (stretch, end) = (current[last], place)
        while stretch >= 0 {
            let it = stretches[stretch]
            result.append((it.offset, it.start..<end))
            (stretch, end) = (it.before, it.start)
        }
        return result.reversed()
    }

    /// Lets go of stretches that no path leads through any more.
    private mutating func forget() {
        var moved: [Int: Int] = [:]
        var kept: [Stretch] = []
        func keep(_ index: Int) -> Int {
            guard index >= 0 else { return -1 }
            if let place = moved[index] { return place }
            let old = stretches[index]
            let before = keep(old.before)
            kept.append(Stretch(offset: old.offset, start: old.start, before: before))
            moved[index] = kept.count - 1
            return kept.count - 1
        }
        current = current.map(keep)
        stretches = kept
    }

    /// The offset of each caption of a sample.
    static func all(
        _ slots: [ShiftSlot], offset: Int, penalty: Double, odds: (ShiftSlot.Side, ShiftSlot.Side) -> Double
    ) -> [Int] {
        var path = ShiftPath(offset: offset, penalty: penalty, first: 0)
        for (place, slot) in slots.enumerated() {
            path.add { offset in
                slots.indices.contains(place + offset)
                    ? odds(slots[place + offset].original, slot.translated) : AlignmentModel.unknown
            }
        }
        return path.best.flatMap { stretch in stretch.places.map { _ in stretch.offset } }
    }
}
