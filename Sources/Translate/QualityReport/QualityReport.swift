import Corpus
import Documents
import Foundation

/// How good a corpus's translations look, by language: `quality/report.json` in a workspace.
public struct QualityReport: Sendable, Equatable, Codable {
    /// Where it lies in a workspace.
    public static let path = "quality/report.json"

    /// The language of the captions that were translated.
    public var source: Language
    /// Decided which examples are shown.
    public var seed: Int
    /// Translations that the policies left out, in all languages together; nil where the corpus does not tell.
    public var dropped: Int?
    /// In the order of the pipeline's `translate`.
    public var languages: [Target]

    /// The translations into one language.
    public struct Target: Sendable, Equatable, Codable {
        public var language: Language
        /// The `api` of the endpoint that they come from.
        public var api: String
        public var captions = 0
        /// Source captions without a translation: dropped ones, and those that no engine took.
        public var missing = 0
        /// Translations with any flag.
        public var flagged = 0
        /// How many have a flag, for each that there is.
        public var flags: [String: Int] = [:]
        /// Nil without translations.
        public var lengths: Lengths?
        /// Some with each flag: those with the smallest SHA-256 of the seed and their source.
        public var examples: [String: [Example]] = [:]
        /// Nil where none was asked for.
        public var roundTrip: RoundTrip?
        /// What an engine was asked; nil for translations that come from files.
        public var asked: Asked?

        enum CodingKeys: String, CodingKey {
            case language, api, captions, missing, flagged, flags, lengths, examples, asked
            case roundTrip = "round_trip"
        }
    }

    /// The work of an engine: each text once, however often it stands in the corpus. What doubtful translations were asked for
    /// again is not in it, and what a memory had before is.
    public struct Asked: Sendable, Equatable, Codable {
        public var texts: Int
        /// Unicode scalars in them, as providers charge them.
        public var characters: Int
        /// By the endpoint's `price`; nil without one.
        public var cost: Double?
        public var currency: String?
    }

    /// Lengths in characters that are not blank.
    public struct Lengths: Sendable, Equatable, Codable {
        public var meanOfSources: Double
        public var meanOfTranslations: Double
        public var longestTranslation: Int
        /// A translation's length divided by its source's: at 1% of them, at the half, and at 99%.
        public var ratios: [Double]

        enum CodingKeys: String, CodingKey {
            case ratios
            case meanOfSources = "mean_of_sources"
            case meanOfTranslations = "mean_of_translations"
            case longestTranslation = "longest_translation"
        }
    }

    /// A translation to look at.
    public struct Example: Sendable, Equatable, Codable {
        public var source: String
        public var translation: String
        /// The item's id.
        public var id: String
        /// The corpus file's name.
        public var file: String
    }

    /// Translations that were translated back.
    public struct RoundTrip: Sendable, Equatable, Codable {
        /// Why there is none; nil where there is one.
        public var leftOut: String?
        /// Captions that were scored.
        public var captions = 0
        /// Captions that the engine did not take.
        public var failed = 0
        /// chrF of all of them as a corpus, against their sources, 0 to 100; nil without any.
        public var chrF: Double?
        /// Those with the lowest scores, the lowest first.
        public var lowest: [Back] = []

        enum CodingKeys: String, CodingKey {
            case captions, failed, lowest
            case leftOut = "left_out"
            case chrF = "chrf"
        }
    }

    /// A translation that was translated back.
    public struct Back: Sendable, Equatable, Codable {
        public var example: Example
        public var back: String
        /// Against the source, 0 to 100.
        public var chrF: Double

        enum CodingKeys: String, CodingKey {
            case example, back
            case chrF = "chrf"
        }
    }
}

extension QualityReport {
    /// Reads a workspace's report.
    /// - Throws: ``InputError`` when there is none, or it cannot be read.
    public init(contentsOf path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputError(
                file: path, "there is no report on the translations",
                remedy: "name a workspace that `tessera run` or `tessera translate --report` wrote")
        }
        do {
            self = try JSONDecoder().decode(QualityReport.self, from: data)
        } catch {
            throw InputError(
                file: path, "not a report on translations",
                remedy: "remove it, and run again to have it made anew")
        }
    }

    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        do {
            try (encoder.encode(self) + Data("\n".utf8)).write(to: URL(fileURLWithPath: path))
        } catch let error as CocoaError {
            throw Fault("writing \(path)", reason: error.localizedDescription)
        }
    }
}
