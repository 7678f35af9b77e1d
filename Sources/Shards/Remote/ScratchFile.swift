import Documents
import Foundation

/// A file without a name, which the disk takes back when nobody has it any more, however the process ends.
final class ScratchFile: Sendable {
    private let descriptor: Int32
    private let folder: String

    /// - Parameter folder: of one run alone.
    init(in folder: String) throws {
        self.folder = folder
        let path = "\(folder)/.rows"
        descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0, unlink(path) == 0 else { throw fault("making a file") }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func write(_ bytes: ArraySlice<UInt8>, at offset: Int) throws {
        var done = 0
        while done < bytes.count {
            let count = bytes.dropFirst(done).withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset + done))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw fault("writing a file") }
            done += count
        }
    }

    func read(_ range: Range<Int>) throws -> [UInt8] {
        var done = 0
        return try [UInt8](unsafeUninitializedCapacity: range.count) { bytes, initialized in
            while done < range.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(bytes)[done...])
                let count = pread(descriptor, rest.baseAddress, rest.count, off_t(range.lowerBound + done))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw fault("reading a file") }
                done += count
            }
            initialized = done
        }
    }

    private func fault(_ what: String) -> Fault {
        Fault("\(what) in \(folder)", reason: String(cString: strerror(errno)))
    }
}
