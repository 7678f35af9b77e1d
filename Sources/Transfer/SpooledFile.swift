import Documents
import Foundation

/// A file without a name of its own, which is gone when this value goes, however the process ends.
public final class SpooledFile: Sendable {
    private let descriptor: Int32

    /// A path that opens the file while this value lives, in this process only.
    public var path: String { "/proc/self/fd/\(descriptor)" }

    /// The length in bytes.
    public var count: Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Makes an empty file on the disk of a folder, which must be there.
    /// - Throws: ``Fault`` when the disk refuses.
    public init(in folder: String) throws(Fault) {
        let name = "\(folder)/.spool-\(UUID().uuidString)"
        descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Fault("making \(name)", reason: String(cString: strerror(errno))) }
        unlink(name)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Adds bytes at the end.
    /// - Throws: ``Fault`` when the disk refuses.
    public func append(_ bytes: [UInt8]) throws {
        let end = count
        guard bytes.withUnsafeBytes({ store($0, at: end) }) else {
            throw Fault("writing a temporary file", reason: String(cString: strerror(errno)))
        }
    }

    /// Writes bytes at an offset; false when the disk refuses, `errno` saying why.
    func store(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    /// Gives the bytes in pieces of up to 1 MiB.
    /// - Throws: ``Fault`` when the disk fails; what `body` throws.
    public func forEachPiece(_ body: ([UInt8]) throws -> Void) throws {
        var offset = 0
        while true {
            var count = 0
            let piece = [UInt8](unsafeUninitializedCapacity: 1 << 20) { target, filled in
                count = pread(descriptor, target.baseAddress, target.count, off_t(offset))
                filled = max(0, count)
            }
            guard count >= 0 else {
                throw Fault("reading a temporary file", reason: String(cString: strerror(errno)))
            }
            guard count > 0 else { return }
            try body(piece)
            offset += count
        }
    }
}
