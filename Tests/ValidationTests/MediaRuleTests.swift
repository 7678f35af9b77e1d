import Foundation
import Media
import TestSupport
import Testing

@testable import Validation

/// Images and videos with faults, in a corpus of their own.
@Suite struct MediaRuleTests {
    private let folder: TemporaryFolder
    private static let clips = Golden.own.file("media/")

    init() throws { folder = try TemporaryFolder() }

    /// A picture of random patches, which no other seed's looks like.
    private func picture(_ seed: UInt64, width: Int = 96, height: Int = 72) -> RGBImage {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let patch = mixed(seed &* 1_000_003 &+ UInt64(8 * y / height * 8 + 8 * x / width))
                for channel in 0..<3 { pixels.append(UInt8(truncatingIfNeeded: patch >> UInt64(8 * channel + 3))) }
            }
        }
        return RGBImage(width: width, height: height, pixels: pixels)
    }

    private func write(_ bytes: some Sequence<UInt8>, _ name: String) throws {
        let path = URL(fileURLWithPath: folder.file("media/" + name))
        try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(Array(bytes)).write(to: path)
    }

    private func clip(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(fileURLWithPath: Self.clips + name)))
    }

    /// Validates a corpus of these files, in their order: those of `train`, then those of `test`.
    private func report(train: [String], test: [String] = []) async throws -> ValidationReport {
        for (split, names) in [("train", train), ("test", test)] where !names.isEmpty {
            let lines = names.map { name in
                let kind = ["mp4", "mkv", "m4a"].contains((name as NSString).pathExtension) ? "video" : "image"
                return """
                    {"captions":[],"id":"\(name)","media":{"kind":"\(kind)","path":"media/\(name)"},"split":"\(split)"}\n
                    """
            }
            try folder.write(lines.joined(), to: "corpus/\(split)-00000-of-00001.jsonl")
        }
        var settings = ValidationSettings()
        try settings.skip("item-without-caption")
        return try await DataValidator(settings).validate(folder.path)
    }

    /// The lines of `train`'s file, or another, that a rule names.
    private func lines(_ report: ValidationReport, _ rule: String, split: String = "train") -> [Int] {
        report.findings.first { $0.rule == rule }?.examples
            .filter { $0.file.hasSuffix("/\(split)-00000-of-00001.jsonl") }.map(\.line) ?? []
    }

    @Test func eachFaultIsFoundInItsLine() async throws {
        let jpeg = try JPEGFile.encode(picture(1), quality: 90)
        try write(jpeg, "sound.jpg")
        try write(Array(jpeg.prefix(jpeg.count / 2)), "cut.jpg")
        try write(Array("no picture".utf8), "text.jpg")
        try write([], "empty.jpg")
        try write(PNGFile.encode(RGBImage(width: 64, height: 48, red: 9, green: 90, blue: 200)), "blue.png")
        try write(PNGFile.encode(picture(2, width: 600, height: 20)), "stripe.png")
        try write(PNGFile.encode(picture(3, width: 8, height: 8)), "tiny.png")
        try write(clip("h264-bframes.mp4"), "sound.mp4")
        try write(clip("bad/audio-only.m4a"), "sound-only.m4a")
        // All that stands before the first cluster of frames, and an empty one.
        let whole = try clip("odd-size.mkv")
        let cluster = try #require(
            whole.indices.dropLast(4).first { Array(whole[$0..<$0 + 4]) == [0x1f, 0x43, 0xb6, 0x75] })
        try write(whole[..<cluster] + [0x1f, 0x43, 0xb6, 0x75, 0x83, 0xe7, 0x81, 0x00], "header.mkv")
        try write(clip("one-frame.mp4"), "short.mp4")
        var long = try clip("odd-size.mkv")
        // Matroska's Duration, eight bytes of floating point.
        let place = try #require(long.indices.dropLast(12).first { Array(long[$0..<$0 + 3]) == [0x44, 0x89, 0x88] })
        let duration = Double(bitPattern: long[place + 3..<place + 11].reduce(0) { $0 << 8 | UInt64($1) })
        withUnsafeBytes(of: (duration * 20).bitPattern.bigEndian) {
            long.replaceSubrange(place + 3..<place + 11, with: $0)
        }
        try write(long, "long.mkv")
        try write(jpeg, "again.jpg")
        let names = [
            "sound.jpg", "cut.jpg", "text.jpg", "empty.jpg", "blue.png", "stripe.png", "tiny.png", "sound.mp4",
            "sound-only.m4a", "header.mkv", "short.mp4", "long.mkv", "again.jpg", "gone.jpg",
        ]
        try write(PNGFile.encode(picture(9)), "orphan.png")
        let report = try await report(train: names)
        #expect(lines(report, "media-unreadable") == [2, 3, 4])
        #expect(lines(report, "media-one-colour") == [5])
        #expect(lines(report, "media-shape") == [6, 7])
        #expect(lines(report, "media-without-frames") == [9, 10])
        #expect(lines(report, "media-length") == [11])
        #expect(lines(report, "media-duration") == [12])
        #expect(lines(report, "media-twice") == [13])
        #expect(lines(report, "media-missing") == [14])
        let orphan = report.findings.first { $0.rule == "media-without-item" }
        #expect(orphan?.examples.map(\.file) == [folder.file("media/orphan.png")])
        #expect(report.findings.count == 9, "\(report.findings.map(\.rule))")
    }

    @Test func copiesInAnotherSplitAreFound() async throws {
        for seed in 0..<6 { try write(JPEGFile.encode(picture(UInt64(seed)), quality: 90), "\(seed).jpg") }
        try write(JPEGFile.encode(picture(1), quality: 90), "same.jpg")
        let small = StillImage(picture(2)).resized(width: 60, height: 45)
        try write(JPEGFile.encode(small, quality: 40), "small.jpg")
        let bright = RGBImage(width: 96, height: 72, pixels: picture(3).pixels.map { UInt8(clamping: Int($0) + 20) })
        try write(PNGFile.encode(bright), "bright.png")
        try write(clip("h264-bframes.mp4"), "clip.mp4")
        let frame = try VideoFile(path: Self.clips + "h264-bframes.mp4").frames(.uniform(1))[0].image
        try write(JPEGFile.encode(frame, quality: 85), "frame.jpg")
        for seed in 20..<23 { try write(JPEGFile.encode(picture(UInt64(seed)), quality: 90), "\(seed).jpg") }
        let report = try await report(
            train: (0..<6).map { "\($0).jpg" } + ["clip.mp4"],
            test: ["20.jpg", "same.jpg", "21.jpg", "small.jpg", "bright.png", "22.jpg", "frame.jpg"])
        let (same, similar) = ("media-in-two-splits", "similar-media-in-two-splits")
        // The larger split is read last, and is where copies are told.
        #expect(lines(report, same, split: "test") == [2])
        #expect(lines(report, similar, split: "test") == [4, 5, 7])
        #expect(report.findings.map(\.rule) == [same, similar])
        let messages = report.findings[1].examples.map(\.message)
        #expect(
            messages[0].contains("small.jpg") && messages[1].contains("bright.png") && messages[2].contains("frame.jpg")
        )
    }
}
