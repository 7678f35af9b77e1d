import Foundation
import Synchronization
import TestServer
import TestSupport
import Testing

/// The command from a manifest to a report, with the real translation engine.
@Suite(.serialized) struct WholeWayTests {
    private static let stages = [
        "fetch", "import", "translate", "quality", "features", "index", "validate", "train", "evaluate", "report",
    ]

    @Test func aSecondRunSkipsEverything() throws {
        let data = try SmallDataset()
        let first = try TesseraProcess.run(["run", data.pipeline])
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.contains("language"))
        let before = try data.products()
        #expect(before["corpus/train-00001-of-00002.jsonl"] != nil)
        #expect(before["shards/test-00000-of-00001.safetensors"] != nil)
        #expect(before["evaluate/after.json"] != nil)
        #expect(before["report/index.html"] != nil)

        let second = try TesseraProcess.run(["run", data.pipeline, "--json"])
        #expect(second.status == 0, "\(second.errors)")
        for stage in WholeWayTests.stages {
            #expect(second.errors.contains("\(stage.padding(toLength: 10, withPad: " ", startingAt: 0)) done before"))
        }
        let document = try #require(second.json() as? [String: Any])
        // The dataset lists no addresses, so the stage that fetches them has nothing to do and is not shown.
        #expect((document["stages"] as? [Any])?.count == WholeWayTests.stages.count + 1)
        #expect(try data.products() == before)
        try reports(data)
        try browses(data)
    }

    /// With times, and with the maps of a model that disentangles.
    private func reports(_ data: SmallDataset) throws {
        let run = try TesseraProcess.run(["report", data.workspace, "--out", data.folder.file("page")])
        #expect(run.status == 0, "\(run.errors)")
        let json = try Data(contentsOf: URL(fileURLWithPath: data.folder.file("page/report.json")))
        let report = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        let stages = try #require(report["stages"] as? [[String: Any]])
        #expect(stages.allSatisfy { $0["seconds"] is Double })
        let maps = try #require((report["representations"] as? [String: Any])?["languages"] as? [[String: Any]])
        #expect(maps.map { $0["language"] as? String } == ["es", "ca"])
        for map in maps {
            let count = (map["captions"] as? [Any])?.count ?? 0
            #expect(count > 0 && ((map["agnostic"] as? [String: Any])?["points"] as? [Any])?.count == count)
        }
    }

    /// The page answers in a trained language until Ctrl-C comes, without being told where the models lie.
    private func browses(_ data: SmallDataset) throws {
        let port = try RawServer.freePort()
        let page = Mutex("")
        let run = try TesseraProcess.run(
            ["browse", data.workspace, "--port", "\(port)", "--json"],
            killedWhen: {
                guard let found = try? RawRequest(target: "/?q=un&in=es").send(to: "http://127.0.0.1:\(port)") else {
                    return false
                }
                page.withLock { $0 = found.text }
                return true
            }, signal: SIGINT)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        #expect(page.withLock { $0 }.contains("class=\"score\""))
        let started = try #require(try run.json() as? [String: Any])
        #expect(started["languages"] as? [String] == ["en", "ca", "es"])
    }

    @Test func killedInEveryStageItEndsWithTheSameBytes() throws {
        let data = try SmallDataset()
        let undisturbed = data.folder.file("undisturbed")
        #expect(try TesseraProcess.run(["run", data.pipeline, "--workspace", undisturbed]).status == 0)
        for (index, stage) in WholeWayTests.stages.enumerated() {
            let run = try TesseraProcess.run(
                ["run", data.pipeline], killedAt: stage + " ", delay: Double(index % 4) * 0.1)
            #expect(run.status == SIGKILL || run.status == 0, "\(stage): \(run.errors)")
        }
        let last = try TesseraProcess.run(["run", data.pipeline])
        #expect(last.status == 0, "\(last.errors)")
        let (found, expected) = (try data.products(), try data.products(in: undisturbed))
        #expect(Set(found.keys) == Set(expected.keys))
        for (name, bytes) in expected { #expect(found[name] == bytes, "\(name) differs") }
    }

    /// As an engine's workers do it, at once; what they make is what a run makes.
    @Test func workersShareAStage() throws {
        let data = try SmallDataset()
        let undisturbed = data.folder.file("undisturbed")
        #expect(try TesseraProcess.run(["run", data.pipeline, "--workspace", undisturbed]).status == 0)
        for stage in ["fetch", "import", "translate"] {
            #expect(try TesseraProcess.run(["run", data.pipeline, "--only", stage]).status == 0)
        }
        let results = Mutex<[Int: TesseraProcess.Result]>([:])
        DispatchQueue.concurrentPerform(iterations: 2) { worker in
            let run = try? TesseraProcess.run(
                ["run", data.pipeline, "--only", "features", "--partition", "\(worker)/2", "--json"])
            results.withLock { $0[worker] = run }
        }
        let made = try results.withLock { $0 }.values.map { result in
            #expect(result.status == 0, "\(result.errors)")
            let document = try #require(try result.json() as? [String: Any])
            let stages = try #require(document["stages"] as? [[String: Any]])
            return try #require(stages.first?["partitions"] as? Int)
        }
        #expect(made.count == 2 && !made.contains(0))
        let last = try TesseraProcess.run(["run", data.pipeline])
        #expect(last.status == 0 && last.errors.contains("features   done before (\(made.reduce(0, +)) partitions)"))
        let (found, expected) = (try data.products(), try data.products(in: undisturbed))
        #expect(Set(found.keys) == Set(expected.keys))
        for (name, bytes) in expected { #expect(found[name] == bytes, "\(name) differs") }

        let beyond = try TesseraProcess.run(["run", data.pipeline, "--only", "features", "--partition", "0,99"])
        let bought = try TesseraProcess.run(["run", data.pipeline, "--only", "translate", "--partition", "0"])
        #expect(bought.status == 2 && bought.errors.contains("is not for 'translate'"))
        #expect(beyond.status == 2 && beyond.errors.contains("there is no partition 99 of 'features'"))
    }

    @Test func ctrlCStopsCleanlyAndTheRunGoesOn() throws {
        let data = try SmallDataset()
        let stopped = try TesseraProcess.run(["run", data.pipeline], killedAt: "translate ", signal: SIGINT)
        #expect(stopped.status == 130, "\(stopped.errors)")
        #expect(stopped.errors.contains("interrupted"))
        let leftovers = (FileManager.default.enumerator(atPath: data.workspace)?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".part") }
        #expect(leftovers.isEmpty)
        #expect(try TesseraProcess.run(["run", data.pipeline]).status == 0)
    }

    @Test func aVideoThatCannotBeReadIsRecordedAndTheRestGoesOn() throws {
        let data = try SmallDataset()
        let manifest = try String(contentsOfFile: data.folder.file("small.yaml"), encoding: .utf8)
        let broken = manifest.replacing(
            Golden.own.file("media/vfr.mp4"), with: Golden.own.file("media/bad/noise.mp4"), maxReplacements: 1)
        try data.folder.write(broken, to: "small.yaml")
        let run = try TesseraProcess.run(["run", data.pipeline])
        #expect(run.status == 1, "\(run.errors)")
        #expect(run.errors.contains("1 items failed"))
        #expect(run.errors.contains("features: clip-2: "))
        let shard = try ReferenceTensors(data.workspace + "/shards/train-00001-of-00002.safetensors")
        #expect(shard.shape("visual").first == 1)
    }

    @Test func aDryRunDoesNothing() throws {
        let data = try SmallDataset()
        let run = try TesseraProcess.run(["run", data.pipeline, "--dry-run"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("fetch: 7 to do, 0 done"))
        #expect(run.output.contains("import: known when fetch is done"))
        #expect(!FileManager.default.fileExists(atPath: data.workspace))
    }
}
