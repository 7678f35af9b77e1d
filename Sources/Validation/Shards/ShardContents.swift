import Documents
import Shards
import Tensors

/// What is to be known of a shard once it is let go of.
struct ShardContents: Sendable {
    let path: String
    let split: String
    let description: ShardDescription
    /// Of `visual`: numbers a row or a frame.
    let width: Int
    let ids: [String]
    var visual: FeatureScan
    /// Captions by language.
    var captions: [String: Captions] = [:]

    struct Captions: Sendable {
        let count: Int
        /// The last token of each; nil for one without tokens.
        let ends: [Int32?]
        let items: [Int32]
        /// Of text features, where the language has them.
        let features: FeatureScan?
        /// Equal for equal texts.
        let texts: [UInt64]
    }

    /// Reads a shard.
    /// - Parameter complain: gets what is wrong with parts of it.
    /// - Throws: ``InputError`` when nothing more can be said of it.
    init(_ path: String, _ complain: (Rule, String) -> Void) throws {
        self.path = path
        let file = try SafetensorsFile(path)
        let shard = try FeatureShard(path)
        description = shard.description
        split = description.split
        width = shard.visual.shape[shard.visual.shape.count - 1]
        ids = try shard.ids()
        let frames = try shard.frames().values(as: Int32.self)
        visual = try FeatureScan(shard.visual, frames: shard.framesKept == nil ? nil : frames)
        for name in file.names where name.hasSuffix(".text.bytes") || name == "ids.bytes" {
            let bytes = try file.tensor(name).values(as: UInt8.self)
            if String(validating: bytes, as: UTF8.self) == nil { complain(.shardUnsound, "'\(name)' is not UTF-8") }
        }
        for language in shard.languages {
            captions[language] = try ShardContents.captions(shard, language, complain)
        }
        checkSources(shard, complain)
    }

    private static func captions(_ shard: FeatureShard, _ language: String, _ complain: (Rule, String) -> Void) throws
        -> Captions
    {
        let captions = try shard.captions(language)
        let vocabulary = shard.description.vocabularies[language]
        var ends: [Int32?] = []
        var unknown: (count: Int, row: Int, token: Int32)?
        for row in 0..<captions.count {
            let tokens = try captions.tokens(row)
            ends.append(tokens.last)
            for token in tokens where token < 0 || Int(token) >= vocabulary ?? mostTokens {
                unknown = ((unknown?.count ?? 0) + 1, unknown?.row ?? row, unknown?.token ?? token)
            }
        }
        if let unknown {
            complain(
                .tokenUnknown,
                "\(unknown.count) of \(language), the first \(unknown.token) in row \(unknown.row); "
                    + (vocabulary.map { "the vocabulary has \($0)" } ?? "no vocabulary has so many"))
        }
        return Captions(
            count: captions.count, ends: ends, items: captions.items,
            features: try captions.features.map { try FeatureScan($0) },
            texts: try shard.texts(of: language).map(hashed))
    }

    /// More words than any tokenizer has, for shards that do not say.
    private static let mostTokens = 2_000_000

    /// Translations must name captions of their own items.
    private func checkSources(_ shard: FeatureShard, _ complain: (Rule, String) -> Void) {
        let sources = captions[description.sourceLanguage]
        for (language, own) in captions.sorted(by: { $0.key < $1.key }) {
            guard let named = try? shard.captions(language).sources else { continue }
            for (row, source) in named.enumerated() where source >= 0 {
                guard let sources, Int(source) < sources.count else {
                    complain(
                        .shardUnsound, "row \(row) of \(language) translates caption \(source), which is not there")
                    break
                }
                guard sources.items[Int(source)] == own.items[row] else {
                    complain(.shardUnsound, "row \(row) of \(language) translates caption \(source), of another item")
                    break
                }
            }
        }
    }
}
