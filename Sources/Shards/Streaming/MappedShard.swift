import Documents
import Tensors

/// Where one shard's columns lie in its mapped file, which whoever has the value must keep. All that they say of one
/// another is checked when it is opened; what is kept is a few addresses, so that ten thousand shards cost little, and
/// gathering a row counts no references.
///
/// Sendable without a check, because the file is mapped for reading.
struct MappedShard: @unchecked Sendable {
    /// Items.
    let count: Int
    /// The numbers in a feature.
    let width: Int
    /// How many features a row of `visual` has room for.
    let framesKept: Int
    /// F16 [items, framesKept, width].
    let visual: UnsafeRawPointer
    /// I32 [items]; nil where a row is one feature.
    let frames: UnsafeRawPointer?
    /// The source language's captions.
    let source: Captions
    /// F16 [captions of the source language, width]; nil where they are not asked for.
    let sourceFeatures: UnsafeRawPointer?
    /// Where the items' images and videos lie; nil where that is not asked for.
    let media: Media?
    /// The source-language captions of each item; nil where those are not asked for.
    private let itemSources: ItemSources?

    /// Where items' images and videos lie. Sendable without a check, as the shard is.
    struct Media: @unchecked Sendable {
        /// UTF-8 of all.
        let paths: UnsafeRawPointer
        /// Where the path of each begins: I64 [items + 1].
        let offsets: UnsafeRawPointer
        /// Bytes of all paths.
        let byteCount: Int
        /// U8 [items], 1 for a video.
        let kinds: UnsafeRawPointer

        /// Where an item's path lies among all; nil when the file has come to say what cannot be.
        func path(of item: Int) -> Range<Int>? {
            let (start, end) = (offsets.int64(item), offsets.int64(item + 1))
            return 0 <= start && start <= end && end <= byteCount ? Int(start)..<Int(end) : nil
        }
    }

    /// The captions of one language. Sendable without a check, as the shard is.
    struct Captions: @unchecked Sendable {
        let count: Int
        /// The item of each: I32.
        let items: UnsafeRawPointer
        /// The source-language caption that each translates: I32.
        let sources: UnsafeRawPointer
        /// Token ids of all: I32.
        let tokens: UnsafeRawPointer
        /// Where the ids of each begin: I64 [count + 1].
        let offsets: UnsafeRawPointer
        /// Token ids of all.
        let tokenCount: Int
        /// The source-language caption that each counts as a translation of, -1 for none; nil where that is what it translates.
        var origins: [Int32]?

        /// The source-language caption that a caption counts as a translation of; -1 for none.
        func origin(of row: Int) -> Int { Int(origins?[row] ?? sources.int32(row)) }
    }
}

extension MappedShard {
    /// - Throws: ``InputError`` for what is missing or not sound.
    init(_ shard: SafetensorsFile, _ description: ShardDescription, columns: CaptionColumns) throws {
        visual = try shard.start(of: "visual", .float16)
        let shape = shard.entries["visual"]?.shape ?? []
        guard (2...3).contains(shape.count) else {
            throw shard.unsound("visual", "is not [items, width] or [items, frames, width]")
        }
        (count, framesKept, width) = (shape[0], shape.count == 3 ? shape[1] : 1, shape[shape.count - 1])
        frames = shape.count == 3 ? try shard.start(of: "visual.frames", .int32, count: count) : nil
        if let frames {
            let most = Int32(clamping: framesKept)
            guard (0..<count).allSatisfy({ (1...most).contains(frames.int32($0)) }) else {
                throw shard.unsound("visual.frames", "does not fit 'visual'")
            }
        }
        source = try Captions(shard, language: description.sourceLanguage, items: count)
        media = columns.contains(.media) ? try Media(shard, items: count) : nil
        itemSources = columns.contains(.itemSource) ? ItemSources(source, items: count) : nil
        guard columns.contains(.source) else {
            sourceFeatures = nil
            return
        }
        let name = "captions.\(description.sourceLanguage).features"
        sourceFeatures = try shard.start(of: name, .float16)
        guard shard.entries[name]?.shape == [source.count, width] else {
            throw shard.unsound(name, "is not [\(source.count), \(width)]")
        }
    }

