import CArchive
import Documents
import Fetch
import Foundation
import TestSupport
import Testing

/// A folder that holds an archive, the folder to unpack into, and a neighbour that nobody may touch.
private struct Ground {
    let folder: TemporaryFolder
    var out: String { folder.file("out") }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        try folder.write("untouched", to: "neighbour.txt")
    }

    func archive(_ bytes: [UInt8], _ name: String = "a.tar") throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: folder.file(name)))
        return folder.file(name)
    }

    func unpack(_ bytes: [UInt8], _ name: String = "a.tar", limits: ArchiveLimits = .init()) throws -> [String] {
        try Archive.unpack(archive(bytes, name), into: out, limits: limits)
    }

    /// What unpacking complains of, once it is sure that nothing outside the folder came, went or changed.
    func complaint(_ bytes: [UInt8], _ name: String = "a.tar", limits: ArchiveLimits = .init()) throws -> String {
        let error = #expect(throws: InputError.self) { try unpack(bytes, name, limits: limits) }
        let present = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(present) == [name, "neighbour.txt", "out"])
        #expect(try String(contentsOfFile: folder.file("neighbour.txt"), encoding: .utf8) == "untouched")
        #expect(error?.file == folder.file(name))
        return error?.description ?? ""
    }

    func content(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: out + "/" + name).map(Array.init) }

    func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: out + "/" + name)[.posixPermissions] as? Int
    }
}

/// Packs bytes by one of libarchive's filters.
private func packed(
    _ bytes: [UInt8], name: String, as path: String, filter: (OpaquePointer?) -> Int32, raw: Bool = false
) throws {
    let archive = archive_write_new()
    defer { archive_write_free(archive) }
    _ = filter(archive)
    _ = raw ? archive_write_set_format_raw(archive) : archive_write_set_format_ustar(archive)
    try #require(archive_write_open_filename(archive, path) == ARCHIVE_OK)
    let entry = archive_entry_new()
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, name)
    archive_entry_set_size(entry, la_int64_t(bytes.count))
    archive_entry_set_mode(entry, S_IFREG | 0o644)
    try #require(archive_write_header(archive, entry) == ARCHIVE_OK)
    try #require(bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) } == bytes.count)
    try #require(archive_write_close(archive) == ARCHIVE_OK)
}

@Suite struct ArchiveTests {
    private let text = Array("two cats\n".utf8)

    @Test func tarUnpacksWithFixedPermissions() throws {
        let ground = try Ground()
        var tar = TarBytes()
        tar.add("./b/deep/x.txt", text, mode: 0o600)
        tar.add("folder/", type: "5", mode: 0o700)
        tar.add("a.sh", [], mode: 0o4777)
        #expect(try ground.unpack(tar.finished) == ["a.sh", "b/deep/x.txt"])
        #expect(ground.content("b/deep/x.txt") == text)
        #expect(ground.content("a.sh") == [])
        #expect(try ground.mode("b/deep/x.txt") == 0o644)
        #expect(try ground.mode("a.sh") == 0o755)
        #expect(try ground.mode("folder") == 0o755)
        let date = try FileManager.default.attributesOfItem(atPath: ground.out + "/a.sh")[.modificationDate] as? Date
        #expect(try #require(date).timeIntervalSinceNow > -3600)
    }

    @Test func zipUnpacks() throws {
        let ground = try Ground()
        var zip = ZipBytes()
        zip.add("bilder/zwei größe.txt", text)
        zip.add("run", text, mode: 0o100755)
        #expect(try ground.unpack(zip.finished, "a.zip") == ["bilder/zwei größe.txt", "run"])
        #expect(ground.content("bilder/zwei größe.txt") == text)
        #expect(try ground.mode("run") == 0o755)
    }

    @Test(arguments: ["gz", "bz2", "xz", "zst"]) func everyPackingUnpacks(_ packing: String) throws {
        let filters = [
            "gz": archive_write_add_filter_gzip, "bz2": archive_write_add_filter_bzip2,
            "xz": archive_write_add_filter_xz, "zst": archive_write_add_filter_zstd,
        ]
        let filter = try #require(filters[packing])
        let ground = try Ground()
        let noise = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
        let path = ground.folder.file("a.tar." + packing)
        try packed(noise, name: "x/noise.bin", as: path, filter: filter)
        #expect(try Archive.unpack(path, into: ground.out) == ["x/noise.bin"])
        #expect(ground.content("x/noise.bin") == noise)

        // Cut in the middle.
        let whole = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.removeItem(atPath: ground.out + "/x")
        #expect(try ground.complaint(Array(whole[..<(whole.count / 2)]), "a.tar." + packing).contains("not a whole"))
    }

