import Foundation
import Media
import TestSupport
import Testing
import Transfer

@testable import Fetch

@Suite struct TarWriterTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// What GNU tar says, which knows nothing of our code.
    private func gnu(_ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/tar")
        process.arguments = arguments
        process.environment = ["TZ": "UTC", "LC_ALL": "C.UTF-8"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }

    private static let long = String(repeating: "k", count: 150) + ".json"
    private static let noise = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }

    private func make(_ name: String) throws -> String {
        let path = folder.file(name)
        let writer = try TarWriter(path)
        try writer.add("a.txt", Array("Eins.".utf8))
        let file = try SpooledFile(in: folder.path)
        try file.append(TarWriterTests.noise)
        let start = try writer.add("b.mp4", .file(file))
        try writer.add(TarWriterTests.long, [])
        try writer.add("c.mp4", again: start, count: TarWriterTests.noise.count)
        try writer.finish()
        return path
    }

    @Test func otherProgramsReadIt() throws {
        let path = try make("x.tar")
        let lines = try gnu("tvf", path, "--full-time").split(separator: "\n")
        #expect(lines.first == "-rw-r--r-- 0/0               5 1970-01-01 00:00:00 a.txt")
        #expect(try gnu("tf", path) == "a.txt\nb.mp4\n\(TarWriterTests.long)\nc.mp4\n")
        _ = try gnu("xf", path, "-C", folder.path)
        for name in ["b.mp4", "c.mp4"] {
            #expect(FileManager.default.contents(atPath: folder.file(name)).map(Array.init) == TarWriterTests.noise)
        }
        #expect(FileManager.default.contents(atPath: folder.file(TarWriterTests.long)) == Data())
    }

    @Test func theSameMembersGiveTheSameBytes() throws {
        let one = FileManager.default.contents(atPath: try make("x.tar"))
        let other = FileManager.default.contents(atPath: try make("y.tar"))
        #expect(one != nil)
        #expect(one == other)
    }

    @Test func anIndexFindsWhatGNUTarWrote() throws {
        let deep = String(repeating: "d", count: 90) + "/" + String(repeating: "e", count: 120)
        try FileManager.default.createDirectory(
            atPath: folder.file((deep as NSString).deletingLastPathComponent), withIntermediateDirectories: true)
        try folder.write("tief", to: deep)
        try folder.write("flach", to: "a.txt")
        for form in ["gnu", "pax", "ustar"] {
            let names = form == "ustar" ? ["a.txt"] : [deep, "a.txt"]
            let path = folder.file(form + ".tar")
            _ = try gnu(
                "cf", path, "--format", form, "-C", folder.path, names[0], names.count > 1 ? names[1] : names[0])
            let index = try TarIndex(path)
            let bytes = try #require(FileManager.default.contents(atPath: path))
            for (member, text) in zip(index.members, names.count > 1 ? ["tief", "flach"] : ["flach"]) {
                #expect(String(decoding: bytes[member.offset..<member.offset + member.count], as: UTF8.self) == text)
            }
            #expect(index.members.prefix(names.count).map(\.name) == names)
        }
    }

    @Test func aCutArchiveIsNamed() throws {
        let path = try make("x.tar")
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        try handle.truncate(atOffset: 2_000_000)
        #expect(throws: (any Error).self) { try TarIndex(path) }
        try folder.write(String(repeating: "no tar ", count: 200), to: "y.tar")
        #expect(throws: (any Error).self) { try TarIndex(folder.file("y.tar")) }
    }
}
