/// A part of a file that is a media file of its own, such as a member of an archive.
struct FileRange: Sendable, Hashable {
    /// The file that it lies in.
    let path: String
    /// Its bytes there.
    let bytes: Range<Int>

    /// As FFmpeg's `subfile` protocol is asked for it.
    var address: String { "subfile,,start,\(bytes.lowerBound),end,\(bytes.upperBound),,:file:\(path)" }
}
