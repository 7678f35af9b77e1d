import Corpus
import Documents
import Foundation
import Texts

/// What a translation would take: counted without asking anybody.
public struct TranslationEstimate: Sendable, Encodable {
    /// The share of one target language.
    public struct Target: Sendable, Encodable {
        public let language: Language
        public let api: String
        /// Captions to translate.
        public var segments = 0
        /// Different texts among them.
        public var distinct = 0
        /// Unicode scalars in those, as providers charge them.
        public var characters = 0
        /// Different texts that the memory has.
        public var cached = 0
        /// Unicode scalars that would be sent.
        public var charactersToSend = 0
        /// By the endpoint's `price`; nil without one.
        public var cost: Double?
        public var currency: String?

        enum CodingKeys: String, CodingKey {
            case language, api, segments, distinct, characters, cached, cost, currency
            case charactersToSend = "characters_to_send"
        }
    }

    public var targets: [Target] = []

    /// Counts.
    ///
    /// Memory: eight bytes, and what a set takes beside them, for each different text. Two texts with one hash, among
    /// millions once in a thousand runs, are counted as one.
    /// - Parameters:
    ///   - files: the corpus files.
    ///   - memory: the path of the translation memory; it need not be there.
    public init(_ parts: [TranslationPart], from source: Language, files: [String], memory path: String) async throws {
        let memory = FileManager.default.fileExists(atPath: path) ? try TranslationMemory(path) : nil
        for part in parts {
            for language in part.languages {
                targets.append(Target(language: language, api: part.endpoint.api.rawValue))
            }
        }
        var seen: Set<UInt64> = []
        for file in files {
            var reader = try ItemReader(file)
            while case let items = try reader.next(1024), !items.isEmpty {
                try Task.checkCancellation()
                var texts: [ExactText] = []
                var segments = 0
                for caption in items.flatMap(\.captions) where caption.origin == .human && caption.language == source {
                    segments += 1
                    let text = ExactText(caption.text)
                    if seen.insert(text.stableHash).inserted { texts.append(text) }
                }
                try await add(texts, segments: segments, parts, source, memory)
            }
        }
        let prices = parts.flatMap { part in part.languages.map { _ in part.endpoint.price } }
        for (index, price) in prices.enumerated() {
            targets[index].cost = price?.cost(of: targets[index].charactersToSend)
            targets[index].currency = price?.currency
        }
    }

    private mutating func add(
        _ texts: [ExactText], segments: Int, _ parts: [TranslationPart], _ source: Language,
        _ memory: TranslationMemory?
    ) async throws {
        let lengths = texts.map(\.text.unicodeScalars.count)
        let endpoints = parts.flatMap { part in part.languages.map { _ in part.endpoint } }
        for (index, endpoint) in endpoints.enumerated() {
            targets[index].segments += segments
            targets[index].distinct += texts.count
            targets[index].characters += lengths.reduce(0, +)
            // Files that are there already are asked nothing.
            guard endpoint.alignedFiles == nil else { continue }
            let scope = TranslationMemory.Scope(
                engine: endpoint.api.rawValue, version: endpoint.memoryVersion, source: source,
                target: targets[index].language)
            let found = try await memory?.translations(of: texts, in: scope) ?? texts.map { _ in nil }
            for (position, translation) in found.enumerated() where !texts[position].text.isBlank {
                if translation != nil {
                    targets[index].cached += 1
                } else {
                    targets[index].charactersToSend += lengths[position]
                }
            }
        }
    }
}

extension ExactText {
    /// FNV-1a.
    var stableHash: UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
