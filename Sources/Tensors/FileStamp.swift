import Foundation

/// What tells a file apart from itself after a change: which file stands at its path, how long it is, when it was last
/// written. It costs no reading, and misses only a change that hides its time.
public struct FileStamp: Sendable, Equatable {
    private let device: UInt64
    private let number: UInt64
    private let size: Int64
    private let seconds: Int
    private let nanoseconds: Int

    init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(status.st_ino)
        size = Int64(status.st_size)
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        (seconds, nanoseconds) = (time.tv_sec, time.tv_nsec)
    }

    /// Whether it is the same file with the same length, whatever was written to it.
    public func isSameFile(as other: FileStamp) -> Bool {
        (device, number, size) == (other.device, other.number, other.size)
    }

    /// Of what stands at a path now; nil where nothing does.
    public init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }
}
