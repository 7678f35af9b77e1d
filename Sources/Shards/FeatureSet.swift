import Documents
import Foundation
import Tensors

/// All the shards of a split as one set, in the index's order. Shards are mapped; what is kept in memory is where each
/// caption stands.
public struct FeatureSet: Sendable {
    /// A caption's place: a shard, and the row in its language's column.
    public struct Place: Sendable, Equatable {
        public let shard: Int32
        public let row: Int32
    }

    /// A caption as a training sample.
    public struct Sample: Sendable {
        public let tokens: [Int32]
        /// The item, counted over the whole set.
        public let item: Int
    }

    public let shards: [FeatureShard]
    /// What all the shards were made with.
    public let description: ShardDescription
    private let columns: [String: [FeatureShard.Captions]]
    /// The frames behind each row of each shard; empty where frames are not kept.
    private let frames: [Tensor]
    /// The first item of each shard, counted over the whole set.
    private let firstItem: [Int]

    /// Opens the shards of a split.
    /// - Parameter verifying: compares each shard's SHA-256 with the index's, which reads them whole.
    /// - Throws: ``InputError`` for a shard that is missing, altered, or made with something other than the rest.
    public init(folder: String, split: String, languages: [String], verifying: Bool = true) throws {
        let index = try ShardIndex(folder: folder)
        let entries = index.shards.filter { $0.split == split }
        guard !entries.isEmpty else {
            let splits = Set(index.shards.map(\.split)).sorted().joined(separator: ", ")
            throw InputError(file: folder, "there is no split '\(split)'", remedy: "it has: \(splits)")
        }
        shards = try entries.map { entry in
            let path = folder + "/" + entry.file
            let shard = try FeatureShard(path)
            if verifying, try Digest.ofFile(path) != entry.sha256 {
                throw InputError(
                    file: path, "its SHA-256 is not the index's: it was altered", remedy: "run the features stage again"
                )
            }
            return shard
        }
        guard let first = shards.first else { throw InputError(file: folder, "no shards", remedy: "make them") }
        description = first.description
        for shard in shards where shard.description != first.description {
            throw InputError(
                file: shard.path, "was made with other settings than \(first.path)",
                remedy: "run the features stage again, so that all shards agree")
        }
        let shards = shards
        for shard in shards where shard.visual.shape.dropFirst() != first.visual.shape.dropFirst() {
            throw InputError(
                file: shard.path, key: "visual", "has rows of another shape than \(first.path)",
                remedy: "run the features stage again, so that all shards agree")
        }
        frames = first.framesKept == nil ? [] : try shards.map { try $0.frames() }
        columns = try Dictionary(
            uniqueKeysWithValues: languages.map { language in
                (language, try shards.map { try $0.captions(language) })
            })
        var begin = 0
        firstItem = shards.map { shard in
            defer { begin += shard.count }
            return begin
        }
    }

    /// The language whose captions have frozen features, in the shards of a split.
    public static func sourceLanguage(folder: String, split: String) throws -> String {
        let index = try ShardIndex(folder: folder)
        guard let first = index.shards.first(where: { $0.split == split }) else {
            let splits = Set(index.shards.map(\.split)).sorted().joined(separator: ", ")
            throw InputError(file: folder, "there is no split '\(split)'", remedy: "it has: \(splits)")
        }
        return try FeatureShard("\(folder)/\(first.file)").description.sourceLanguage
    }

    /// Whether source captions have frozen features; where the source language was opened.
    public var hasSourceFeatures: Bool {
        columns[description.sourceLanguage]?.allSatisfy { $0.features != nil } ?? false
    }

    /// The number of items.
    public var count: Int { shards.reduce(0) { $0 + $1.count } }

    /// The places of all captions of a language, in order.
    public func places(_ language: String) -> [Place] {
        (columns[language] ?? []).enumerated().flatMap { shard, captions in
            (0..<captions.count).map { Place(shard: Int32(shard), row: Int32($0)) }
        }
    }

