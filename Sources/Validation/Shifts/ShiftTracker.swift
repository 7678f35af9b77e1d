/// Follows the captions of one language of a split in their order, and finds where they begin to belong to other items, and
/// where they end to.
struct ShiftTracker: Sendable {
    private let split: String
    private let reference: String
    private let tag: String
    private let offset: Int
    private let evidence: Double
    /// The last captions, of which the first has the number ``first``.
    private var slots: [ShiftSlot] = []
    private var first = 0
    /// The number of the first caption that was not looked at.
    private var next = 0
    private var model: AlignmentModel?
    private var isHopeless = false
    /// Captions that the model was learnt from.
    private var learnt = 0
    /// What speaks against offset 0, as it was added up since it last spoke for it.
    private var doubt = 0.0
    /// Where there was enough of it last.
    private var doubted = 0
    private var path: ShiftPath?
    /// Where captions on the path stand, as far as a stretch may begin there.
    private var places: [Int: ShiftSlot] = [:]
    private(set) var findings: Findings

    /// Captions that the model is learnt from.
    private static let sample = 10_000
    /// Captions before a doubt that are looked at again.
    private static let history = 300

    init(_ settings: ValidationSettings, split: String, reference: String, tag: String) {
        self.split = split
        self.reference = reference
        self.tag = tag
        offset = max(1, Int(settings.value(.captionsShifted, "offset")))
        evidence = settings.value(.captionsShifted, "evidence")
        findings = Findings(settings)
    }

    mutating func add(_ slot: ShiftSlot) {
        guard !isHopeless else { return }
        slots.append(slot)
        if model == nil {
            if slots.count >= ShiftTracker.sample { learn() }
        } else {
            work(through: first + slots.count - offset)
        }
    }

    /// After the last caption.
    mutating func finish() {
        guard !isHopeless else { return }
        if model == nil { learn() }
        work(through: first + slots.count)
        if let path { report(path) }
    }

    private mutating func learn() {
        model = AlignmentModel(slots, offset: offset)
        learnt = slots.count
        isHopeless = model == nil
        if isHopeless { slots = [] } else { work(through: first + slots.count - offset) }
    }

    /// The odds that a caption belongs to the item so many captions on.
    private func odds(_ place: Int, _ offset: Int) -> Double {
        let (own, other) = (place - first, place + offset - first)
        guard let model, slots.indices.contains(own), slots.indices.contains(other) else {
            return AlignmentModel.unknown
        }
        return model.odds(slots[other].original, slots[own].translated, isLearnt: offset == 0 && place < learnt)
    }

    private mutating func work(through end: Int) {
        while next < end {
            if path == nil {
                doubt = max(0, doubt - odds(next, 0))
                if doubt > evidence / 2 { begin(at: max(first, next - ShiftTracker.history)) }
            } else {
                step(next)
            }
            next += 1
        }
        let keep = max(first, next - ShiftTracker.history - 2 * offset)
        // Not one by one, which would move the others each time.
        if keep - first > 4096 {
            slots.removeFirst(keep - first)
            first = keep
        }
    }

    private mutating func begin(at start: Int) {
        doubted = next
        path = ShiftPath(offset: offset, penalty: evidence, first: start)
        for place in start...next { step(place) }
    }

    private mutating func step(_ place: Int) {
        guard var path = path.take() else { return }
        path.add { odds(place, $0) }
        places[place] = slots[place - first]
        if path.isCalm(since: doubted) {
            report(path)
            places = [:]
            doubt = 0
        } else {
            self.path = path
        }
        if places.count > 1 << 16 {
            let starts = Set((self.path?.best ?? []).map(\.places.lowerBound))
            let last = place
            places = places.filter { starts.contains($0.key) || $0.key > last - 4096 }
        }
    }

    private mutating func report(_ path: ShiftPath) {
        for (offset, range) in path.best where offset != 0 && !range.isEmpty {
            guard let slot = places[range.lowerBound] else { continue }
            let way = "\(abs(offset)) \(abs(offset) == 1 ? "place" : "places") \(offset > 0 ? "further on" : "before")"
            findings.add(
                .captionsShifted, slot.place, items: [slot.id],
                "from here on \(range.count) captions in \(tag) of '\(split)' belong to the item \(way), by their \(reference) captions: '\(shown(slot.text))'"
            )
        }
    }
}