    @Test func aSinglePackedFileUnpacks() throws {
        let ground = try Ground()
        let path = ground.folder.file("train.en.gz")
        try packed(text, name: "other", as: path, filter: archive_write_add_filter_gzip, raw: true)
        #expect(try Archive.unpack(path, into: ground.out) == ["train.en"])
        #expect(ground.content("train.en") == text)
    }

    @Test(arguments: [
        ("/tmp/evil", "absolute"), ("../evil", "'..'"), ("a/../../evil", "'..'"), ("a/..", "'..'"),
    ]) func hostileNamesAreRefused(_ name: String, _ reason: String) throws {
        var tar = TarBytes()
        tar.add("fine.txt", text)
        tar.add(name, text)
        #expect(try Ground().complaint(tar.finished).contains(reason))
        var zip = ZipBytes()
        zip.add(name, text)
        #expect(try Ground().complaint(zip.finished, "a.zip").contains(reason))
    }

    @Test(arguments: [
        ("1", "../neighbour.txt", "hard link"), ("2", "../neighbour.txt", "a link to"), ("2", "fine.txt", "a link to"),
        ("2", "..", "a link to"), ("3", "", "device"), ("4", "", "device"), ("6", "", "pipe"),
    ]) func linksAndDevicesAreRefused(_ type: Character, _ link: String, _ reason: String) throws {
        var tar = TarBytes()
        tar.add("fine.txt", text)
        tar.add("odd", type: type, link: link)
        tar.add("odd/evil.txt", text)
        let complaint = try Ground().complaint(tar.finished)
        #expect(complaint.contains(reason))
        #expect(complaint.contains("\"odd\""))
    }

    @Test func aLinkInAZipIsRefused() throws {
        var zip = ZipBytes()
        zip.add("odd", Array("../neighbour.txt".utf8), mode: 0o120777)
        #expect(try Ground().complaint(zip.finished, "a.zip").contains("a link to"))
    }

    @Test func anExistingLinkIsNotFollowed() throws {
        let ground = try Ground()
        try FileManager.default.createSymbolicLink(atPath: ground.out + "/up", withDestinationPath: "..")
        try FileManager.default.createSymbolicLink(
            atPath: ground.out + "/file", withDestinationPath: "../neighbour.txt")
        for name in ["up/evil.txt", "file"] {
            var tar = TarBytes()
            tar.add(name, text)
            #expect(try ground.complaint(tar.finished).contains("cannot be created"))
        }
    }

    @Test func aNameThatStandsTwiceIsRefused() throws {
        var tar = TarBytes()
        tar.add("x", text)
        tar.add("./x", text)
        #expect(try Ground().complaint(tar.finished).contains("File exists"))
    }

    @Test func limitsHold() throws {
        var tar = TarBytes()
        for index in 0..<10 { tar.add("\(index)", [UInt8](repeating: 7, count: 1000)) }
        #expect(try Ground().complaint(tar.finished, limits: .init(maxFiles: 9)).contains("more than 9 entries"))
        #expect(try Ground().complaint(tar.finished, limits: .init(maxBytes: 9999)).contains("more than 9999 bytes"))
        #expect(try Ground().unpack(tar.finished, limits: .init(maxBytes: 10_000, maxFiles: 10)).count == 10)
    }

    @Test func aBombIsRefusedBeforeItFillsTheDisk() throws {
        let ground = try Ground()
        let zeros = [UInt8](repeating: 0, count: 64 << 20)
        let path = ground.folder.file("a.tar.gz")
        try packed(zeros, name: "zeros", as: path, filter: archive_write_add_filter_gzip)
        let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(try ground.complaint(bytes, "a.tar.gz").contains("200.0 times its size"))
        #expect(try #require(ground.content("zeros")).count <= size * 200)
    }

    @Test func damageIsNamed() throws {
        #expect(try Ground().complaint(Array("<html>not found</html>".utf8)).contains("not a whole tar or zip"))
        #expect(try Ground().complaint([], "empty.zip").contains("not a whole tar or zip"))
        var tar = TarBytes()
        tar.add("x", text, claimedSize: 100_000)
        #expect(try Ground().complaint(tar.bytes).contains("Truncated"))
        var broken = TarBytes()
        broken.add("x", text)
        broken.add("y", text)
        var bytes = broken.finished
        bytes[1030] ^= 0x55
        #expect(try Ground().complaint(bytes).contains("not a whole"))
        var zip = ZipBytes()
        zip.add("x", text, checksum: 1)
        #expect(try Ground().complaint(zip.finished, "a.zip").contains("CRC"))
        let error = #expect(throws: InputError.self) { try Archive.unpack("/nowhere/a.tar", into: "/tmp") }
        #expect(error?.problem == "no such file")
    }
}
