import Documents
import Glibc

/// The folder to unpack into. Every path is walked from an open folder, one name at a time, and no link is followed: no
/// entry can lead a later one out of it.
final class ArchiveFolder {
    /// A file that is being written.
    final class File {
        private let descriptor: Int32
        private let path: String

        fileprivate init(_ descriptor: Int32, _ path: String) {
            self.descriptor = descriptor
            self.path = path
        }

        deinit { close(descriptor) }

        func write(_ bytes: ArraySlice<UInt8>) throws {
            var rest = bytes
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw Fault("writing \(path)", reason: SystemFailure().reason) }
                rest = rest.dropFirst(count)
            }
        }
    }

    private let path: String
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else {
            throw InputError(file: path, "not a folder to unpack into", remedy: "create the folder first")
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Makes a folder and those above it.
    func makeFolder(_ components: [String]) throws(SystemFailure) {
        close(try openFolder(components[...]))
    }

    /// Creates a file that is not there yet, and the folders above it.
    func create(_ components: [String], isExecutable: Bool) throws(SystemFailure) -> File {
        let folder = try openFolder(components.dropLast())
        defer { close(folder) }
        let file = openat(folder, components.last ?? "", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw SystemFailure() }
        // Not left to the mode above, which the umask changes.
        fchmod(file, isExecutable ? 0o755 : 0o644)
        return File(file, path + "/" + components.joined(separator: "/"))
    }

    private func openFolder(_ components: ArraySlice<String>) throws(SystemFailure) -> Int32 {
        var folder = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard folder >= 0 else { throw SystemFailure() }
        for name in components {
            let isNew = mkdirat(folder, name, 0o755) == 0
            let next = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            let failure = SystemFailure()
            close(folder)
            guard next >= 0 else { throw failure }
            if isNew { fchmod(next, 0o755) }
            folder = next
        }
        return folder
    }
}

/// A system call that failed; made before another changes `errno`.
struct SystemFailure: Error {
    let number = errno

    var reason: String { String(cString: strerror(number)) }

    /// Whether the archive's name is at fault, and not the disk: taken already, too long, a file where a folder should
    /// be.
    var isNamesFault: Bool { [EEXIST, ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG, EINVAL, EILSEQ].contains(number) }
}
