import Documents
import Foundation

/// The file `PATH.part` that a download grows in, and `PATH.part.json`, which says what it is the beginning of.
///
/// It is locked while it is open, so that two downloads never write to one file.
final class PartFile: Sendable {
    /// What the side file holds. The URL stands there as a digest too, for its query may be a secret.
    private struct Record: Codable {
        var url: String
        var urlSHA256: String
        var validator: Validator
    }

    let path: String
    private let url: String
    private let descriptor: Int32
    private var partPath: String { path + ".part" }
    private var recordPath: String { path + ".part.json" }

    /// Opens or creates the file for a download to `path`.
    init(for path: String, url: String) throws(Problem) {
        self.path = path
        self.url = url
        let part = path + ".part"
        while true {
            let descriptor = open(part, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
            guard descriptor >= 0 else { throw Problem.system("opening \(part)") }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                throw Problem(kind: .file, detail: "another download writes to \(part)")
            }
            // Whoever held the lock before may have renamed the file meanwhile: then it is no longer the part.
            var (ours, theirs) = (stat(), stat())
            if fstat(descriptor, &ours) == 0, lstat(part, &theirs) == 0, ours.st_ino == theirs.st_ino,
                ours.st_dev == theirs.st_dev
            {
                self.descriptor = descriptor
                return
            }
            close(descriptor)
        }
    }

    deinit { close(descriptor) }

    /// Lets the next download have the file, once no transfer writes to it: the engine's thread may hold this value for
    /// a moment longer.
    func unlock() { flock(descriptor, LOCK_UN) }

    /// What an earlier run left: its length, its digest and its validator; nil, and the file empty, when it left
    /// nothing that can be gone on from.
    func resume() throws(Problem) -> (bytes: Int64, digest: Digest, validator: Validator)? {
        let json = FileManager.default.contents(atPath: recordPath)
        let record = json.flatMap { try? JSONDecoder().decode(Record.self, from: $0) }
        if let record, record.urlSHA256 == Digest.of(url) {
            var digest = Digest()
            var buffer = [UInt8](repeating: 0, count: 1 << 20)
            var bytes: Int64 = 0
            while true {
                let count = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(bytes)) }
                guard count >= 0 else { throw Problem.system("reading \(partPath)") }
                guard count > 0 else { break }
                digest.update(buffer[..<count])
                bytes += Int64(count)
            }
            if bytes > 0 { return (bytes, digest, record.validator) }
        }
        try startOver(nil)
        return nil
    }

    /// Empties the file, and notes what comes next; nil when that could not be gone on from.
    func startOver(_ validator: Validator?) throws(Problem) {
        // In this order a crash in between leaves no old bytes under a new validator.
        guard ftruncate(descriptor, 0) == 0 else { throw Problem.system("emptying \(partPath)") }
        guard let validator else {
            unlink(recordPath)
            return
        }
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let record = Record(url: redacted(url), urlSHA256: Digest.of(url), validator: validator)
            try encoder.encode(record).write(to: URL(fileURLWithPath: recordPath), options: .atomic)
        } catch {
            throw Problem(kind: .file, detail: "writing \(recordPath): \(error.localizedDescription)")
        }
    }

    /// Writes bytes at an offset.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(Problem) {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset) + done)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Problem.system("writing \(partPath)") }
            done += count
        }
    }

    /// Makes the file lasting and gives it its name.
    func commit() throws(Problem) {
        guard fsync(descriptor) == 0 else { throw Problem.system("writing \(partPath)") }
        guard rename(partPath, path) == 0 else { throw Problem.system("renaming \(partPath)") }
        unlink(recordPath)
        let above = (path as NSString).deletingLastPathComponent
        let folder = open(above.isEmpty ? "." : above, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    /// Whether nothing came yet.
    var isEmpty: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_size == 0
    }

    /// Removes the file: nothing of it is of use.
    func discard() {
        unlink(recordPath)
        unlink(partPath)
    }
}

extension Problem {
    /// A system call failed; call it before another changes `errno`.
    static func system(_ what: String) -> Problem {
        Problem(kind: .file, detail: "\(what): \(String(cString: strerror(errno)))")
    }
}
