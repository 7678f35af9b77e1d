import Documents
import Foundation
import TestSupport
import Testing

@testable import Media

/// What lies in a folder of media, and what does not.
@Suite struct MediaFolderTests {
    private let outside: TemporaryFolder
    private let inside: TemporaryFolder

    init() throws {
        (outside, inside) = (try TemporaryFolder(), try TemporaryFolder())
        try outside.write("x", to: "secret.png")
        try inside.write("x", to: "media/own.png")
        for (link, target) in [
            ("file.png", outside.file("secret.png")), ("folder", outside.path),
            ("inner.png", inside.file("media/own.png")),
        ] {
            try FileManager.default.createSymbolicLink(
                atPath: inside.file("media/" + link), withDestinationPath: target)
        }
    }

    @Test(arguments: ["media/own.png", "media/inner.png", "media/none.png", "media/own.png#key"])
    func insideIsLetPass(_ name: String) throws { try MediaFolder(inside.path).checkPlace(of: name) }

    @Test(arguments: [
        "/etc/passwd", "../x.png", "media/../../x.png", "media/file.png", "media/folder/secret.png",
        "media/file.png\0x",
        "media/folder/shard.tar\0#key", "media/own.png\0", "media/folder",
    ])
    func outsideIsRefused(_ name: String) throws {
        #expect(throws: InputError.self) { try MediaFolder(inside.path).checkPlace(of: name) }
    }

    @Test func aFolderWhoseNameBeginsAlikeIsAnother() throws {
        try inside.write("x", to: "work-other/a.png")
        try inside.write("x", to: "work/b.png")
        try FileManager.default.createSymbolicLink(
            atPath: inside.file("work/link.png"), withDestinationPath: inside.file("work-other/a.png"))
        #expect(throws: InputError.self) { try MediaFolder(inside.file("work")).checkPlace(of: "link.png") }
        try MediaFolder(inside.file("work")).checkPlace(of: "b.png")
    }
}
