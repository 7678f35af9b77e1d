import Documents
import Tensors

/// A feature shard, mapped: nothing is read before it is asked for.
public struct FeatureShard: Sendable {
    public let description: ShardDescription
    /// The number of items.
    public let count: Int
    /// F16 [items, D], or [items, F, D] where frames are kept.
    public let visual: Tensor
    /// The languages that have captions, sorted.
    public let languages: [String]
    private let file: SafetensorsFile

    /// - Throws: ``InputError`` when the file is not a sound shard.
    public init(_ path: String) throws {
        file = try SafetensorsFile(path)
        description = try ShardDescription(metadata: file.metadata, file: path)
        visual = try file.tensor("visual")
        guard (2...3).contains(visual.shape.count), visual.type == .float16 else {
            throw InputError(
                file: path, key: "visual", "is not F16 [items, width] or [items, frames, width]",
                remedy: "make the shard again")
        }
        count = visual.shape[0]
        languages = file.names.filter { $0.hasPrefix("captions.") && $0.hasSuffix(".item") }
            .map { String($0.dropFirst("captions.".count).dropLast(".item".count)) }
    }

    /// The file's path.
    public var path: String { file.path }

    /// How many frames a row of ``visual`` has room for; nil where a row is one feature.
    public var framesKept: Int? { visual.shape.count == 3 ? visual.shape[1] : nil }

    /// The frames behind each row of ``visual``: I32 [items].
    /// - Throws: ``InputError`` when they do not fit it.
    public func frames() throws -> Tensor {
        let frames = try file.tensor("visual.frames")
        let most = Int32(clamping: framesKept ?? .max)
        guard frames.shape == [count], frames.type == .int32,
            try frames.values(as: Int32.self).allSatisfy({ (1...most).contains($0) })
        else {
            throw InputError(
                file: path, key: "visual.frames", "does not fit 'visual'", remedy: "make the shard again")
        }
        return frames
    }

    /// The items' ids.
    public func ids() throws -> [String] { try ids(0..<count) }

    /// The ids of some items.
    public func ids(_ items: Range<Int>) throws -> [String] { try texts("ids", items, count: count) }

    /// Where the items' images and videos lie.
    /// - Throws: ``InputError`` for a shard that does not say.
    public func media() throws -> [ItemMedia] {
        guard file.entries["media.kind"] != nil else { throw file.lacksMedia }
        let kinds = try file.tensor("media.kind").values(as: UInt8.self)
        guard kinds.count == count else {
            throw InputError(
                file: path, key: "media.kind", "has \(kinds.count) entries for \(count) items",
                remedy: "make the shard again")
        }
        return try zip(texts("media", 0..<count, count: count), kinds).map { ItemMedia(path: $0, isVideo: $1 == 1) }
    }

    /// The captions of a language.
    public func captions(_ language: String) throws -> Captions {
        guard languages.contains(language) else {
            throw InputError(
                file: path, key: "captions.\(language)", "the shard has no captions in this language",
                remedy: "it has \(languages.joined(separator: ", "))")
        }
        return try Captions(file, language: language, items: count)
    }

    /// The text of each caption of a language.
    public func texts(of language: String) throws -> [String] {
        let count = try captions(language).count
        return try texts("captions.\(language).text", 0..<count, count: count)
    }

    /// The texts of some captions of a language, few of them.
    public func texts(of language: String, rows: [Int]) throws -> [String] {
        let name = "captions.\(language).text"
        let bytes = try file.tensor(name + ".bytes")
        let offsets = try file.offsets(name + ".offsets", count: captions(language).count, end: bytes.count)
        return try rows.map { row in
            let text = try bytes.sliced(0, offsets[row]..<offsets[row + 1]).values(as: UInt8.self)
            return String(decoding: text, as: UTF8.self)
        }
    }

    private func texts(_ name: String, _ rows: Range<Int>, count: Int) throws -> [String] {
        let bytes = try file.tensor(name + ".bytes")
        let offsets = try file.offsets(name + ".offsets", count: count, end: bytes.count)
        let start = offsets[rows.lowerBound]
        let part = try bytes.sliced(0, start..<offsets[rows.upperBound]).values(as: UInt8.self)
        return rows.map { String(decoding: part[offsets[$0] - start..<offsets[$0 + 1] - start], as: UTF8.self) }
    }

    /// The captions of one language in a shard.
    public struct Captions: Sendable {
        /// The row of ``FeatureShard/visual`` that each belongs to.
        public let items: [Int32]
        /// The source-language caption that each translates, -1 for an original.
        public let sources: [Int32]
        /// [captions, D] F16; for the source language alone.
        public let features: Tensor?
        private let tokens: Tensor
        private let offsets: [Int]

        init(_ file: SafetensorsFile, language: String, items count: Int) throws {
            let name = "captions.\(language)"
            items = try file.tensor(name + ".item").values()
            sources = try file.tensor(name + ".source").values()
            guard sources.count == items.count else {
                throw InputError(
                    file: file.path, key: name + ".source", "has \(sources.count) entries for \(items.count) captions",
                    remedy: "make the shard again")
            }
            guard items.allSatisfy({ (0..<Int32(count)).contains($0) }) else {
                throw InputError(
                    file: file.path, key: name + ".item", "names an item that is not there",
                    remedy: "make the shard again")
            }
            tokens = try file.tensor(name + ".tokens")
            offsets = try file.offsets(name + ".tokens.offsets", count: items.count, end: tokens.count)
            features = file.entries[name + ".features"] == nil ? nil : try file.tensor(name + ".features")
            if let features, features.shape.count != 2 || features.shape[0] != items.count || features.type != .float16
            {
                throw InputError(
                    file: file.path, key: name + ".features", "is not F16 [captions, width]",
                    remedy: "make the shard again")
            }
        }

        /// The number of captions.
        public var count: Int { items.count }

        /// A caption's token ids.
        public func tokens(_ row: Int) throws -> [Int32] {
            try tokens.sliced(0, offsets[row]..<offsets[row + 1]).values()
        }
    }
}

extension SafetensorsFile {
    /// The complaint about a shard that was made before shards said where their media lie, or of features alone.
    var lacksMedia: InputError {
        InputError(
            file: path, key: "media", "the shard does not say where its images and videos lie",
            remedy: "make the shard again, from a corpus that has them")
    }

    /// Offsets that must rise from 0 to `end`.
    fileprivate func offsets(_ name: String, count: Int, end: Int) throws -> [Int] {
        let offsets = try tensor(name).values(as: Int64.self).map(Int.init)
        let rising = zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }
        guard offsets.count == count + 1, offsets.first == 0, offsets.last == end, rising else {
            throw InputError(
                file: path, key: name, "the offsets do not rise from 0 to \(end) in \(count) steps",
                remedy: "make the shard again")
        }
        return offsets
    }
}
