import Documents
import Foundation
import TestSupport
import Testing

@testable import Media

/// Tar headers written byte by byte, as POSIX (pax, ustar) and GNU tar describe them.
@Suite struct TarIndexTests {
    /// A header with its sum; `size` is the field as it stands in the file.
    private func header(_ name: String, size: [UInt8], type: Character = "0") -> [UInt8] {
        var head = [UInt8](repeating: 0, count: 512)
        head.replaceSubrange(0..<name.utf8.count, with: name.utf8)
        head.replaceSubrange(124..<124 + size.count, with: size)
        head[156] = type.asciiValue ?? 0
        head.replaceSubrange(257..<265, with: Array("ustar\u{0}00".utf8))
        head.replaceSubrange(148..<156, with: Array("        ".utf8))
        let sum = Array(String(head.reduce(0) { $0 + Int($1) }, radix: 8).utf8)
        head.replaceSubrange(154 - sum.count..<154, with: sum)
        head[154] = 0
        return head
    }

    private func octal(_ number: Int) -> [UInt8] { Array(String(number, radix: 8).utf8) }

    private func entry(_ name: String, _ content: [UInt8], type: Character = "0") -> [UInt8] {
        header(name, size: octal(content.count), type: type) + content
            + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    private func record(_ text: String) -> [UInt8] {
        let digits = [1, 2, 3].first { String(text.utf8.count + 2 + $0).count == $0 } ?? 1
        return Array("\(text.utf8.count + 2 + digits) \(text)\n".utf8)
    }

    private func index(_ bytes: [UInt8]) throws -> TarIndex {
        let folder = try TemporaryFolder()
        let path = folder.file("a.tar")
        try Data(bytes + [UInt8](repeating: 0, count: 1024)).write(to: URL(fileURLWithPath: path))
        return try TarIndex(path)
    }

    private func expectComplaint(_ bytes: [UInt8], _ complaint: String) {
        let error = #expect(throws: InputError.self) { try index(bytes) }
        #expect(error?.description.contains(complaint) == true, "\(String(describing: error))")
    }

    @Test func namesComeFromTheHeadersBefore() throws {
        let long = String(repeating: "long/", count: 60) + "a.jpg"
        let pax = entry("x", record("path=é.png") + record("mtime=1.5"), type: "x") + entry("b", [1, 2])
        let gnu = entry("L", Array(long.utf8) + [0], type: "L") + entry("K", [65, 0], type: "K") + entry("c", [3])
        let members = try index(pax + gnu + entry("d\u{0}e", [4])).members
        #expect(members.map(\.name) == ["é.png", long, "d"])
        #expect(members.map(\.count) == [2, 1, 1])
        #expect(members.map(\.start) == [0, 2048, 5120])
        #expect(members.map(\.offset) == [1536, 4608, 5632])
    }

    /// A length in a pax header is the next file's, not that of a header between.
    @Test func aLengthInPaxIsTheFiles() throws {
        let pax = entry("x", record("size=700"), type: "x") + entry("L", Array("long".utf8), type: "L")
        let file = header("a", size: octal(0)) + [UInt8](repeating: 7, count: 1024)
        let member = try #require(try index(pax + file).members.first)
        #expect(member.name == "long" && member.count == 700 && member.end == member.offset + 1024)
    }

    @Test func whatHasNoBytesIsPassedOver() throws {
        let folder = header("folder", size: octal(5000), type: "5") + header("link", size: octal(99), type: "2")
        #expect(try index(folder + entry("a", [1])).members.map(\.name) == ["a"])
    }

    @Test(arguments: ["size=-512", "size=-1", "size=9223372036854775808", "size=x", "size="])
    func lengthsThatAreNoneAreRefused(_ text: String) {
        expectComplaint(entry("x", record(text), type: "x") + entry("a", [1]), "a length that is no number")
    }

    @Test(
        arguments: [
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0x00],
            [0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1], [0x80, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0],
            Array("-0000000001".utf8),
        ] as [[UInt8]])
    func lengthsBelowZeroOrBeyondAllAreRefused(_ size: [UInt8]) {
        expectComplaint(header("a", size: size), "a length that is no number")
    }

    @Test func lengthsBeyondTheFileAreRefused() {
        expectComplaint(header("a", size: Array("77777777777".utf8)), "cut off")
        expectComplaint(header("a", size: [0x80, 0, 0, 0, 0x7F, 255, 255, 255, 255, 255, 255, 255]), "cut off")
        expectComplaint(entry("x", record("size=9223372036854775807"), type: "x") + entry("a", [1]), "cut off")
    }

    @Test func headersThatLieAreRefused() {
        let large = [UInt8](repeating: 65, count: 2 << 20)
        expectComplaint(entry("x", large, type: "x") + entry("a", [1]), "a header of 2097152 bytes")
        expectComplaint(entry("x", Array("99 path=a\n".utf8), type: "x"), "a pax header that is not one")
        expectComplaint(entry("x", Array("-5 path=a\n".utf8), type: "x"), "a pax header that is not one")
        expectComplaint(entry("x", record("GNU.sparse.major=1"), type: "x") + entry("a", [1]), "a file with holes")
        expectComplaint(entry("a", [1], type: "S"), "a file with holes")
        var wrong = entry("a", [1])
        wrong[0] = 66
        expectComplaint(wrong, "no header at byte 0")
    }
}
