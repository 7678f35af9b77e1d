import Corpus
import Documents
import Foundation
import TestSupport
import Testing

/// `tessera features`, `import-features`, `inspect` and `embed`, as a user runs them.
@Suite struct FeatureVerbTests {
    private let folder: TemporaryFolder
    private let golden = Golden.own

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("data/corpus"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: folder.file("data/images"), withIntermediateDirectories: true)
        for name in ["gray.jpg", "wide.jpg", "tiny.png"] {
            try FileManager.default.copyItem(
                atPath: golden.file("images/\(name)"), toPath: folder.file("data/images/\(name)"))
        }
    }

    private func write(_ media: [String], to name: String = "train-00000-of-00001") throws {
        let english = try Language("en")
        let items = media.enumerated().map { index, path in
            Item(
                id: "i\(index)", split: "train",
                media: .init(path: path, kind: path.hasPrefix("images/") ? .image : .video),
                captions: [Caption(language: english, text: "Picture \(index).")])
        }
        try CorpusFile.write(items, to: folder.file("data/corpus/\(name).jsonl"))
    }

    private func features(
        _ more: [String] = [], to out: String = "out", killedWhen: (@Sendable () -> Bool)? = nil,
        signal: Int32 = SIGKILL
    ) throws
        -> TesseraProcess.Result
    {
        try TesseraProcess.run(
            ["features", folder.file("data"), "--model", golden.file("clip"), "--out", folder.file(out)] + more,
            killedWhen: killedWhen, signal: signal)
    }

    private func shards(_ out: String) throws -> [String: Data] {
        let shards = folder.file(out + "/shards")
        var result: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: shards) {
            result[name] = try Data(contentsOf: URL(fileURLWithPath: "\(shards)/\(name)"))
        }
        return result
    }

    @Test func failuresAreListedAndRetried() throws {
        try write(["images/gray.jpg", "images/late.png", "images/wide.jpg"])
        let first = try features()
        #expect(first.status == 1, "\(first.errors)")
        #expect(first.errors.contains("i1: no such file"))
        #expect(first.errors.contains("images/s"))
        try FileManager.default.copyItem(
            atPath: folder.file("data/images/tiny.png"), toPath: folder.file("data/images/late.png"))
        #expect(try features().errors.contains("done before"))
        let last = try features(["--retry-failed"])
        #expect(last.status == 0, "\(last.errors)")
        // As if it had never failed.
        #expect(try features(to: "other").status == 0)
        #expect(try shards("out") == shards("other"))
    }

    @Test(arguments: [SIGKILL, SIGINT])
    func stoppedAndRunAgainItGivesTheSameBytes(_ signal: Int32) throws {
        try write((0..<80).map { ["images/gray.jpg", "images/wide.jpg", "images/tiny.png"][$0 % 3] })
        let more = ["--shard", "10"]
        #expect(try features(more, to: "whole").status == 0)
        let path = folder.path
        for round in 1...2 {
            let done = "\(path)/out/shards/train-0000\(2 * round)-of-00008.safetensors.done"
            let run = try features(
                more, killedWhen: { FileManager.default.fileExists(atPath: done) }, signal: signal)
            #expect(run.status == (signal == SIGKILL ? SIGKILL : 130), "\(run.errors)")
        }
        let last = try features(more)
        #expect(last.status == 0 && last.errors.contains("done before"), "\(last.errors)")
        #expect(try shards("out") == shards("whole"))
    }

    @Test func inspectShowsAndVerifies() throws {
        try write(["images/gray.jpg", "images/wide.jpg", "images/tiny.png"])
        #expect(try features(["--shard", "2"]).status == 0)
        let shard = folder.file("out/shards/train-00000-of-00002.safetensors")
        let run = try TesseraProcess.run(["inspect", shard, "--json", "--verify"])
        #expect(run.status == 0, "\(run.errors)")
        let document = try #require(run.json() as? [String: Any])
        let tensors = try #require(document["tensors"] as? [String: [String: Any]])
        #expect(tensors["visual"]?["type"] as? String == "F16")
        #expect((tensors["visual"]?["shape"] as? [Int])?.first == 2)
        #expect((document["metadata"] as? [String: String])?["pooling"] == "mean")
        let contents = try #require(document["shard"] as? [String: Any])
        let first = try #require(contents["first"] as? [[String: Any]])
        #expect(first.map { $0["id"] as? String } == ["i0", "i1"])
        let captions = try #require(first[1]["captions"] as? [String: [[String: Any]]])
        #expect(captions["en"]?.first?["text"] as? String == "Picture 1.")
        let statistics = try #require((contents["features"] as? [String: [String: Any]])?["visual"])
        #expect(statistics["features"] as? Int == 2 && statistics["not_a_number"] as? Int == 0)

        #expect(try TesseraProcess.run(["inspect", folder.file("out"), "--verify"]).status == 0)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: shard))
        bytes[bytes.count - 1] ^= 1
        try bytes.write(to: URL(fileURLWithPath: shard))
        for path in [shard, folder.file("out")] {
            let run = try TesseraProcess.run(["inspect", path, "--verify"])
            #expect(run.status == 2 && run.errors.contains("train-00000-of-00002.safetensors"), "\(run.errors)")
            #expect(run.output.isEmpty)
        }
    }

    @Test func embedStopsAtTheFirstBrokenFileOrSkipsIt() throws {
        let images = (0..<40).map { folder.file("data/images/" + ["gray.jpg", "none\($0).jpg"][$0 % 7 == 5 ? 1 : 0]) }
        let out = folder.file("out.safetensors")
        let arguments = ["embed", "--model", golden.file("clip"), "--batch", "2", "--out", out, "--images"] + images
        let stopped = try TesseraProcess.run(arguments)
        #expect(stopped.status == 2 && stopped.errors.contains("none5.jpg"), "\(stopped.errors)")
        #expect(!FileManager.default.fileExists(atPath: out))
        let skipped = try TesseraProcess.run(arguments + ["--skip-broken"])
        #expect(skipped.status == 1 && skipped.errors.contains("5 items failed"), "\(skipped.errors)")
        let found = try ReferenceTensors(out)
        let width = found.shape("image_embeds")[1]
        let rows = found.floats("image_embeds")
        for row in images.indices {
            let isZero = rows[row * width..<(row + 1) * width].allSatisfy { $0 == 0 }
            #expect(isZero == (row % 7 == 5))
        }
    }

    @Test func embedGivesVideosTheirFramesMean() throws {
        let clip = golden.file("media/h264-bframes.mp4")
        func embed(_ pooling: String) throws -> ReferenceTensors {
            let out = folder.file("\(pooling).safetensors")
            let run = try TesseraProcess.run([
                "embed", "--model", golden.file("clip"), "--videos", clip, golden.file("media/one-frame.mp4"),
                "--sample", "uniform:4", "--pooling", pooling, "--out", out,
            ])
            #expect(run.status == 0, "\(run.errors)")
            return try ReferenceTensors(out)
        }
        let frames = try embed("frames")
        let width = frames.shape("video_embeds")[2]
        #expect(frames.shape("video_embeds") == [2, 4, width] && frames.ints("video_frames") == [4, 1])
        let values = frames.floats("video_embeds")
        let mean = (0..<width).map { column in
            (0..<4).map { values[$0 * width + column] }.reduce(0, +) / 4
        }
        #expect(relativeDifference(Array(try embed("mean").floats("video_embeds").prefix(width)), mean) < 1e-5)
    }

    @Test func featuresOfOthersBecomeShards() throws {
        try write(["images/gray.jpg", "images/wide.jpg", "images/tiny.png", "images/none.jpg", "images/x.jpg"])
        let arrays = testsFolder + "/Fixtures/numpy/f4.npy"
        let names = try folder.write(
            "image_path\n/far/away/tiny.png\nwide.jpeg\n/gray.jpg\n/no/item.jpg\n", to: "names.csv")
        let arguments = [
            "import-features", arrays, "--ids", names, "--id-column", "image_path", "--match", "file", "--corpus",
            folder.file("data"), "--model-name", "theirs", "--tokenizer", "en=" + golden.file("clip"), "--out",
            folder.file("out"), "--json",
        ]
        let run = try TesseraProcess.run(arguments)
        #expect(run.status == 1, "\(run.errors)")
        #expect(run.errors.contains("i3: no feature is given") && run.errors.contains("i4: no feature is given"))
        let shown = try TesseraProcess.run([
            "inspect", folder.file("out/shards/train-00000-of-00001.safetensors"), "--json",
        ])
        let document = try #require(shown.json() as? [String: Any])
        #expect((document["metadata"] as? [String: String])?["model"] == "theirs")
        let contents = try #require(document["shard"] as? [String: Any])
        #expect((contents["first"] as? [[String: Any]])?.map { $0["id"] as? String } == ["i0", "i1", "i2"])
        // The third, second and first row of 0, 0.25, 0.5, …, six a row.
        let visual = try ReferenceTensors(folder.file("out/shards/train-00000-of-00001.safetensors"))
        #expect(visual.shape("visual") == [3, 6])
        let quarters: [Float] = [12, 13, 14, 15, 16, 17, 6, 7, 8, 9, 10, 11, 0, 1, 2, 3, 4, 5]
        #expect(visual.halves("visual") == quarters.map { $0 / 4 })
    }

    @Test func whatIsWronglyAskedForIsNamed() throws {
        try write(["images/gray.jpg"])
        for (more, word) in [
            (["--pooling", "frames", "--sample", "all"], "frames"), (["--shard", "none"], "--shard"),
            (["--batch", "0"], "batch"),
        ] {
            let run = try features(more)
            #expect(run.status == 2 && run.errors.contains(word), "\(more): \(run.errors)")
        }
    }
}