    /// The captions that a language is evaluated with: those that were written in it, where there are some, else all. A
    /// translation beside them would ask for what the engine made of a caption, not for what people say.
    public func evaluated(_ language: String) -> [Place] {
        let all = places(language)
        let written = all.filter { place in columns[language]?[Int(place.shard)].sources[Int(place.row)] == -1 }
        return written.isEmpty ? all : written
    }

    /// A caption's tokens and item.
    public func sample(_ language: String, _ place: Place) throws -> Sample {
        let captions = try column(language)[Int(place.shard)]
        return Sample(tokens: try captions.tokens(Int(place.row)), item: item(language, place))
    }

    /// A caption's text.
    public func text(_ language: String, _ place: Place) throws -> String {
        try shards[Int(place.shard)].texts(of: language, rows: [Int(place.row)])[0]
    }

    /// The id of an item, counted over the whole set.
    public func id(_ item: Int) throws -> String {
        let shard = (firstItem.lastIndex { $0 <= item }) ?? 0
        let row = item - firstItem[shard]
        return try shards[shard].ids(row..<row + 1)[0]
    }

    /// The item that a caption belongs to, counted over the whole set.
    public func item(_ language: String, _ place: Place) -> Int {
        guard let captions = columns[language]?[Int(place.shard)] else { return -1 }
        return firstItem[Int(place.shard)] + Int(captions.items[Int(place.row)])
    }

    /// All visual features: F32 [items, D]. Where frames are kept, their mean.
    public func allVisual() throws -> Tensor { try Tensor.concatenated(shards.indices.map(visual)) }

    /// The visual features of a shard, by its place among ``shards``: F32 [items, D]. Where frames are kept, their mean.
    public func visual(_ shard: Int) throws -> Tensor {
        let features = try shards[shard].visual.converted(to: .float32)
        return frames.isEmpty
            ? features : try FeatureSet.mean(features, frames: frames[shard].converted(to: .float32))
    }

    /// The mean over the frames that are there; the others are zero. features: [rows, F, D]; frames: [rows].
    private static func mean(_ features: Tensor, frames: Tensor) throws -> Tensor {
        try features.sum(over: [1]) / frames.reshaped([-1, 1])
    }

    /// The frozen features of the source-language captions that captions translate: F32 [captions, D].
    public func source(_ places: [(language: String, place: Place)]) throws -> Tensor {
        let source = try column(description.sourceLanguage)
        return try gather(places) { shard, language, row in
            guard let features = source[shard].features else {
                throw InputError(
                    file: shards[shard].path, key: "captions.\(description.sourceLanguage).features", "is missing",
                    remedy: "make the shard again")
            }
            let origin = Int(try column(language)[shard].sources[row])
            return (features, language == description.sourceLanguage ? row : origin)
        }
    }

    private func column(_ language: String) throws -> [FeatureShard.Captions] {
        guard let column = columns[language] else {
            throw InputError("captions in '\(language)' were not opened", remedy: "name the language when opening")
        }
        return column
    }

    /// Rows of tensors of several shards, in the order asked for: one gathering a shard, then one that puts in order.
    private func gather(
        _ places: [(language: String, place: Place)],
        from locate: (_ shard: Int, _ language: String, _ row: Int) throws -> (Tensor, Int)
    ) throws -> Tensor {
        var table: [Int: (tensor: Tensor, rows: [Int64], positions: [Int])] = [:]
        for (position, entry) in places.enumerated() {
            let shard = Int(entry.place.shard)
            let (tensor, row) = try locate(shard, entry.language, Int(entry.place.row))
            guard (0..<tensor.shape[0]).contains(row) else {
                throw InputError(
                    file: shards[shard].path, key: "captions.\(entry.language)", "a row names what is not there",
                    remedy: "make the shard again")
            }
            table[shard, default: (tensor, [], [])].rows.append(Int64(row))
            table[shard]?.positions.append(position)
        }
        let parts = table.sorted { $0.key < $1.key }.map(\.value)
        let gathered = try Tensor.concatenated(
            parts.map { try $0.tensor.rows(Tensor($0.rows)).converted(to: .float32) })
        var order = [Int64](repeating: 0, count: places.count)
        for (index, position) in parts.flatMap(\.positions).enumerated() { order[position] = Int64(index) }
        return try gathered.rows(Tensor(order))
    }
}
