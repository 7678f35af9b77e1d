import Documents
import Glibc

/// Archives that come from elsewhere: tar (plain or packed with gzip, bzip2, xz or zstd), zip, and a single packed
/// file.
public enum Archive {
    /// Unpacks an archive into a fresh empty folder, and nothing outside it.
    ///
    /// Only files and folders are unpacked; links and devices are refused, and so is every name that leads out of the
    /// folder. Files get the permissions 0644, or 0755 where the archive marks them executable, and no time or owner.
    /// When this throws, the folder holds what was unpacked until then, for the caller to remove.
    /// - Parameters:
    ///   - strip: how many folders are taken off the front of each name.
    ///   - isSingle: whether it is one packed file and no archive, whatever its name.
    /// - Returns: the paths of the files, relative to the folder, sorted.
    /// - Throws: ``InputError`` for an archive that is damaged, hostile or over the limits; ``Fault`` when the disk
    ///   fails.
    public static func unpack(
        _ path: String, into folder: String, stripping strip: Int = 0, isSingle: Bool = false,
        limits: ArchiveLimits = .init()
    ) throws -> [String] {
        // libarchive reads names by the thread's locale, and a Swift program starts in one that knows ASCII only.
        let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
        let before = uselocale(locale)
        defer {
            uselocale(before)
            freelocale(locale)
        }
        let reader = try ArchiveReader(path, isSingle: isSingle)
        let target = try ArchiveFolder(folder)
        var budget = ArchiveBudget(archive: path, bytes: reader.archiveBytes, limits: limits)
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        var files: [String] = []
        var entries = 0
        while let entry = try reader.next() {
            try Task.checkCancellation()
            entries += 1
            try budget.addEntry()
            let whole = try safeComponents(entry.name, archive: path)
            let components = Array(whole.dropFirst(strip))
            if components.isEmpty, !whole.isEmpty {
                guard entry.kind == .folder else {
                    throw refusal(path, entry.name, "lies in fewer than \(strip) folders, which were to be stripped")
                }
                continue
            }
            switch entry.kind {
            case .folder:
                try creating(entry.name, of: path) { () throws(SystemFailure) in try target.makeFolder(components) }
            case .file:
                guard !components.isEmpty else { throw refusal(path, entry.name, "names no file") }
                let file = try creating(entry.name, of: path) { () throws(SystemFailure) in
                    try target.create(components, isExecutable: entry.isExecutable)
                }
                while case let count = try reader.read(into: &buffer), count > 0 {
                    try budget.add(bytes: count, entry: entry.name)
                    try file.write(buffer[..<count])
                }
                files.append(components.joined(separator: "/"))
            case .other(let kind):
                throw refusal(path, entry.name, "is \(kind); only files and folders are unpacked")
            }
        }
        guard try !reader.isZip || ZipDirectory.mayList(entries, in: path) else {
            throw InputError(
                file: path, "entries of the zip archive overlap",
                remedy: "do not trust this archive; get it from its publisher")
        }
        return files.sorted()
    }

    /// Tells a name that no file can have from a disk that fails.
    private static func creating<T>(
        _ entry: String, of archive: String, _ work: () throws(SystemFailure) -> T
    ) throws -> T {
        do {
            return try work()
        } catch {
            guard error.isNamesFault else { throw Fault("unpacking \(archive)", reason: "\(entry): \(error.reason)") }
            throw refusal(archive, entry, "cannot be created: \(error.reason)")
        }
    }

    /// The components of an entry's name, `.` left out.
    private static func safeComponents(_ name: String, archive: String) throws -> [String] {
        guard !name.hasPrefix("/") else { throw refusal(archive, name, "has an absolute path") }
        guard !name.utf8.contains(0) else { throw refusal(archive, name, "has a zero byte in its name") }
        let components = name.split(separator: "/").map(String.init).filter { $0 != "." }
        guard !components.contains("..") else { throw refusal(archive, name, "leads out of the folder by '..'") }
        return components
    }

    private static func refusal(_ archive: String, _ entry: String, _ problem: String) -> InputError {
        InputError(
            file: archive, "the entry \(entry.debugDescription) \(problem)",
            remedy: "do not trust this archive; get it from its publisher")
    }
}
