import Documents
import Foundation
import Media
import TestSupport
import Testing

@Suite struct VideoTests {
    /// The conversion to RGB honours matrix and range: each clip holds the same colours in another coding.
    @Test(arguments: SmallMedia.clips)
    func coloursAreFFmpegs(_ clip: SmallMedia) throws {
        let image = try onlyFrame(clip)
        #expect((image.width, image.height) == (clip.width, clip.height))
        let colour = image[x: 2, y: 2]
        #expect(abs(Int(colour.red) - 200) <= 2 && abs(Int(colour.green) - 30) <= 2 && abs(Int(colour.blue) - 90) <= 2)
        let differences = zip(image.pixels, SmallMedia.unpacked(clip.pixels)).map { abs(Int($0) - Int($1)) }
        // Loops for other processors round the last bit otherwise.
        #expect((differences.max() ?? 255) <= 1)
    }

    /// The display matrix turns the picture.
    @Test(arguments: SmallMedia.turned)
    func framesAreTurnedAsByFFmpeg(_ clip: SmallMedia) throws {
        let image = try onlyFrame(clip)
        #expect((image.width, image.height) == (clip.width, clip.height))
        #expect(image.pixels == SmallMedia.unpacked(clip.pixels))
    }

    private func onlyFrame(_ clip: SmallMedia) throws -> RGBImage {
        let folder = try TemporaryFolder()
        let path = folder.file("clip")
        try Data(SmallMedia.unpacked(clip.bytes)).write(to: URL(fileURLWithPath: path))
        let frames = try VideoFile(path: path).frames(.all)
        #expect(frames.count == 1)
        return try #require(frames.first).image
    }

    /// An uncompressed clip whose frames are grey of a level that rises by 10 a frame.
    private func clip(frames: Int, in folder: TemporaryFolder) throws -> VideoFile {
        var bytes = Array("YUV4MPEG2 W4 H2 F10:1 C444 XCOLORRANGE=FULL\n".utf8)
        for index in 0..<frames {
            bytes += Array("FRAME\n".utf8) + [UInt8](repeating: UInt8(10 * index), count: 8)
            bytes += [UInt8](repeating: 128, count: 16)
        }
        let path = folder.file("grey: clip.y4m")
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return VideoFile(path: path)
    }

    @Test func framesCarryTheirIndexAndTime() throws {
        let folder = try TemporaryFolder()
        let video = try clip(frames: 20, in: folder)
        let frames = try video.frames(.uniform(4))
        #expect(frames.map(\.index) == [0, 6, 12, 19])
        #expect(zip(frames, [0, 0.6, 1.2, 1.9]).allSatisfy { abs($0.time - $1) < 1e-9 })
        #expect(frames.map { $0.image[x: 3, y: 1].red } == [0, 60, 120, 190])
        let probe = try video.probe()
        #expect((probe.codec, probe.width, probe.height, probe.frameCount) == ("rawvideo", 4, 2, 20))
        #expect(abs(probe.duration - 2) < 1e-9)
    }

    @Test func aMissingFileAndAFolderAreRefused() throws {
        let folder = try TemporaryFolder()
        for path in [folder.path, folder.file("absent.mp4"), "http://127.0.0.1:9/clip.mp4"] {
            let error = #expect(throws: InputError.self) { try VideoFile(path: path).frames(.all) }
            #expect(error?.file == path)
        }
    }

    /// A list that points at another file must not lead there.
    @Test func listsAreNotFollowed() throws {
        let folder = try TemporaryFolder()
        let target = try clip(frames: 3, in: folder)
        let lists = [
            "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n\(target.path)\n#EXT-X-ENDLIST\n",
            "ffconcat version 1.0\nfile '\(target.path)'\n", "only text\n",
        ]
        for list in lists {
            let path = try folder.write(list, to: "list.txt")
            #expect(throws: InputError.self) { try VideoFile(path: path).digests(.all) }
        }
    }
}
