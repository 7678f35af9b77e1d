import Documents
import Texts

/// What becomes of doubtful translations: the `quality` section of `translate` in a pipeline file.
///
///     quality:
///       policies: {empty: drop, wrong-language: retranslate, default: keep}
///       thresholds: {length_ratio: {de: [0.6, 2.2]}, repetition: 3}
///       round_trip: {sample: 200, seed: 1}
public struct QualityPolicy: Sendable, Equatable {
    /// What becomes of one translation, the weakest first.
    public enum Action: String, Sendable, CaseIterable, Comparable {
        /// The caption stays, with its flags.
        case keep
        /// The engine is asked once more.
        case retranslate
        /// The caption is left out, and counted.
        case drop

        public static func < (a: Action, b: Action) -> Bool { a.strength < b.strength }

        private var strength: Int {
            switch self {
            case .keep: 0
            case .retranslate: 1
            case .drop: 2
            }
        }
    }

    /// Captions that are translated back, to be scored against their sources with ``ChrF``.
    public struct RoundTrip: Sendable, Equatable {
        /// How many captions of each target language.
        public var sample: Int
        /// Decides which.
        public var seed: Int

        public init(sample: Int, seed: Int = 0) {
            self.sample = sample
            self.seed = seed
        }
    }

    /// The actions of flags that have one of their own.
    public var actions: [CaptionFlag: Action] = [:]
    /// The action of all other flags.
    public var fallback = Action.keep
    public var thresholds = QualityThresholds()
    /// Nil for none.
    public var roundTrip: RoundTrip?

    public init() {}

    /// Reads and checks a `quality` section. All keys may be left out.
    /// - Throws: ``InputError`` with file, line, key and remedy.
    public init(_ document: Document) throws {
        try document.allow(only: ["policies", "thresholds", "round_trip"])
        if let policies = try document.optional("policies") {
            try policies.allow(only: CaptionFlag.allCases.map(\.rawValue) + ["default"])
            for (name, value) in try policies.entries() {
                let action = try value.choice(Action.self)
                if let flag = CaptionFlag(rawValue: name) { actions[flag] = action } else { fallback = action }
            }
        }
        thresholds = try document.optional("thresholds").map(QualityThresholds.init) ?? thresholds
        if let section = try document.optional("round_trip") {
            try section.allow(only: ["sample", "seed"])
            roundTrip = RoundTrip(
                sample: try section.required("sample").int(in: 1...Int.max),
                seed: try section.optional("seed")?.int() ?? 0)
        }
    }

    /// What becomes of a translation with these flags: the strongest of their actions; it stays when it has none.
    public func action(for flags: [CaptionFlag]) -> Action {
        flags.map { actions[$0] ?? fallback }.max() ?? .keep
    }

    /// All that decides about flags and captions, in a line that is the same for equal policies. The round trip is not part
    /// of it: it changes no caption.
    public var fingerprint: String {
        let actions = CaptionFlag.allCases.map { "\($0.rawValue)=\((self.actions[$0] ?? fallback).rawValue)" }
        return "quality/1 \(actions.joined(separator: " ")) \(thresholds.fingerprint)"
    }
}
