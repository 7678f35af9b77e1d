import Documents
import Foundation
import Media
import TestSupport
import Testing

/// Pictures read in place from a shard that GNU tar wrote, against the same files on their own.
@Suite struct MediaShardTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("x.tar")
        let files = [
            "images/wide.jpg": "a.jpg", "media/h264-bframes.mp4": "b.mp4", "media/odd-size.mkv": "sub/c.mkv",
            "media/bad/truncated.mkv": "d.mkv", "images/alpha.png": "e.png",
        ]
        try folder.write("A caption.", to: "in/a.txt")
        try folder.write("{}", to: "in/sub/c.json")
        for (from, to) in files {
            try FileManager.default.copyItem(atPath: Golden.own.file(from), toPath: folder.file("in/" + to))
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/tar")
        process.arguments = ["cf", path, "-C", folder.file("in"), "a.txt", "a.jpg", "b.mp4", "sub", "d.mkv", "e.png"]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    @Test func imagesAreThose() throws {
        let shard = try MediaShard(path)
        #expect(try shard.image("a") == ImageFile.open(Golden.own.file("images/wide.jpg")))
        #expect(try shard.image("e") == ImageFile.open(Golden.own.file("images/alpha.png")))
    }

    @Test(arguments: [("b", "media/h264-bframes.mp4"), ("sub/c", "media/odd-size.mkv")])
    func framesAreThose(_ key: String, _ file: String) throws {
        let shard = try MediaShard(path)
        let alone = VideoFile(path: Golden.own.file(file))
        #expect(try shard.video(key).digests(.all) == alone.digests(.all))
        #expect(try shard.video(key).probe() == alone.probe())
    }

    @Test func aCutVideoIsNoticedThoughTheShardGoesOn() throws {
        let error = #expect(throws: InputError.self) { _ = try MediaShard(path).video("d").digests(.all) }
        #expect(error?.file == path + "#d")
    }

    @Test func aMissingSampleIsNamed() throws {
        let shard = try MediaShard(path)
        #expect(shard.contains("sub/c"))
        #expect(!shard.contains("c"))
        let error = #expect(throws: InputError.self) { try shard.image("none") }
        #expect(error?.file == path + "#none")
    }

    @Test func pathsAreSplit() {
        #expect(
            MediaShard.split("/w/media/a-00000.tar#k%2Ey").map { [$0.shard, $0.key] } == [
                "/w/media/a-00000.tar", "k%2Ey",
            ])
        #expect(MediaShard.split("media/a.jpg") == nil)
        #expect(MediaShard.split("media/a#b.jpg") == nil)
    }
}
