import Documents

/// What a feature shard was made with: its metadata. A trainer refuses a shard that does not fit what it trains.
public struct ShardDescription: Sendable, Equatable {
    /// The format that this room writes and reads.
    public static let format = "tessera.features/1"

    public var dataset: String
    public var split: String
    /// The language whose captions have features.
    public var sourceLanguage: String
    /// The model's name and SHA-256.
    public var model: Source
    /// How pixels were prepared, as `bicubic:64,crop:64,…`.
    public var preprocessing: String
    /// As `uniform:12`.
    public var sampling: String
    /// How frames become a feature: `mean`, `mean-normalised` or `frames`.
    public var pooling: String
    /// How numbers were computed: `fp32` or `bf16`.
    public var precision: String
    /// Whether what could be decoded of broken media was used.
    public var salvage: Bool
    /// The tokenizer of each language.
    public var tokenizers: [String: Source]
    /// How many different tokens each tokenizer has, where the shard says it.
    public var vocabularies: [String: Int]

    /// Something that has a name, and a SHA-256 that tells it apart from others of that name.
    public struct Source: Sendable, Equatable, CustomStringConvertible {
        public let name: String
        public let digest: String

        public init(name: String, digest: String) {
            self.name = name
            self.digest = digest
        }

        public var description: String { "\(name) (SHA-256 \(digest.prefix(12))…)" }
    }

    public init(
        dataset: String, split: String, sourceLanguage: String, model: Source, preprocessing: String, sampling: String,
        pooling: String, precision: String, salvage: Bool, tokenizers: [String: Source],
        vocabularies: [String: Int] = [:]
    ) {
        self.dataset = dataset
        self.split = split
        self.sourceLanguage = sourceLanguage
        self.model = model
        self.preprocessing = preprocessing
        self.sampling = sampling
        self.pooling = pooling
        self.precision = precision
        self.salvage = salvage
        self.tokenizers = tokenizers
        self.vocabularies = vocabularies
    }

    /// As it stands in the file.
    var metadata: [String: String] {
        var result = [
            "format": ShardDescription.format, "dataset": dataset, "split": split, "source_language": sourceLanguage,
            "model": model.name, "model.sha256": model.digest, "preprocessing": preprocessing, "sampling": sampling,
            "pooling": pooling, "precision": precision, "salvage": String(salvage),
        ]
        for (language, tokenizer) in tokenizers {
            result["tokenizer.\(language)"] = tokenizer.name
            result["tokenizer.\(language).sha256"] = tokenizer.digest
        }
        for (language, count) in vocabularies { result["tokenizer.\(language).vocabulary"] = String(count) }
        return result
    }

    /// - Throws: ``InputError`` when a note is missing, or the format is another.
    init(metadata: [String: String], file: String) throws {
        func note(_ key: String) throws -> String {
            guard let value = metadata[key] else {
                throw InputError(
                    file: file, key: key, "the shard lacks this note", remedy: "make it with `tessera features`")
            }
            return value
        }
        let format = try note("format")
        guard format == ShardDescription.format else {
            throw InputError(
                file: file, key: "format",
                "the format is '\(format)', and this version reads '\(ShardDescription.format)'",
                remedy: "make the shard again with this version")
        }
        var tokenizers: [String: Source] = [:]
        var vocabularies: [String: Int] = [:]
        for (key, name) in metadata where key.hasPrefix("tokenizer.") && !key.hasSuffix(".sha256") {
            if key.hasSuffix(".vocabulary") {
                vocabularies[String(key.dropFirst("tokenizer.".count).dropLast(".vocabulary".count))] = Int(name)
                continue
            }
            tokenizers[String(key.dropFirst("tokenizer.".count))] = Source(
                name: name, digest: try note(key + ".sha256"))
        }
        self.init(
            dataset: try note("dataset"), split: try note("split"), sourceLanguage: try note("source_language"),
            model: Source(name: try note("model"), digest: try note("model.sha256")),
            preprocessing: try note("preprocessing"), sampling: try note("sampling"), pooling: try note("pooling"),
            precision: try note("precision"), salvage: try note("salvage") == "true",
            tokenizers: tokenizers, vocabularies: vocabularies)
    }
}
