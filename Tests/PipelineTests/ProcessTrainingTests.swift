import Foundation
import TestSupport
import Testing

/// `tessera train` as several processes, as a launcher starts them; and what becomes of it when one goes.
@Suite struct ProcessTrainingTests {
    private static let mpirun = "/usr/bin/mpirun"

    private func arguments(_ data: SmallTraining, _ out: String) -> [String] {
        [
            "train", data.folder.file("recipe.yaml"), "--shards", data.folder.file("work"), "--out",
            data.folder.file(out), "--resume",
        ]
    }

    /// Runs processes as torchrun starts them, at a free port of this machine.
    private func run(
        _ data: SmallTraining, _ out: String, processes: Int = 2, environment: [String: String] = [:],
        signal: Int32 = SIGKILL, to hit: Int? = nil, atStep step: Int = 0
    ) async throws -> [TesseraProcess.Result] {
        let checkpoint = data.folder.file(out + "/train/checkpoints/step-" + String(format: "%09d", step))
        return try await inThreads(processes) { [arguments = arguments(data, out)] rank in
            let own = [
                // As Open MPI's, whose processes need no port.
                "OMPI_COMM_WORLD_RANK": "\(rank)", "OMPI_COMM_WORLD_SIZE": "\(processes)",
                "OMPI_COMM_WORLD_LOCAL_SIZE": "\(processes)", "PMIX_NAMESPACE": out,
            ]
            let isReached: @Sendable () -> Bool = { FileManager.default.fileExists(atPath: checkpoint) }
            return try TesseraProcess.run(
                arguments, environment: own.merging(environment) { $1 }, killedWhen: rank == hit ? isReached : nil,
                signal: signal)
        }
    }

    private func weights(_ data: SmallTraining, _ out: String) throws -> [Float] {
        let file = try ReferenceTensors(data.folder.file(out + "/train/final/model.safetensors"))
        return file.names.sorted().flatMap { file.floats($0) }
    }

