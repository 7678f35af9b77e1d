import CArchive
import Documents
import Glibc

/// Reads an archive from its first entry to its last, through libarchive.
final class ArchiveReader {
    /// One entry's head.
    struct Entry {
        enum Kind: Equatable {
            case file
            case folder
            /// What may not be unpacked, in words.
            case other(String)
        }

        var name: String
        var kind: Kind
        var isExecutable: Bool
    }

    /// The size of the archive file.
    let archiveBytes: Int64
    private let path: String
    private let archive: OpaquePointer
    /// The name of the one file in what is packed but is no archive; nil for an archive.
    private let singleName: String?

    init(_ path: String, isSingle: Bool = false) throws {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw InputError(file: path, "no such file", remedy: "check the path")
        }
        guard let archive = archive_read_new() else { throw Fault("reading \(path)", reason: "out of memory") }
        self.path = path
        self.archive = archive
        archiveBytes = Int64(status.st_size)
        singleName = isSingle ? "file" : ArchiveReader.singleName(path)
        for support in [
            archive_read_support_filter_gzip, archive_read_support_filter_bzip2, archive_read_support_filter_xz,
            archive_read_support_filter_zstd,
        ] {
            _ = support(archive)
        }
        if singleName == nil {
            archive_read_support_format_tar(archive)
            archive_read_support_format_zip(archive)
        } else {
            archive_read_support_format_raw(archive)
        }
        guard archive_read_open_filename(archive, path, 256 << 10) == ARCHIVE_OK else { throw damage() }
    }

    deinit { archive_read_free(archive) }

    /// The next entry; nil at the end.
    func next() throws -> Entry? {
        var entry: OpaquePointer?
        let code = archive_read_next_header(archive, &entry)
        if code == ARCHIVE_EOF { return nil }
        // A warning is about what is not unpacked anyway, such as an unknown attribute.
        guard code == ARCHIVE_OK || code == ARCHIVE_WARN, let entry else { throw damage() }
        let mode = archive_entry_mode(entry)
        return Entry(
            name: try singleName ?? name(entry), kind: kind(entry, mode), isExecutable: mode & S_IXUSR != 0)
    }

    /// Whether it is a zip archive; known once an entry was read.
    var isZip: Bool { archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_ZIP }

    /// Reads on in the entry; 0 at its end.
    func read(into buffer: inout [UInt8]) throws -> Int {
        let count = buffer.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, $0.count) }
        guard count >= 0 else { throw damage() }
        return count
    }

    private func name(_ entry: OpaquePointer) throws -> String {
        if let name = archive_entry_pathname_utf8(entry) { return String(cString: name) }
        guard let bytes = archive_entry_pathname(entry), let name = String(validatingCString: bytes) else {
            throw InputError(
                file: path, "the name of an entry is not UTF-8", remedy: "pack the archive anew with names in UTF-8")
        }
        return name
    }

    private func kind(_ entry: OpaquePointer, _ mode: mode_t) -> Entry.Kind {
        if let target = archive_entry_hardlink(entry) { return .other("a hard link to \(String(cString: target))") }
        switch mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        case S_IFLNK:
            return .other("a link to \(archive_entry_symlink(entry).map { String(cString: $0) } ?? "nothing")")
        case S_IFIFO: return .other("a named pipe")
        case S_IFCHR, S_IFBLK: return .other("a device")
        default: return .other("of an unknown kind")
        }
    }

    private func damage() -> InputError {
        let reason = archive_error_string(archive).map { String(cString: $0) } ?? "unreadable"
        return InputError(
            file: path, "not a whole tar or zip archive: \(reason)", remedy: "get the file again")
    }

    /// The name in `x.txt.gz`, a single packed file, is `x.txt`.
    private static func singleName(_ path: String) -> String? {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        for packing in [".gz", ".bz2", ".xz", ".zst"] where file.lowercased().hasSuffix(packing) {
            let name = String(file.dropLast(packing.count))
            return name.isEmpty || name.lowercased().hasSuffix(".tar") ? nil : name
        }
        return nil
    }
}
