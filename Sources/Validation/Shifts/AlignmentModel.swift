import Foundation

/// How well a text and another fit as translations of each other, learnt from a sample of the corpus itself: by their lengths,
/// by the words, names and numbers that both have, and by words of one that stand where those of the other do.
///
/// Scores are natural logarithms of odds: how much likelier they are as translations than as texts that chance put together.
struct AlignmentModel: Sendable {
    private struct Lengths {
        var slope = 0.0
        var start = 0.0
        /// Deviations of a translation's length from what its source's tells, and from the mean.
        var deviation = 1.0
        var spread = 1.0
        var mean = 0.0
    }

    private var lengths = Lengths()
    private var both = CountTable(bits: 22)
    private var originals = CountTable(bits: 18)
    private var translations = CountTable(bits: 18)
    private var pairs = 0.0
    /// Lexical scores of translations, and of texts that chance put together.
    private var fitting = (mean: 1.0, variance: 1.0)
    private var chance = (mean: 0.0, variance: 1.0)

    /// The most that one caption says.
    private static let most = 7.0
    /// A text of which nothing is known.
    static let unknown = -1.0

    /// - Parameters:
    ///   - slots: a sample, in order.
    ///   - offset: the most that captions may be shifted by.
    /// - Returns: nil where the texts do not seem to be translations, or are too few to say.
    init?(_ slots: [ShiftSlot], offset: Int) {
        guard slots.count >= 30 else { return nil }
        let offsets = (-offset...offset).sorted { abs($0) < abs($1) }
        // By lengths alone first, at the one offset that fits best.
        let best =
            offsets.max { AlignmentModel.correlation(slots, $0) < AlignmentModel.correlation(slots, $1) - 0.02 } ?? 0
        learnLengths(slots, best)
        let path = ShiftPath.all(slots, offset: offset, penalty: 12) {
            self.lengthOdds($0, $1) + AlignmentModel.shared($0, $1)
        }
        // Lengths alone may find a pattern where there is none: words that are learnt with the captions as they stand must not
        // tell translations from chance any better.
        let straight = learnt(slots, slots.map { _ in 0 })
        let bent = path.contains { $0 != 0 } ? learnt(slots, path) : nil
        guard let best = [straight, bent].compactMap(\.self).max(by: { $0.separation < $1.separation }) else {
            return nil
        }
        self = best
    }

    /// The same with words learnt along a path; nil where they tell nothing.
    private func learnt(_ slots: [ShiftSlot], _ path: [Int]) -> AlignmentModel? {
        var model = self
        model.learnWords(slots, path)
        return model.calibrate(slots, path) ? model : nil
    }

    /// How far translations and chance are apart, in deviations.
    private var separation: Double {
        (fitting.mean - chance.mean) / ((fitting.variance + chance.variance) / 2).squareRoot()
    }

    private static func pairs(_ slots: [ShiftSlot], _ offset: Int) -> Zip2Sequence<
        ArraySlice<ShiftSlot>, ArraySlice<ShiftSlot>
    > {
        offset >= 0 ? zip(slots.dropFirst(offset), slots[...]) : zip(slots[...], slots.dropFirst(-offset))
    }

    private static func correlation(_ slots: [ShiftSlot], _ offset: Int) -> Double {
        var correlation = Correlation()
        for (a, b) in pairs(slots, offset) { correlation.add(Double(a.original.length), Double(b.translated.length)) }
        return correlation.value ?? 0
    }

    private mutating func learnLengths(_ slots: [ShiftSlot], _ offset: Int) {
        let pairs = AlignmentModel.pairs(slots, offset).map {
            (x: Double($0.original.length), y: Double($1.translated.length))
        }
        let count = Double(pairs.count)
        let (x, y) = (pairs.reduce(0) { $0 + $1.x } / count, pairs.reduce(0) { $0 + $1.y } / count)
        let xx = pairs.reduce(0) { $0 + ($1.x - x) * ($1.x - x) } / count
        let yy = pairs.reduce(0) { $0 + ($1.y - y) * ($1.y - y) } / count
        let xy = pairs.reduce(0) { $0 + ($1.x - x) * ($1.y - y) } / count
        lengths.slope = xx > 0 ? xy / xx : 0
        lengths.start = y - lengths.slope * x
        lengths.mean = y
        lengths.spread = max(yy, 1e-4).squareRoot()
        lengths.deviation = max(yy - (xx > 0 ? xy * xy / xx : 0), 1e-4).squareRoot()
    }

