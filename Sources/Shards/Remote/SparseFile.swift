import CGather
import Documents
import Foundation

/// A file as long as the remote one, of which only some blocks take room on the disk. It is opened for each use: ten
/// thousand shards would be too many descriptors.
struct SparseFile: Sendable {
    let path: String

    /// Makes it a file of that length which holds nothing, unless it has that length already.
    func create(bytes: Int) throws {
        var status = stat()
        if lstat(path, &status) == 0, Int(status.st_size) == bytes { return }
        try opened(O_RDWR | O_CREAT | O_TRUNC, "making") { ftruncate($0, off_t(bytes)) == 0 }
    }

    func write(_ bytes: [UInt8], at offset: Int) throws {
        try opened(O_WRONLY, "writing") { descriptor in
            var done = 0
            while done < bytes.count {
                let count = bytes[done...].withUnsafeBytes {
                    pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset + done))
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                done += count
            }
            return true
        }
    }

    func read(_ range: Range<Int>) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        try opened(O_RDONLY, "reading") { descriptor in
            bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(range.lowerBound)) }
                == range.count
        }
        return bytes
    }

    /// Gives parts back to the disk; they read as zeros from then on.
    /// - Throws: ``InputError`` where the file system cannot.
    func punch(_ ranges: [Range<Int>]) throws {
        var isSupported = true
        try opened(O_WRONLY, "giving back parts of") { descriptor in
            ranges.allSatisfy { range in
                if cgather_punch(descriptor, Int64(range.lowerBound), Int64(range.count)) { return true }
                if errno == EOPNOTSUPP { isSupported = false }
                return !isSupported
            }
        }
        guard isSupported else {
            throw InputError(
                file: path, "the file system does not take back parts of a file",
                remedy: "name a cache on another one, or a cache that holds the whole split")
        }
    }

    /// Waits until what was written is on the disk.
    func sync() throws { try opened(O_WRONLY, "syncing") { fdatasync($0) == 0 } }

    private func opened(_ flags: Int32, _ what: String, _ body: (Int32) throws -> Bool) throws {
        let descriptor = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o644)
        defer { if descriptor >= 0 { close(descriptor) } }
        guard try descriptor >= 0 && body(descriptor) else {
            throw Fault("\(what) \(path)", reason: String(cString: strerror(errno)))
        }
    }
}
