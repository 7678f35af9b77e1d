import CArchive
import Documents
import Foundation
import TestServer
import TestSupport
import Testing

@testable import Fetch

/// Archives from a server that would harm who unpacks them: each is refused in its own words, by the manifest's line, and
/// leaves nothing.
@Suite struct HostileArchiveTests {
    /// An archive and the words of the complaint.
    struct Attack: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Its kind, as the manifest has it.
        let unpack: String
        /// Another line of the file's in the manifest.
        let more: String
        let words: String
        let bytes: @Sendable () throws -> [UInt8]

        init(
            _ name: String, in unpack: String = "tar", more: String = "", _ words: String,
            _ bytes: @escaping @Sendable () throws -> [UInt8]
        ) {
            (testDescription, self.unpack, self.more, self.words, self.bytes) = (name, unpack, more, words, bytes)
        }
    }

    private static let text = Array("two cats\n".utf8)

    private static func tar(_ fill: (inout TarBytes) -> Void) -> [UInt8] {
        var tar = TarBytes()
        tar.add("fine.txt", text)
        fill(&tar)
        return tar.finished
    }

    private static func zip(_ fill: (inout ZipBytes) -> Void) -> [UInt8] {
        var zip = ZipBytes()
        fill(&zip)
        return zip.finished
    }

    private static let attacks = [
        Attack("absolute path", "the entry \"/tmp/tessera-hostile\" has an absolute path") {
            tar { $0.add("/tmp/tessera-hostile", text) }
        },
        Attack("path out of the folder", "the entry \"../../../neighbour.txt\" leads out of the folder by '..'") {
            tar { $0.add("../../../neighbour.txt", text) }
        },
        Attack("path out of the folder, after going in", "leads out of the folder by '..'") {
            tar { $0.add("a/b/../../../neighbour.txt", text) }
        },
        Attack("absolute path in a zip", in: "zip", "has an absolute path") {
            zip { $0.add("/tmp/tessera-hostile", text) }
        },
        Attack("path out of a zip", in: "zip", "leads out of the folder by '..'") { zip { $0.add("../x", text) } },
        Attack("stripped to a path out of the folder", in: "zip", more: "strip: 1", "leads out of the folder by '..'") {
            zip { $0.add("a/../../x", text) }
        },
        Attack("less deep than what is stripped", more: "strip: 1", "\"fine.txt\" lies in fewer than 1 folders") {
            tar { $0.add("a/x", text) }
        },
        Attack("symbolic link", "the entry \"odd\" is a link to ../../../neighbour.txt") {
            tar { $0.add("odd", type: "2", link: "../../../neighbour.txt") }
        },
        Attack("symbolic link that is written through", "the entry \"odd\" is a link to ../../..") {
            tar {
                $0.add("odd", type: "2", link: "../../..")
                $0.add("odd/neighbour.txt", text)
            }
        },
        Attack("symbolic link within the folder", "is a link to fine.txt") {
            tar { $0.add("odd", type: "2", link: "fine.txt") }
        },
        Attack("symbolic link in a zip", in: "zip", "is a link to") {
            zip { $0.add("odd", Array("../../../neighbour.txt".utf8), mode: 0o120777) }
        },
        Attack("hard link", "is a hard link to ../../../neighbour.txt") {
            tar { $0.add("odd", type: "1", link: "../../../neighbour.txt") }
        },
        Attack("hard link that is written through", "is a hard link to fine.txt") {
            tar { $0.add("odd", text, type: "1", link: "fine.txt") }
        },
        Attack("character device", "the entry \"odd\" is a device") { tar { $0.add("odd", type: "3") } },
        Attack("block device", "the entry \"odd\" is a device") { tar { $0.add("odd", type: "4") } },
        Attack("named pipe", "the entry \"odd\" is a named pipe") { tar { $0.add("odd", type: "6") } },
        Attack("a name twice", "the entry \"fine.txt\" cannot be created: File exists") { tar { $0.add("fine.txt") } },
        Attack("a file where a folder should be", "cannot be created: Not a directory") {
            tar { $0.add("fine.txt/x", text) }
        },
        Attack("many files", more: "max_files: 3", "it has more than 3 entries") {
            tar { tar in for index in 0..<3 { tar.add("\(index)") } }
        },
        Attack("many folders", in: "zip", more: "max_files: 3", "it has more than 3 entries") {
            zip { zip in for index in 0..<4 { zip.add("\(index)/", [], mode: 0o40755) } }
        },
        Attack("many bytes", more: "max_unpacked_bytes: 100", "it unpacks to more than 100 bytes, at \"x\"") {
            tar { $0.add("x", [UInt8](repeating: 1, count: 92)) }
        },
        Attack("bomb", "it unpacks to more than 200.0 times its size, at \"zeros\"") {
            try packed(zeros, name: "zeros", raw: false)
        },
        Attack("bomb of one packed file", in: "gzip", "it unpacks to more than 200.0 times its size") {
            try packed(zeros, name: "zeros", raw: true)
        },
        Attack("zip whose entries are one", in: "zip", "entries of the zip archive overlap") {
            zip { $0.addAgain(["a", "b", "c"], noise(20_000)) }
        },
        Attack(
            "zip whose entries hold the next ones", in: "zip", more: "max_ratio: 10", "more than 10.0 times its size"
        ) {
            zip { $0.addNested((0..<30).map { "f\($0)" }, noise(50_000)) }
        },
        Attack("truncated archive", "not a whole tar or zip archive: Truncated") {
            Array(tar { $0.add("x", [UInt8](repeating: 1, count: 5000)) }.prefix(4000))
        },
        Attack("truncated packed archive", "not a whole tar or zip archive: truncated gzip input") {
            Array(try packed(noise(100_000), name: "x", raw: false).prefix(50_000))
        },
        Attack("truncated packed file", in: "gzip", "truncated gzip input") {
            Array(try packed(noise(100_000), name: "x", raw: true).prefix(50_000))
        },
        Attack("truncated zip", in: "zip", "not a whole tar or zip archive") {
            Array(zip { $0.add("x", noise(5000)) }.prefix(4000))
        },
        Attack("wrong checksum in a zip", in: "zip", "CRC") { zip { $0.add("x", text, checksum: 1) } },
        Attack("text", "not a whole tar or zip archive") { Array("Not found.\n".utf8) },
        Attack("nothing", in: "zip", "not a whole tar or zip archive") { [] },
    ]

    private static let zeros = [UInt8](repeating: 0, count: 16 << 20)

    @Test(arguments: attacks) func anAttackIsRefused(_ attack: Attack) async throws {
        let bytes = try attack.bytes()
        let server = try RawServer { _, _, connection in
            connection.write(Array(head("200 OK", "Content-Length: \(bytes.count)").utf8) + bytes)
        }
        let more = attack.more.isEmpty ? "" : "\n    \(attack.more)"
        let ground = try HostileGround("url: \(server.url("/x"))", more: "unpack: \(attack.unpack)\(more)")
        let error = try await ground.refusal()
        #expect(error?.line == 6 && error?.key == "files[0].url")
        #expect(error?.problem.hasPrefix("'it': ") == true)
        #expect(error?.problem.contains(attack.words) == true, "\(String(describing: error))")
        #expect(server.requests.count == 1)
    }

    /// The same archive, brought by hand, is named by its own path and is left alone.
    @Test func aLocalArchiveIsNamedAndKept() async throws {
        let ground = try HostileGround("path: archive", more: "unpack: tar")
        let bytes = Self.tar { $0.add("../x", Self.text) }
        try Data(bytes).write(to: URL(fileURLWithPath: ground.folder.file("archive")))
        let error = await #expect(throws: InputError.self) { try await ground.run() }
        #expect(error?.file == ground.folder.file("archive"))
        #expect(try ground.leftovers() == [])
        #expect(FileManager.default.fileExists(atPath: ground.folder.file("archive")))
        try ground.checkNothingIsOutside()
    }

    /// RFC 1952, section 2.2: members follow one another, and the file is what they hold together.
    @Test func aFileOfTwoMembersIsBoth() async throws {
        let bytes = try Self.packed(Self.text, name: "a", raw: true) + Self.packed([1, 2, 3], name: "b", raw: true)
        let server = try RawServer { _, _, connection in
            connection.write(Array(head("200 OK", "Content-Length: \(bytes.count)").utf8) + bytes)
        }
        let ground = try HostileGround("url: \(server.url("/x.gz"))", more: "unpack: gzip")
        _ = try await ground.run()
        let found = FileManager.default.contents(atPath: ground.workspace.file("media/it")).map(Array.init)
        #expect(found == Self.text + [1, 2, 3])
        #expect(try ground.leftovers() == [])
    }

    /// What was refused is not pinned: once its publisher has mended it, it is taken.
    @Test func aMendedArchiveIsTaken() async throws {
        let bad = Self.tar { $0.add("odd", type: "2", link: "..") }
        let good = Self.tar { $0.add("x", Self.text) }
        let server = try RawServer { index, _, connection in
            let bytes = index == 0 ? bad : good
            connection.write(Array(head("200 OK", "Content-Length: \(bytes.count)").utf8) + bytes)
        }
        let ground = try HostileGround("url: \(server.url("/x"))", more: "unpack: tar")
        _ = try await ground.refusal()
        let records = try await ground.run()
        #expect(records.first?.outcome.counts == ["files": 2])
        #expect(FileManager.default.fileExists(atPath: ground.folder.file("hostile.lock")))
    }

    /// Bytes as a gzip file, or as the one file in a packed tar, by libarchive.
    private static func packed(_ bytes: [UInt8], name: String, raw: Bool) throws -> [UInt8] {
        let archive = archive_write_new()
        defer { archive_write_free(archive) }
        archive_write_add_filter_gzip(archive)
        _ = raw ? archive_write_set_format_raw(archive) : archive_write_set_format_ustar(archive)
        var result = [UInt8](repeating: 0, count: bytes.count + 1 << 20)
        var count = 0
        try result.withUnsafeMutableBytes { buffer in
            try #require(archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &count) == ARCHIVE_OK)
            let entry = archive_entry_new()
            defer { archive_entry_free(entry) }
            archive_entry_set_pathname(entry, name)
            archive_entry_set_size(entry, la_int64_t(bytes.count))
            archive_entry_set_mode(entry, S_IFREG | 0o644)
            try #require(archive_write_header(archive, entry) == ARCHIVE_OK)
            try #require(bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) } == bytes.count)
            try #require(archive_write_close(archive) == ARCHIVE_OK)
        }
        return Array(result.prefix(count))
    }
}
