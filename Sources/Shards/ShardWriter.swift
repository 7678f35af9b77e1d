import Tensors

/// Writes feature shards: see DESIGN.md, "Feature shard".
public enum ShardWriter {
    /// - Parameters:
    ///   - path: a temporary one that the caller renames.
    ///   - ids: an id an item.
    ///   - visual: [items, D], frozen features, not normalised; stored as F16.
    ///   - frames: the frames behind each row.
    ///   - captions: the captions by language.
    public static func write(
        to path: String, _ description: ShardDescription, ids: [String], visual: Tensor, frames: [Int32],
        captions: [String: CaptionColumn]
    ) throws {
        var writer = SafetensorsWriter(metadata: description.metadata)
        writer.add("visual", try visual.converted(to: .float16))
        try writer.add("visual.frames", frames)
        try writer.addTexts("ids", ids)
        for (language, column) in captions.sorted(by: { $0.key < $1.key }) {
            try column.write(language, to: &writer)
        }
        try writer.write(to: path)
    }
}
