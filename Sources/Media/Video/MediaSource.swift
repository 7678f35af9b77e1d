/// Where a video's bytes are.
enum MediaSource: Sendable, Hashable {
    /// A file of its own, under the name that it has in complaints.
    case file
    /// A part of another file.
    case range(FileRange)
    /// In memory.
    case memory([UInt8])
}
