import Foundation
import TestServer
import TestSupport
import Testing

/// `tessera train` and `tessera evaluate` with the URL of a folder of shards.
@Suite struct RemoteVerbTests {
    private let data: SmallTraining
    private let server: FolderServer

    init() throws {
        data = try SmallTraining("validation: {split: test, every: 1}")
        server = try FolderServer(data.folder.file("work"))
    }

    private func checkpoint(_ name: String) throws -> [Data] {
        try ["model.safetensors", "optimizer.safetensors", "state.json"].map {
            try Data(contentsOf: URL(fileURLWithPath: data.folder.file("\(name)/train/final/\($0)")))
        }
    }

    private func train(_ out: String, _ others: String...) throws -> TesseraProcess.Result {
        try TesseraProcess.run(
            [
                "train", data.folder.file("recipe.yaml"), "--shards", server.url(), "--out", data.folder.file(out),
                "--cache", data.folder.file("caches"),
            ] + others)
    }

    private func evaluate(_ shards: String, _ others: String...) throws -> TesseraProcess.Result {
        try TesseraProcess.run(
            [
                "evaluate", "--checkpoint", data.folder.file("here/train/final"), "--model", SmallTraining.clip,
                "--json",
                "--shards", shards,
            ] + others)
    }

    @Test func trainingAndEvaluationAreThoseOfLocalShards() throws {
        try data.train("here", shards: data.folder.file("work"))
        let run = try train("there")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try checkpoint("there") == checkpoint("here"))
        let cache = ["--cache", data.folder.file("caches")]
        let (there, here) = (try evaluate(server.url(), cache[0], cache[1]), try evaluate(data.folder.file("work")))
        #expect(there.status == 0 && there.output == here.output, "\(there.errors)")

        // Again, with what the cache has: of the shards that are trained on, only their versions are asked for.
        let before = server.requests.count
        #expect(try train("again").status == 0)
        #expect(try checkpoint("again") == checkpoint("here"))
        let asked = server.requests.dropFirst(before).filter { $0.path.contains("safetensors") }
        #expect(asked.count == 1 && asked.allSatisfy { $0.header("Range") == "bytes=0-7" })
    }

    @Test func whatIsWrongIsSaidByItsURL() throws {
        let small = try train("out", "--cache-size", "100KB")
        #expect(small.status == 2 && small.errors.contains("--cache-size: the cache has room for"), "\(small.errors)")
        let none = try train("out", "--cache-size", "much")
        #expect(none.status == 2 && none.errors.contains("'much' is no size"), "\(none.errors)")
        let local = try evaluate(data.folder.file("work"), "--cache-size", "1GB")
        #expect(local.status == 2 && local.errors.contains("is for shards behind a URL"), "\(local.errors)")

        server.trouble { $0.path.contains("train-") ? .whole : nil }
        let whole = try train("out")
        #expect(whole.status == 2 && whole.errors.contains(server.url("/shards/train-")), "\(whole.errors)")
        server.trouble { $0.path.contains("train-") ? .status("403 Forbidden") : nil }
        let refused = try train("out")
        #expect(refused.status == 2 && refused.errors.contains("HTTP status 403"), "\(refused.errors)")
        #expect(!FileManager.default.fileExists(atPath: data.folder.file("out/train/final")))
    }

    /// Killed at a checkpoint, and with the server gone for a while: the run goes on from there, to the same weights.
    @Test func aRunThatWasKilledGoesOn() throws {
        let data = try SmallTraining("checkpoint_every: 5", steps: 300)
        let server = try FolderServer(data.folder.file("work"))
        try data.train("here", shards: data.folder.file("work"))
        let arguments = [
            "train", data.folder.file("recipe.yaml"), "--shards", server.url("/shards"), "--out",
            data.folder.file("there"), "--cache", data.folder.file("caches"), "--resume",
        ]
        let checkpoints = data.folder.file("there/train/checkpoints")
        let killed = try TesseraProcess.run(
            arguments,
            killedWhen: {
                (try? FileManager.default.contentsOfDirectory(atPath: checkpoints))?.contains { $0.hasPrefix("step-") }
                    == true
            })
        #expect(killed.status == SIGKILL)
        server.trouble { _ in .status("404 Not Found") }
        #expect(try TesseraProcess.run(arguments).status == 2)
        server.trouble { _ in nil }
        let resumed = try TesseraProcess.run(arguments)
        #expect(resumed.status == 0, "\(resumed.errors)")
        for file in ["model.safetensors", "optimizer.safetensors", "state.json", "metrics.jsonl"] {
            #expect(
                try Data(contentsOf: URL(fileURLWithPath: data.folder.file("there/train/final/" + file)))
                    == Data(contentsOf: URL(fileURLWithPath: data.folder.file("here/train/final/" + file))))
        }
    }
}
