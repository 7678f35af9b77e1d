import Documents
import Foundation

/// Keeps two runs from writing to one cache. The system lets go of it when the process ends, however it ends.
final class CacheLock: Sendable {
    private let descriptor: Int32

    /// - Throws: ``Fault`` that names the process which holds the cache.
    init(_ folder: String) throws {
        let path = folder + "/.lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        let what = "locking the cache \(folder)"
        guard descriptor >= 0 else { throw Fault(what, reason: String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
            close(descriptor)
            throw Fault(what, reason: "process \(holder) uses it; wait for it, or name another folder by --cache")
        }
        let text = "\(ProcessInfo.processInfo.processIdentifier)"
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.utf8.count, 0) == text.utf8.count else {
            close(descriptor)
            throw Fault(what, reason: String(cString: strerror(errno)))
        }
        self.descriptor = descriptor
    }

    /// Lets the next run have the cache.
    func unlock() { flock(descriptor, LOCK_UN) }

    deinit { close(descriptor) }
}
