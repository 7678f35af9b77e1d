import Tensors

/// Writes feature shards: see DESIGN.md, "Feature shard". Columns go to the file as they are, without a copy in memory.
public enum ShardWriter {
    /// - Parameters:
    ///   - path: a temporary one that the caller renames.
    ///   - ids: an id an item.
    ///   - visual: frozen features, not normalised, a row an item.
    ///   - frames: the frames behind each row.
    ///   - media: where the items' images or videos lie; nil: that is not to be known.
    ///   - captions: the captions by language.
    /// - Throws: `Fault` when the disk refuses.
    public static func write(
        to path: String, _ description: ShardDescription, ids: TextColumn, visual: FeatureRows, frames: [Int32],
        media: MediaColumn? = nil, captions: [String: CaptionColumn]
    ) throws {
        precondition(ids.count == visual.count && ids.count == frames.count, "a row an item")
        precondition(media == nil || media?.count == ids.count, "a place an item")
        var columns: [(tensor: TensorFileWriter.Entry, write: (TensorFileWriter) throws -> Void)] = []
        func add<T: BitwiseCopyable>(_ name: String, _ type: ElementType, _ values: [T], shape: [Int]? = nil) {
            columns.append((.init(name, type, shape ?? [values.count]), { try $0.write(values, to: name) }))
        }
        func add(_ name: String, _ rows: FeatureRows) {
            add(name, .float16, rows.values, shape: [rows.count] + rows.shape)
        }
        func add(_ name: String, _ texts: TextColumn) {
            add(name + ".bytes", .uint8, texts.bytes)
            add(name + ".offsets", .int64, texts.offsets)
        }
        add("visual", visual)
        add("visual.frames", .int32, frames)
        add("ids", ids)
        if let media {
            add("media", media.paths)
            add("media.kind", .uint8, media.kinds)
        }
        for (language, column) in captions {
            let name = "captions.\(language)"
            add(name + ".item", .int32, column.items)
            add(name + ".source", .int32, column.sources)
            add(name + ".text", column.texts)
            add(name + ".tokens", .int32, column.tokens.ids)
            add(name + ".tokens.offsets", .int64, column.tokens.offsets)
            if let features = column.features { add(name + ".features", features) }
        }
        let file = try TensorFileWriter(path, metadata: description.metadata, columns.map(\.tensor))
        for column in columns { try column.write(file) }
    }
}
