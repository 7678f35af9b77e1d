import Foundation
import Synchronization
import TestServer
import TestSupport
import Testing

/// Stages by real Slurm daemons.
@Suite(.serialized, .enabled(if: SlurmCluster.isThere, "Slurm's daemons are missing: Scripts/bootstrap --tests"))
struct SlurmTests {
    /// A small dataset whose pipeline file has a section for Slurm.
    private func dataset(_ section: String) throws -> SmallDataset {
        let data = try SmallDataset()
        let text = try String(contentsOfFile: data.pipeline, encoding: .utf8)
        try data.folder.write(text + "\n" + section, to: "small-pipeline.yaml")
        return data
    }

    /// With arrays of one task at most, and a node that loses its power while it works.
    @Test func theBytesAreThoseOfALocalRunThoughANodeDies() throws {
        let data = try dataset(
            """
            slurm:
              time: "0:10:00"
              here: [fetch, import]
              stages:
                features: {options: [--exclude=n2], setup: sleep 1}
            """)
        let local = data.folder.file("local")
        #expect(try TesseraProcess.run(["run", data.pipeline, "--workspace", local]).status == 0)

        let cluster = try SlurmCluster(largestArray: 1)
        let isCut = Mutex(false)
        let run = try TesseraProcess.run(
            ["run", data.pipeline, "--executor", "slurm", "--json"], environment: cluster.environment,
            killedWhen: {
                isCut.withLock { isCut in
                    guard !isCut,
                        (try? cluster.command("squeue", ["--noheader", "--states=RUNNING", "--format=%j"]))?
                            .hasSuffix("-features") == true
                    else { return }
                    isCut = true
                    cluster.cutPower(of: "n1")
                    // It comes back, empty.
                    try? cluster.startNode("n1")
                }
                return false
            })
        #expect(run.status == 0, "\(run.errors)")
        #expect(isCut.withLock { $0 })
        let (found, expected) = (try data.products(), try data.products(in: local))
        #expect(Set(found.keys) == Set(expected.keys))
        for (name, bytes) in expected { #expect(found[name] == bytes, "\(name) differs") }
        let left = try FileManager.default.contentsOfDirectory(atPath: data.workspace + "/.slurm")
        #expect(left.isEmpty)

        let status = try TesseraProcess.run(["status", data.workspace, "--json"], environment: cluster.environment)
        let stages = try #require(
            (try status.json() as? [String: Any])?["stages"] as? [[String: Any]], "\(status.errors)")
        let features = try #require(stages.first { $0["stage"] as? String == "features" })
        #expect(
            features["done"] as? Int == 3 && features["partitions"] as? Int == 3 && features["running"] as? Int == 0)
        #expect(stages.allSatisfy { $0["done"] as? Int == $0["partitions"] as? Int })
    }

    /// The one who waits is stopped, the tasks go on, and the next one finds them.
    @Test func whoeverWaitsMayGo() throws {
        let data = try dataset("slurm: {here: [fetch, import], stages: {translate: {setup: sleep 8}}}\n")
        let cluster = try SlurmCluster(nodes: 1)
        let stopped = try TesseraProcess.run(
            ["run", data.pipeline, "--executor", "slurm"], environment: cluster.environment,
            killedWhen: { (try? cluster.command("squeue", ["--noheader", "--states=RUNNING"]))?.isEmpty == false })
        #expect(stopped.status == SIGKILL, "\(stopped.errors)")
        let status = try TesseraProcess.run(["status", data.workspace], environment: cluster.environment)
        #expect(status.output.contains("0 of 3 done, 1 running, 0 waiting"), "\(status.output)")
        let next = try TesseraProcess.run(
            ["run", data.pipeline, "--executor", "slurm", "--only", "translate"], environment: cluster.environment)
        #expect(next.status == 0 && next.errors.contains("translate  done before (3 partitions)"), "\(next.errors)")
    }

    @Test func cancelStopsTheTasksAndWhoWaits() throws {
        let data = try dataset("slurm: {here: [fetch, import], stages: {translate: {setup: sleep 60}}}\n")
        let cluster = try SlurmCluster(nodes: 1)
        let cancelled = Mutex<TesseraProcess.Result?>(nil)
        let run = try TesseraProcess.run(
            ["run", data.pipeline, "--executor", "slurm"], environment: cluster.environment,
            killedWhen: {
                cancelled.withLock { cancelled in
                    guard cancelled == nil,
                        (try? cluster.command("squeue", ["--noheader", "--states=RUNNING"]))?.isEmpty == false
                    else { return }
                    cancelled = try? TesseraProcess.run(["cancel", data.workspace], environment: cluster.environment)
                }
                return false
            })
        #expect(run.status == 3 && run.errors.contains("cancel"), "\(run.errors)")
        #expect(cancelled.withLock { $0?.output } == "1 task cancelled\n")
        #expect(try cluster.command("squeue", ["--noheader", "--states=PENDING,RUNNING"]).isEmpty)
    }

    @Test func whatFailsIsTriedAgainAndThenTold() throws {
        let data = try dataset(
            "slurm: {tries: 2, stages: {fetch: {setup: echo out of luck >&2; exit 7}}}\n")
        let cluster = try SlurmCluster(nodes: 1)
        let run = try TesseraProcess.run(
            ["run", data.pipeline, "--executor", "slurm"], environment: cluster.environment)
        #expect(run.status == 3 && run.errors.contains("was not done in 2 tries"), "\(run.errors)")
        #expect(run.errors.contains("FAILED") && run.errors.contains("out of luck"))
        let logs = try FileManager.default.contentsOfDirectory(atPath: data.workspace + "/.slurm")
            .filter { $0.hasSuffix(".log") }
        #expect(logs.count == 2)
        let status = try TesseraProcess.run(["status", data.workspace], environment: cluster.environment)
        #expect(status.output.contains("2 tasks ended: FAILED"), "\(status.output)")

        // What Slurm does not know is told before anything is done.
        let unknown = try dataset("slurm: {stages: {features: {partition: nosuch}}}\n")
        let refused = try TesseraProcess.run(
            ["run", unknown.pipeline, "--executor", "slurm"], environment: cluster.environment)
        #expect(
            refused.status == 2 && refused.errors.contains("slurm.stages.features")
                && refused.errors.contains("nosuch"),
            "\(refused.errors)")
        #expect(!FileManager.default.fileExists(atPath: unknown.workspace + "/media"))

        // What is wrong with the input is wrong again.
        let wrong = try dataset("slurm: {tries: 2, stages: {fetch: {setup: echo no such column >&2; exit 2}}}\n")
        let once = try TesseraProcess.run(
            ["run", wrong.pipeline, "--executor", "slurm"], environment: cluster.environment)
        #expect(once.status == 3 && once.errors.contains("no such column"), "\(once.errors)")
        #expect(!once.errors.contains("2 tries"))
    }

    /// A task of two processes, a node each; to the rounding of sums in another order, which eighty steps of Adam enlarge.
    @Test func processesTrainTogether() throws {
        let data = try dataset("slurm: {stages: {train: {processes: 2}}}\n")
        let local = data.folder.file("local")
        #expect(try TesseraProcess.run(["run", data.pipeline, "--workspace", local]).status == 0)
        try FileManager.default.copyItem(atPath: local, toPath: data.workspace)
        try FileManager.default.removeItem(atPath: data.workspace + "/train")
        let cluster = try SlurmCluster(nodes: 2)
        let run = try TesseraProcess.run(
            ["run", data.pipeline, "--executor", "slurm", "--only", "train"], environment: cluster.environment)
        #expect(run.status == 0, "\(run.errors)")
        let (one, two) = (
            try ReferenceTensors(local + "/train/final/model.safetensors"),
            try ReferenceTensors(data.workspace + "/train/final/model.safetensors")
        )
        #expect(!one.names.isEmpty && one.names == two.names)
        for name in one.names { #expect(relativeDifference(two.floats(name), one.floats(name)) < 1e-4, "\(name)") }
    }

    @Test func wrongUseIsRefused() throws {
        let data = try dataset("slurm: {tiem: 1}\n")
        let key = try TesseraProcess.run(["run", data.pipeline, "--executor", "slurm"])
        #expect(
            key.status == 2 && key.errors.contains("slurm.tiem: unknown key; did you mean 'time'?"), "\(key.errors)")
        let plain = try dataset("slurm: {here: [fetsch]}\n")
        let stage = try TesseraProcess.run(["run", plain.pipeline, "--executor", "slurm"])
        #expect(stage.status == 2 && stage.errors.contains("there is no stage 'fetsch'"))
        let many = try dataset("slurm: {stages: {features: {processes: 2}}}\n")
        let processes = try TesseraProcess.run(["run", many.pipeline, "--executor", "slurm"])
        #expect(processes.status == 2 && processes.errors.contains("slurm.stages.features.processes"))
        let own = try dataset("slurm: {options: [--exclusive, --job-name=mine]}\n")
        let option = try TesseraProcess.run(["run", own.pipeline, "--executor", "slurm"])
        #expect(
            option.status == 2 && option.errors.contains("slurm.options[1]: is an option that Tessera sets itself"),
            "\(option.errors)")
        let none = try SmallDataset()
        let absent = try TesseraProcess.run(
            ["run", none.pipeline, "--executor", "slurm"], environment: ["PATH": "/nowhere"])
        #expect(absent.status == 2 && absent.errors.contains("there is no 'squeue' on the path"), "\(absent.errors)")
        let cancel = try TesseraProcess.run(["cancel", none.workspace])
        #expect(cancel.status == 2 && cancel.errors.contains("nothing of it was given to Slurm"), "\(cancel.errors)")
    }
}
