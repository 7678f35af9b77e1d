import Documents
import Foundation
import TestSupport
import Testing

@testable import Media

/// How little is decoded, and what becomes of files that are broken or too large.
@Suite struct DecodingTests {
    private let golden = Golden.own

    private func path(_ name: String) -> String { golden.file("media/\(name)") }

    private func survey(_ name: String) throws -> VideoSurvey {
        let watch = Watch(name, DecodingOptions())
        return try VideoSurvey(VideoFile(path: path(name)).open(watch, .header), keepPackets: true)
    }

    /// MD5 of each frame as ffmpeg gives it.
    private func md5(_ name: String) throws -> [String] {
        try String(contentsOfFile: golden.file("media/frames/\(name).md5"), encoding: .utf8)
            .split(separator: "\n").map(String.init)
    }

    /// The packets leave no doubt in ordinary files, so that sampling need not decode them whole.
    @Test(arguments: ["h264-bframes.mp4", "h264-short-gop.mp4", "vfr.mp4", "rotated.mp4", "one-frame.mp4", "vp9.webm"])
    func ordinaryFilesAreKnownFromTheirPackets(_ name: String) throws {
        let survey = try survey(name)
        #expect(survey.isExact)
        #expect(survey.table.count == (try md5(name).count))
        #expect(survey.table.isRead)
    }

    /// Of a long group of pictures the frames on which nothing depends are left out, of short ones whole groups.
    @Test func onlyWhatIsNeededIsDecoded() throws {
        let long = try survey("h264-bframes.mp4")
        let plan = DecodingPlan(long.table, indices: [0, long.table.count - 1])
        #expect(plan.packets.count < long.table.count * 4 / 5)

        let short = try survey("h264-short-gop.mp4")
        let first = DecodingPlan(short.table, indices: [0])
        #expect(first.packets == [0])
        let last = DecodingPlan(short.table, indices: [short.table.count - 1])
        #expect(last.packets.count <= 1 + 5)
        #expect(DecodingPlan(short.table, indices: Array(0..<short.table.count)).packets.count == short.table.count)
    }

    /// Any choice of frames comes out as from decoding them all.
    @Test(arguments: ["h264-bframes.mp4", "h264-short-gop.mp4", "vfr.mp4", "vp9.webm"])
    func anyChoiceIsExact(_ name: String) throws {
        let survey = try survey(name)
        let expected = try md5(name)
        for index in expected.indices {
            for indices in [[index], [index, expected.count - 1], [index / 2, index]] {
                let indices = Set(indices).sorted()
                var found: [String] = []
                let isGood = try PlannedDecoding.run(survey, DecodingPlan(survey.table, indices: indices)) {
                    found.append(try $0.md5())
                }
                #expect(isGood)
                #expect(found == indices.map { expected[$0] }, "\(name) \(indices)")
            }
        }
    }

    /// Where packets are not kept, they are read again.
    @Test func packetsAreReadAgain() throws {
        let kept = try survey("h264-short-gop.mp4")
        let read = try VideoSurvey(
            VideoFile(path: path("h264-short-gop.mp4")).open(Watch("", DecodingOptions()), .header), keepPackets: false)
        let plan = DecodingPlan(kept.table, indices: [3, 7, 11])
        var pairs: [[String]] = []
        for survey in [kept, read] {
            var found: [String] = []
            #expect(try PlannedDecoding.run(survey, plan) { found.append(try $0.md5()) })
            pairs.append(found)
        }
        #expect(pairs[0] == pairs[1] && pairs[0].count == 3)
    }