    private func lengthOdds(_ original: ShiftSlot.Side, _ translated: ShiftSlot.Side) -> Double {
        let y = Double(translated.length)
        let off = (y - lengths.start - lengths.slope * Double(original.length)) / lengths.deviation
        let usual = (y - lengths.mean) / lengths.spread
        return max(-2, min(2, log(lengths.spread / lengths.deviation) - off * off / 2 + usual * usual / 2))
    }

    /// Words that both texts have count where nothing else is known yet; most are names and numbers.
    private static func shared(_ original: ShiftSlot.Side, _ translated: ShiftSlot.Side) -> Double {
        let common = translated.words.filter(original.words.contains).count
        return min(3, Double(common)) * 0.5
    }

    private mutating func learnWords(_ slots: [ShiftSlot], _ path: [Int]) {
        for (place, offset) in path.enumerated() where slots.indices.contains(place + offset) {
            pairs += 1
            let translated = Set(slots[place].translated.words)
            for a in Set(slots[place + offset].original.words) {
                originals.add(mixed(UInt64(a)))
                for b in translated { both.add(mixed(UInt64(a) << 32 | UInt64(b))) }
            }
            for b in translated { translations.add(mixed(UInt64(b))) }
        }
    }

    /// Scores of the sample as it is aligned, and of the same texts a third of the sample apart.
    private mutating func calibrate(_ slots: [ShiftSlot], _ path: [Int]) -> Bool {
        var fitting: [Double] = []
        var chance: [Double] = []
        for (place, offset) in path.enumerated() {
            if slots.indices.contains(place + offset),
                let score = wordScore(slots[place + offset].original, slots[place].translated, isLearnt: true)
            {
                fitting.append(score)
            }
            let far = (place + slots.count / 3) % slots.count
            if let score = wordScore(slots[far].original, slots[place].translated, isLearnt: false) {
                chance.append(score)
            }
        }
        guard fitting.count >= 20, chance.count >= 20 else { return false }
        self.fitting = AlignmentModel.moments(fitting)
        self.chance = AlignmentModel.moments(chance)
        return separation > 0.7
    }

    private static func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        return (mean, max(values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count), 1e-3))
    }

    /// How well the words fit, on a scale of its own; nil where none says anything.
    /// - Parameter isLearnt: whether the words of the two were counted as those of a pair, which is then left out.
    private func wordScore(_ original: ShiftSlot.Side, _ translated: ShiftSlot.Side, isLearnt: Bool) -> Double? {
        let own = isLearnt ? 1.0 : 0
        var sum = 0.0
        var count = 0.0
        for b in translated.words {
            let seen = translations[mixed(UInt64(b))] - own
            // What stands in every fifth text says nothing.
            guard seen < 0.2 * pairs else { continue }
            let share = (seen + 0.5) / pairs
            var best = 1.0
            for a in original.words {
                let times = originals[mixed(UInt64(a))] - own
                guard times < 0.2 * pairs else { continue }
                let together = max(0, both[mixed(UInt64(a) << 32 | UInt64(b))] - own)
                let lift = (together + 2 * share) / (max(0, times) + 2) / share
                best = max(best, a == b ? max(lift, 0.5 / share) : lift)
            }
            count += 1
            sum += min(5, log(best))
        }
        return count == 0 ? nil : sum / count
    }

    /// The odds that a text is the translation of another.
    func odds(_ original: ShiftSlot.Side, _ translated: ShiftSlot.Side, isLearnt: Bool = false) -> Double {
        var odds = lengthOdds(original, translated)
        if let score = wordScore(original, translated, isLearnt: isLearnt) {
            let variance = (fitting.variance + chance.variance) / 2
            odds += (fitting.mean - chance.mean) * (score - (fitting.mean + chance.mean) / 2) / variance
        }
        return max(-AlignmentModel.most, min(AlignmentModel.most, odds))
    }
}
