import Documents
import Foundation

/// A file mapped into memory for reading: its pages come when they are touched, and several readers share them.
///
/// Sendable without a check, because the mapping is read-only and lives as long as the value.
public final class MappedFile: @unchecked Sendable {
    /// The file's path.
    public let path: String
    /// The file's bytes.
    public let bytes: UnsafeRawBufferPointer
    /// What the file was when it was mapped.
    public let stamp: FileStamp

    /// - Throws: ``InputError`` when the file is missing or cannot be mapped.
    public init(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw InputError(
                file: path, "cannot be opened: \(String(cString: strerror(errno)))",
                remedy: "check that the file is there")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw InputError(file: path, "is not a file", remedy: "name a file")
        }
        let size = Int(status.st_size)
        self.path = path
        stamp = FileStamp(status)
        guard size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        // Shared, so that what is written to the file is seen in the map: remote shards come piece by piece.
        let pointer = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0)
        guard let pointer, pointer != MAP_FAILED else {
            throw Fault("mapping \(path)", reason: String(cString: strerror(errno)))
        }
        bytes = UnsafeRawBufferPointer(start: pointer, count: size)
    }

    deinit {
        if let base = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), bytes.count) }
    }
}