    /// A decoder that does not give what the packets promised is found out.
    @Test func aBrokenPromiseIsNoticed() throws {
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path("h264-short-gop.mp4"))))
        var damaged = bytes
        // The packets' data lies in the middle of the file or before its table; the header stays whole.
        for index in bytes.count / 3..<bytes.count / 3 + 400 { damaged[index] ^= 0x5A }
        let video = VideoFile(bytes: damaged, name: "damaged.mp4")
        let whole = Result { try video.digests(.all).map(\.md5) }
        switch whole {
        case .success(let all):
            let indices = FrameSampling.uniform(100).indices(of: all.count)
            #expect(try video.digests(.uniform(100)).map(\.md5) == indices.map { all[$0] })
        case .failure:
            #expect(throws: InputError.self) { try video.digests(.uniform(100)) }
        }
    }

    @Test func memoryGivesWhatTheDiskGives() throws {
        for list in try golden.names(in: "media/frames") {
            let name = String(list.dropLast(4))
            let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path(name))))
            let video = VideoFile(bytes: bytes, name: name)
            #expect(try video.digests(.uniform(5)) == VideoFile(path: path(name)).digests(.uniform(5)), "\(name)")
        }
        for bytes in [[], Array("only text\n".utf8)] {
            let error = #expect(throws: InputError.self) { try VideoFile(bytes: bytes, name: "a.mp4").frames(.all) }
            #expect(error?.file == "a.mp4")
        }
    }

    /// Frames that do not fit the memory while they wait come from a second pass.
    @Test func framesAreGivenOneByOne() throws {
        let video = VideoFile(path: path("h264-bframes.mp4"))
        let wanted = try video.frames(.uniform(12))
        let size = wanted[0].image.width * wanted[0].image.height
        // A quarter of the limit holds fewer than 12 frames of 3 bytes a pixel.
        let options = DecodingOptions(memoryLimit: size * 33)
        #expect(options.mostWaiting < 12 * 3 * size)
        var given: [DecodedFrame] = []
        let result = try video.forEachFrame(.uniform(12), options) { given.append($0) }
        #expect(given == wanted)
        #expect(result == DecodedVideo(frames: try md5("h264-bframes.mp4").count))
    }

    @Test func limitsAreKeptAndNamed() throws {
        let video = VideoFile(path: path("h264-bframes.mp4"))
        for sampling in [FrameSampling.all, .uniform(3)] {
            let slow = #expect(throws: InputError.self) {
                try video.digests(sampling, DecodingOptions(timeLimit: .zero))
            }
            #expect(slow?.remedy.contains("--time-limit") == true)
            let large = #expect(throws: InputError.self) {
                try video.digests(sampling, DecodingOptions(memoryLimit: 10_000))
            }
            #expect(large?.remedy.contains("--memory-limit") == true)
            #expect(large?.file == video.path)
        }
    }

    @Test func whatIsDoneWithFramesTakesNoneOfTheirTime() throws {
        let video = VideoFile(path: path("h264-bframes.mp4"))
        let options = DecodingOptions(timeLimit: .seconds(2))
        for sampling in [FrameSampling.all, .uniform(3)] {
            var isFirst = true
            let decoded = try video.forEachFrame(sampling, options) { _ in
                if isFirst { Thread.sleep(forTimeInterval: 2.1) }
                isFirst = false
            }
            #expect(decoded.frames > 0)
        }
    }

    /// The truncated file is the beginning of h264-bframes.mp4 in another container.
    @Test func whatComesBeforeABreakIsUsedOnDemand() throws {
        let video = VideoFile(path: path("bad/truncated.mkv"))
        let error = #expect(throws: InputError.self) { try video.digests(.uniform(4)) }
        #expect(error?.remedy.contains("--salvage") == true)
        let expected = try md5("h264-bframes.mp4")
        for sampling in [FrameSampling.all, .uniform(4), .keyFrames()] {
            var found: [FrameDigest] = []
            let result = try video.forEachDigest(sampling, DecodingOptions(salvage: true)) { found.append($0) }
            #expect(result.brokenOff?.isEmpty == false)
            #expect((2..<expected.count).contains(result.frames))
            #expect(!found.isEmpty)
            if sampling != .keyFrames() { #expect(found.map(\.index) == sampling.indices(of: result.frames)) }
            #expect(found.map(\.md5) == found.map { expected[$0.index] })
        }
        let whole = try VideoFile(path: path("vfr.mp4")).forEachDigest(.uniform(4), DecodingOptions(salvage: true)) {
            _ in
        }
        #expect(whole.brokenOff == nil)
    }

    @Test func nothingIsSalvagedOfWhatIsNoVideo() throws {
        for name in try golden.names(in: "media/bad") where !name.hasPrefix("truncated") {
            #expect(throws: InputError.self, "\(name)") {
                try VideoFile(path: path("bad/\(name)")).digests(.uniform(4), DecodingOptions(salvage: true))
            }
        }
    }

    /// ffprobe marks the first of each five packets as key frames.
    @Test func keyFramesAreTheContainers() throws {
        let video = VideoFile(path: path("h264-short-gop.mp4"))
        let indices = try video.digests(.keyFrames()).map(\.index)
        #expect(indices.first == 0)
        #expect(indices.allSatisfy { $0 % 5 == 0 } && indices.count > 1)
    }
}