    /// The captions of a language.
    /// - Throws: ``InputError`` for what is missing or not sound.
    func captions(_ language: String, in shard: SafetensorsFile, source name: String) throws -> Captions {
        if language == name { return source }
        var captions = try Captions(shard, language: language, items: count)
        captions.origins = itemSources?.origins(of: captions)
        guard (0..<captions.count).allSatisfy({ (-1..<source.count).contains(Int(captions.sources.int32($0))) }) else {
            throw shard.unsound("captions.\(language).source", "names a caption in '\(name)' that is not there")
        }
        return captions
    }
}

extension MappedShard.Media {
    fileprivate init(_ shard: SafetensorsFile, items count: Int) throws {
        guard let byteCount = shard.entries["media.bytes"]?.shape.reduce(1, *) else { throw shard.lacksMedia }
        self.init(
            paths: try shard.start(of: "media.bytes", .uint8),
            offsets: try shard.start(of: "media.offsets", .int64, count: count + 1), byteCount: byteCount,
            kinds: try shard.start(of: "media.kind", .uint8, count: count))
    }
}

extension MappedShard.Captions {
    fileprivate init(_ shard: SafetensorsFile, language: String, items most: Int) throws {
        let name = "captions.\(language)"
        guard let shape = shard.entries[name + ".item"]?.shape, shape.count == 1 else {
            throw InputError(
                file: shard.path, key: name, "the shard has no captions in this language",
                remedy: "name a language that it has, or make the shard again")
        }
        let count = shape[0]
        let items = try shard.start(of: name + ".item", .int32)
        guard (0..<count).allSatisfy({ (0..<most).contains(Int(items.int32($0))) }) else {
            throw shard.unsound(name + ".item", "names an item that is not there")
        }
        let offsets = try shard.start(of: name + ".tokens.offsets", .int64, count: count + 1)
        let tokenCount = shard.entries[name + ".tokens"]?.shape.reduce(1, *) ?? 0
        let rises = (0..<count).allSatisfy { offsets.int64($0) <= offsets.int64($0 + 1) }
        guard rises, offsets.int64(0) == 0, offsets.int64(count) == tokenCount else {
            throw shard.unsound(
                name + ".tokens.offsets", "the offsets do not rise from 0 to \(tokenCount) in \(count) steps")
        }
        self.init(
            count: count, items: items, sources: try shard.start(of: name + ".source", .int32, count: count),
            tokens: try shard.start(of: name + ".tokens", .int32), offsets: offsets, tokenCount: tokenCount)
    }

    /// Where a caption's ids lie among all. Looked at anew each time, because the file is not in our hands.
    /// - Returns: nil when the file has come to say what cannot be.
    func tokens(of row: Int) -> Range<Int>? {
        let (start, end) = (offsets.int64(row), offsets.int64(row + 1))
        return 0 <= start && start <= end && end <= tokenCount ? Int(start)..<Int(end) : nil
    }
}

extension SafetensorsFile {
    /// - Parameter count: the elements that there must be; nil: any number.
    fileprivate func start(of name: String, _ type: ElementType, count: Int? = nil) throws -> UnsafeRawPointer {
        let bytes = try bytes(of: name, type)
        guard count == nil || bytes.count == (count ?? 0) * type.size else {
            throw unsound(name, "has \(bytes.count / type.size) entries, and \(count ?? 0) are due")
        }
        guard let start = bytes.baseAddress else { throw unsound(name, "is not in the file") }
        return start
    }

    fileprivate func unsound(_ key: String, _ problem: String) -> InputError {
        InputError(file: path, key: key, problem, remedy: "make the shard again")
    }
}

extension UnsafeRawPointer {
    /// An element of a column that need not be aligned.
    @inline(__always) func int32(_ index: Int) -> Int32 { loadUnaligned(fromByteOffset: index * 4, as: Int32.self) }
    @inline(__always) func int64(_ index: Int) -> Int64 { loadUnaligned(fromByteOffset: index * 8, as: Int64.self) }
}
