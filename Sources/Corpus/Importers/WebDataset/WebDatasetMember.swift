/// A file in a shard, by its name: `train/0001.seg.png` belongs to the sample `train/0001`, and its extension is `seg.png`.
struct WebDatasetMember {
    let key: String
    /// In lower case.
    let ending: String

    /// What is known as a picture by its extension, as the Media room's decoders read them.
    static let images: Set = ["jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff"]
    static let videos: Set = ["mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg"]

    /// - Returns: nil for a name that belongs to no sample: one without an extension, or that begins with a dot.
    init?(_ name: String) {
        let utf8 = name.utf8
        let start = utf8.lastIndex(of: UInt8(ascii: "/")).map(utf8.index(after:)) ?? utf8.startIndex
        guard let dot = utf8[start...].firstIndex(of: UInt8(ascii: ".")), dot > start else { return nil }
        key = String(name[..<dot])
        ending = name[utf8.index(after: dot)...].lowercased()
    }

    var isPicture: Bool { Self.images.contains(ending) || Self.videos.contains(ending) }
}
