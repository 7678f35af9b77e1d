import Documents
import Foundation
import Media
import TestSupport
import Testing

/// The checks that both golden folders must pass, the project's own and the large one.
enum GoldenChecks {
    static let samplings = ["uniform:1", "uniform:5", "uniform:12", "uniform:100", "midpoints:7", "all"]

    /// Every image, at both sizes, to the last bit but one.
    static func pixelValues(_ golden: Golden) throws {
        let expected = try ReferenceTensors(golden.file("images/pixel_values.safetensors"))
        #expect(!expected.names.isEmpty)
        for name in expected.names {
            let parts = name.split(separator: "@")
            let size = try #require(parts.last.flatMap { Int($0) })
            let image = try ImageFile.open(golden.file("images/\(parts[0])"))
            let actual = CLIPPreprocessor(size: size)(image)
            let wanted = expected.floats(name)
            #expect(expected.shape(name) == [3, size, size])
            try #require(actual.count == wanted.count)
            let differences = zip(actual, wanted).map { abs($0 - $1) }
            let largest = differences.max() ?? .infinity
            let mean = differences.reduce(0, +) / Float(max(1, differences.count))
            #expect(largest < 1e-6, "\(name): largest difference \(largest), mean \(mean)")
        }
    }

    /// The folder's own configuration and the size in it.
    static func preprocessorConfig(_ golden: Golden) throws {
        let folder = golden.file("clip")
        guard FileManager.default.fileExists(atPath: folder + "/preprocessor_config.json") else { return }
        let preprocess = try CLIPPreprocessor(folder: folder)
        let names = try ReferenceTensors(golden.file("images/pixel_values.safetensors")).names
        for name in names where name.hasSuffix("@\(preprocess.size)") {
            let image = try ImageFile.open(golden.file("images/\(name.split(separator: "@")[0])"))
            #expect(preprocess(image) == CLIPPreprocessor(size: preprocess.size)(image), "\(name)")
        }
    }

    /// Every video's frames, under every sampling, against ffmpeg's own list.
    static func frames(_ golden: Golden) throws {
        let lists = try golden.names(in: "media/frames").filter { $0.hasSuffix(".md5") }
        #expect(!lists.isEmpty)
        for list in lists {
            let file = String(list.dropLast(4))
            let text = try String(contentsOfFile: golden.file("media/frames/\(list)"), encoding: .utf8)
            let expected = text.split(separator: "\n").map(String.init)
            let video = VideoFile(path: golden.file("media/\(file)"))
            #expect(try video.probe().frameCount == expected.count, "\(file)")
            for name in samplings {
                let sampling = try FrameSampling(name)
                let digests = try video.digests(sampling)
                let indices = sampling.indices(of: expected.count)
                #expect(digests.map(\.index) == indices, "\(file) \(name)")
                #expect(digests.map(\.md5) == indices.map { expected[$0] }, "\(file) \(name)")
                #expect(zip(digests, digests.dropFirst()).allSatisfy { $0.time < $1.time }, "\(file) \(name)")
            }
        }
    }

    /// Every bad file is refused with its name and a reason, by every call.
    static func badFiles(_ golden: Golden) throws {
        let reasons = [
            "audio-only.m4a": "no video stream", "empty.mp4": "the file is empty", "noise.mp4": "not a media file",
            "text.mp4": "not a media file",
        ]
        let names = try golden.names(in: "media/bad")
        #expect(!names.isEmpty)
        for name in names {
            let path = golden.file("media/bad/\(name)")
            let video = VideoFile(path: path)
            for sampling in [FrameSampling.all, .uniform(3)] {
                let error = #expect(throws: InputError.self, "\(name)") { try video.digests(sampling) }
                #expect(error?.file == path)
                if let reason = reasons[name] {
                    #expect(error?.problem.contains(reason) == true, "\(name): \(String(describing: error))")
                }
                if name.hasPrefix("truncated") {
                    #expect(error?.problem.contains(/breaks after [1-9]\d* frames/) == true)
                }
            }
            #expect(throws: InputError.self, "\(name)") { try video.probe() }
            #expect(throws: InputError.self, "\(name)") { try ImageFile.decode(path) }
        }
    }

    /// Several files at once give what each gives alone.
    static func together(_ golden: Golden) async throws {
        let lists = try golden.names(in: "media/frames")
        let videos = lists.map { VideoFile(path: golden.file("media/\($0.dropLast(4))")) }
        let alone = try videos.map { try $0.digests(.uniform(3)) }
        let together = try await withThrowingTaskGroup(of: (Int, [FrameDigest]).self) { group in
            for _ in 0..<2 {
                for (index, video) in videos.enumerated() {
                    group.addTask { (index, try video.digests(.uniform(3))) }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for (index, digests) in together { #expect(digests == alone[index]) }
    }
}

/// Over the project's own small folder.
@Suite struct MediaTests {
    private let golden = Golden.own

    @Test func pixelValuesAreTorchvisions() throws { try GoldenChecks.pixelValues(golden) }
    @Test func preprocessorConfigIsRead() throws { try GoldenChecks.preprocessorConfig(golden) }
    @Test func framesAreFFmpegs() throws { try GoldenChecks.frames(golden) }
    @Test func badFilesAreRefused() throws { try GoldenChecks.badFiles(golden) }
    @Test func filesAreDecodedTogether() async throws { try await GoldenChecks.together(golden) }
}

/// Over the team's large folder.
@Suite(.enabled(if: Golden.large != nil, Comment(rawValue: Golden.absence)))
struct MediaGoldenTests {
    private let golden = Golden.large ?? Golden.own

    @Test func pixelValuesAreTorchvisions() throws { try GoldenChecks.pixelValues(golden) }
    @Test func preprocessorConfigIsRead() throws { try GoldenChecks.preprocessorConfig(golden) }
    @Test func framesAreFFmpegs() throws { try GoldenChecks.frames(golden) }
    @Test func badFilesAreRefused() throws { try GoldenChecks.badFiles(golden) }
    @Test func filesAreDecodedTogether() async throws { try await GoldenChecks.together(golden) }
}
