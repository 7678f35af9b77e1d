import Corpus

/// How much of what a corpus holds.
public struct CorpusSummary: Sendable, Equatable, Codable {
    /// By name, with train, val and test first.
    public var splits: [Split]
    /// The source language first, the others by tag.
    public var languages: [LanguageSummary]

    /// A split.
    public struct Split: Sendable, Equatable, Codable {
        public var name: String
        public var items: Int
        /// Captions by language.
        public var captions: [String: Int]
    }

    /// The captions of a language.
    public struct LanguageSummary: Sendable, Equatable, Codable {
        public var language: Language
        /// Captions that people wrote.
        public var human = 0
        /// Captions that a machine translated.
        public var machine = 0
        /// Translations by engine, with its version.
        public var engines: [String: Int] = [:]
        /// Doubtful translations by what is doubtful; a caption may have several flags.
        public var flags: [String: Int] = [:]
        /// Characters in all the captions.
        public var characters = 0
        /// Captions by their length: the first number is of those with no character, the last of all that are longer than
        /// ``longest``.
        public var lengths: [Int] = []

        /// The longest caption that is counted by its own length.
        static let longest = 400

        /// The lengths that 5, 25, 50, 75 and 95 of a hundred captions do not exceed; empty without captions.
        public var percentiles: [Int] {
            let all = lengths.reduce(0, +)
            return all == 0
                ? []
                : [5, 25, 50, 75, 95].map { percent in
                    var below = 0
                    return lengths.firstIndex { number in
                        below += number
                        return below * 100 >= percent * all
                    } ?? lengths.count
                }
        }

        /// All captions.
        public var captions: Int { human + machine }

        init(_ language: Language) { self.language = language }

        mutating func add(_ caption: Caption) {
            let length = caption.text.count
            characters += length
            let place = min(length, Self.longest + 1)
            if lengths.count <= place { lengths += Array(repeating: 0, count: place + 1 - lengths.count) }
            lengths[place] += 1
            switch caption.origin {
            case .human: human += 1
            case .machine:
                machine += 1
                let engine = [caption.engine ?? "unknown", caption.version].compactMap(\.self).joined(separator: " ")
                engines[engine, default: 0] += 1
            }
            for flag in caption.flags ?? [] { flags[flag, default: 0] += 1 }
        }
    }

    public var items: Int { splits.reduce(0) { $0 + $1.items } }
    public var captions: Int { languages.reduce(0) { $0 + $1.captions } }
}
