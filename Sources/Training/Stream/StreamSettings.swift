import Corpus
import Documents

/// How captions become batches.
public struct StreamSettings: Sendable, Equatable {
    /// Captions a batch.
    public var batch: Int
    public var sampling: Sampling
    /// Whether a batch holds at most one caption of an item, and so no false negative of its own.
    public var oneCaptionPerItem: Bool
    /// Batches within which captions of like length come together; 1: none.
    public var window: Int

    /// How languages come together.
    public enum Sampling: Sendable, Equatable {
        /// All languages' captions are shuffled as one. An epoch sees each caption once.
        case mixed
        /// A batch is of one language, drawn by how many of its captions are left. An epoch sees each caption once.
        case language
        /// A batch is of one language, drawn by weight: a weight a language. An epoch is as many captions as all the
        /// languages have; one that is drawn more often begins anew in another order, one that is drawn less is seen in
        /// part, another part each epoch.
        case weighted([Double])
    }

    public init(batch: Int, sampling: Sampling = .mixed, oneCaptionPerItem: Bool = true, window: Int = 1) {
        self.batch = batch
        self.sampling = sampling
        self.oneCaptionPerItem = oneCaptionPerItem
        self.window = window
    }
}

extension StreamSettings {
    /// Reads a recipe's keys `batch`, `sampling` (`mixed`, `language`, or a weight a language), `length_window` and
    /// `one_caption_per_item`.
    /// - Throws: ``InputError`` with file, line, key and remedy.
    init(_ document: Document, languages: [Language]) throws {
        self.init(
            batch: try document.optional("batch")?.int(in: 2...1_000_000) ?? 128,
            sampling: try document.optional("sampling").map { try StreamSettings.sampling($0, languages) } ?? .mixed,
            oneCaptionPerItem: try document.optional("one_caption_per_item")?.bool() ?? true,
            window: try document.optional("length_window")?.int(in: 1...10_000) ?? 1)
    }

    private static func sampling(_ document: Document, _ languages: [Language]) throws -> Sampling {
        guard document.isMapping else {
            return try document.choice(NamedSampling.self) == .mixed ? .mixed : .language
        }
        try document.allow(only: languages.map(\.tag))
        let weights = try languages.map { try document.required($0.tag).double(in: 0...1e12) }
        guard weights.contains(where: { $0 > 0 }) else {
            throw document.error("no language has a weight", remedy: "give one of them more than 0")
        }
        return .weighted(weights)
    }

    private enum NamedSampling: String, CaseIterable {
        case mixed, language
    }
}