    private func difference(_ a: [Float], _ b: [Float]) -> Float {
        guard a.count == b.count else { return .infinity }
        return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) } / b.reduce(0) { max($0, abs($1)) }
    }

    private func files(_ data: SmallTraining, _ out: String) throws -> [Data] {
        try ["model", "optimizer"].map {
            try Data(contentsOf: URL(fileURLWithPath: data.folder.file("\(out)/train/final/\($0).safetensors")))
        }
    }

    private func lines(_ data: SmallTraining, _ out: String) throws -> Int {
        try String(contentsOfFile: data.folder.file(out + "/train/final/metrics.jsonl"), encoding: .utf8)
            .split(separator: "\n").count
    }

    /// One process with the whole batch, and three with parts, of which one has no caption; the launcher is a real one.
    @Test func underMpirunTheWeightsAreThoseOfOneProcess() throws {
        try #require(
            FileManager.default.fileExists(atPath: Self.mpirun), "Open MPI is missing: Scripts/bootstrap --tests")
        let data = try SmallTraining("validation: {split: test, every: 5}", steps: 15)
        try data.train("one", shards: data.folder.file("work"))
        for processes in [3] {
            let out = "mpi\(processes)"
            let found = try TesseraProcess.run(
                arguments(data, out) + ["--json"], launcher: [Self.mpirun, "--oversubscribe", "-n", "\(processes)"],
                environment: ["OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"])
            try #require(found.status == 0, "\(found.errors)")
            // The first process alone reports.
            _ = try found.json()
            #expect(found.errors.components(separatedBy: "2 partitions to do").count == 2, "\(found.errors)")
            #expect(try difference(weights(data, out), weights(data, "one")) < 1e-5)
            #expect(try lines(data, out) == lines(data, "one"))
            // What is done is not trained again, and no process waits for it.
            let again = try TesseraProcess.run(
                arguments(data, out), launcher: [Self.mpirun, "--oversubscribe", "-n", "\(processes)"],
                environment: ["OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"])
            #expect(again.status == 0 && again.errors.contains("done before"), "\(again.errors)")
        }
    }

    /// The others end, and say who is gone; the same command goes on to the weights of a run that was not disturbed.
    @Test(arguments: [1, 0]) func aProcessThatIsKilledEndsTheOthers(_ hit: Int) async throws {
        let data = try SmallTraining("checkpoint_every: 10", steps: 45)
        #expect(try await run(data, "whole").map(\.status) == [0, 0])
        let begin = ContinuousClock.now
        let killed = try await run(data, "killed", to: hit, atStep: 10)
        #expect(begin.duration(to: .now) < .seconds(60))
        let left = killed[1 - hit]
        #expect(killed[hit].status == SIGKILL && left.status == 3, "\(left.errors)")
        #expect(left.errors.contains("process \(hit) of 2 was lost"), "\(left.errors)")
        let folder = data.folder.file("killed/train/checkpoints")
        let kept = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).max())
        if hit == 1 {
            // Of the last step that both took, whatever that was.
            let step = try #require(Int(kept.dropFirst("step-".count)))
            #expect(left.errors.contains("step \(step) has its checkpoint"), "\(left.errors)")
        }
        let resumed = try await run(data, "killed")
        #expect(resumed.map(\.status) == [0, 0], "\(resumed.map(\.errors))")
        #expect(try files(data, "killed") == files(data, "whole"))
        #expect(try lines(data, "killed") == lines(data, "whole"))
    }

    @Test func aProcessThatStandsStillEndsTheOthers() async throws {
        let data = try SmallTraining("checkpoint_every: 10\nkeep_checkpoints: 1000", steps: 4000)
        let patience = ["TESSERA_PROCESS_LIFE": "2"]
        let checkpoint = data.folder.file("out/train/checkpoints/step-000000010")
        // The one that stands still is ended when the other should long have been.
        let script = """
            "$@" & process=$!
            until [ -e \(checkpoint) ]; do sleep 0.05; done
            kill -STOP $process; sleep 9; kill -KILL $process; wait $process
            """
        let stopped = try await inThreads(2) { [arguments = arguments(data, "out")] rank in
            let own = [
                "OMPI_COMM_WORLD_RANK": "\(rank)", "OMPI_COMM_WORLD_SIZE": "2", "OMPI_COMM_WORLD_LOCAL_SIZE": "2",
                "PMIX_NAMESPACE": "stopped",
            ]
            return try TesseraProcess.run(
                arguments, launcher: rank == 1 ? ["/bin/sh", "-c", script, "sh"] : [],
                environment: own.merging(patience) { $1 })
        }
        #expect(stopped[0].status == 3, "\(stopped[0].errors)")
        #expect(stopped[0].errors.contains("process 1 of 2 was lost: nothing was heard of it for 2 s"))
    }

    @Test func aProcessThatDoesNotComeIsNamed() async throws {
        let data = try SmallTraining()
        let found = try await inThreads(2) { [arguments = arguments(data, "out")] rank in
            try TesseraProcess.run(
                arguments,
                environment: [
                    "OMPI_COMM_WORLD_RANK": "\(rank)", "OMPI_COMM_WORLD_SIZE": "3", "PMIX_NAMESPACE": "few",
                    "OMPI_COMM_WORLD_LOCAL_SIZE": "3", "TESSERA_PROCESS_START": "2",
                ])
        }
        for process in found {
            #expect(process.status == 3, "\(process.errors)")
            #expect(process.errors.contains("did not come within 2 s: process 2"), "\(process.errors)")
        }
        let left = try FileManager.default.subpathsOfDirectory(atPath: data.folder.path)
        #expect(!left.contains { $0.contains(".meeting") })
    }

    /// SIGTERM to one ends all as an interruption does. Another number of processes goes on from its checkpoint.
    @Test func anInterruptedRunGoesOnWithOtherProcesses() async throws {
        let data = try SmallTraining("checkpoint_every: 10", steps: 40)
        try data.train("one", shards: data.folder.file("work"))
        let ended = try await run(data, "out", signal: SIGTERM, to: 1, atStep: 10)
        #expect(ended.map(\.status) == [130, 130], "\(ended.map(\.errors))")
        let alone = try TesseraProcess.run(
            arguments(data, "out"),
            killedWhen: { [folder = data.folder] in
                FileManager.default.fileExists(atPath: folder.file("out/train/checkpoints/step-000000020"))
            }, signal: SIGTERM)
        #expect(alone.status == 130, "\(alone.errors)")
        let others = try await run(data, "out", processes: 3)
        #expect(others.map(\.status) == [0, 0, 0], "\(others.map(\.errors))")
        #expect(try difference(weights(data, "out"), weights(data, "one")) < 1e-5)
        #expect(try lines(data, "out") == lines(data, "one"))
    }

    @Test func processesThatTrainOtherThingsAreRefused() async throws {
        let data = try SmallTraining()
        let other = data.folder.file("other.yaml")
        let recipe = try String(contentsOfFile: data.folder.file("recipe.yaml"), encoding: .utf8)
        try Data(recipe.replacing("steps: 2", with: "steps: 3").utf8).write(to: URL(fileURLWithPath: other))
        let found = try await inThreads(2) { [arguments = arguments(data, "out")] rank in
            try TesseraProcess.run(
                rank == 0 ? arguments : ["train", other] + arguments.dropFirst(2),
                environment: [
                    "OMPI_COMM_WORLD_RANK": "\(rank)", "OMPI_COMM_WORLD_SIZE": "2", "PMIX_NAMESPACE": "differ",
                    "OMPI_COMM_WORLD_LOCAL_SIZE": "2",
                ])
        }
        #expect(found.map(\.status) == [2, 2], "\(found.map(\.errors))")
        #expect(found[0].errors.contains("process 1 has another recipe"), "\(found[0].errors)")
        let grid = try TesseraProcess.run(
            arguments(data, "out") + ["--grid", "rate=1,2"],
            environment: ["OMPI_COMM_WORLD_RANK": "0", "OMPI_COMM_WORLD_SIZE": "2"])
        #expect(grid.status == 2 && grid.errors.contains("--grid"), "\(grid.errors)")
    }
}
