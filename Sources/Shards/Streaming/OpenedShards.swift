import Documents
import Tensors

/// Shards as they are opened one after the other, each compared with the first.
struct OpenedShards {
    private(set) var shards: [MappedShard] = []
    private(set) var files: [MappedFile] = []
    /// By language and shard.
    private(set) var captions: [[MappedShard.Captions]]
    /// What captions are paired with, by language and shard.
    private(set) var partners: [[[CaptionPartners]]]
    /// The first item of each shard, counted over all.
    private(set) var firstItems: [Int] = []
    private(set) var itemCount = 0
    private var first: (path: String, description: ShardDescription)?
    private let languages: [String]
    private let pairing: CaptionPairing
    let guarding = MapGuard()
    private let columns: CaptionColumns

    init(languages: [String], pairing: CaptionPairing = .none, columns: CaptionColumns) {
        self.languages = languages
        self.pairing = pairing
        partners = [[[CaptionPartners]]](repeating: [], count: languages.count)
        self.columns = columns
        captions = [[MappedShard.Captions]](repeating: [], count: languages.count)
    }

    /// Opens the next shard, and closes its descriptor.
    /// - Throws: ``InputError`` when it is not sound, or not as the index and the first shard have it.
    mutating func open(_ path: String, _ entry: ShardIndex.Entry, verifying: Bool) throws {
        let file = try SafetensorsFile(path)
        if verifying, try Digest.ofFile(path) != entry.sha256 {
            throw InputError(
                file: path, "its SHA-256 is not the index's: it was altered", remedy: "run the features stage again")
        }
        let description = try ShardDescription(metadata: file.metadata, file: path)
        let first = first ?? (path, description)
        self.first = first
        guard description == first.description else {
            throw InputError(
                file: path, "was made with other settings than \(first.path)",
                remedy: "run the features stage again, so that all shards agree")
        }
        try guarding.reading(file.file) {
            let shard = try MappedShard(file, description, columns: columns)
            if let other = shards.first, (other.width, other.framesKept) != (shard.width, shard.framesKept) {
                throw InputError(
                    file: path, key: "visual", "has rows of another shape than \(first.path)",
                    remedy: "run the features stage again, so that all shards agree")
            }
            for (index, language) in languages.enumerated() {
                try captions[index].append(
                    shard.captions(language, in: file, source: description.sourceLanguage))
                partners[index].append(
                    try pairing.partners(language, description.sourceLanguage).map { partner in
                        try CaptionPartners(
                            shard.captions(partner, in: file, source: description.sourceLanguage), of: shard.source,
                            isSource: partner == description.sourceLanguage)
                    })
            }
            shards.append(shard)
            files.append(file.file)
            firstItems.append(itemCount)
            itemCount += shard.count
        }
    }

    /// Reads a shard's memory.
    /// - Throws: ``InputError`` when the shard was cut.
    func reading<Result>(_ shard: Int, _ body: () throws -> Result) throws -> Result {
        try guarding.reading(files[shard], body)
    }

    /// What all the shards were made with.
    /// - Throws: ``InputError`` when there are none.
    func described(_ folder: String) throws -> ShardDescription {
        guard let first else { throw InputError(file: folder, "no shards", remedy: "make them") }
        return first.description
    }
}
