import Foundation
import Synchronization
import TestSupport

/// A real Slurm on this machine, for as long as it is kept: munged, slurmctld, and a slurmd for each node, on free loopback ports.
/// Nodes are made of nothing but names.
public final class SlurmCluster: Sendable {
    /// Whether Slurm's daemons are installed, as `Scripts/bootstrap --tests` does.
    public static let isThere = ["munged", "slurmctld", "slurmd"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: "/usr/sbin/" + $0)
    }

    struct NoCluster: Error { let log: String }

    private let folder: TemporaryFolder
    private let processes = Mutex<[String: pid_t]>([:])
    private let names: [String]

    /// What Slurm's commands need to find it.
    public var environment: [String: String] { ["SLURM_CONF": folder.file("slurm.conf")] }

    /// - Parameters: nodes: of one core each; largestArray: Slurm's MaxArraySize; mostJobs: its MaxJobCount.
    public init(nodes: Int = 2, largestArray: Int = 1001, mostJobs: Int = 10_000) throws {
        folder = try TemporaryFolder()
        names = (1...nodes).map { "n\($0)" }
        let key = Data((0..<128).map { _ in UInt8.random(in: 0...255) })
        guard
            FileManager.default.createFile(
                atPath: folder.file("munge.key"), contents: key, attributes: [.posixPermissions: 0o600])
        else { throw NoCluster(log: "the key cannot be written") }
        // munged and slurmd refuse folders that others may write to.
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        let ports = try (0...nodes).map { _ in try RawServer.freePort() }
        try folder.write(configuration(ports, largestArray, mostJobs), to: "slurm.conf")
        for name in ["state"] + names.map({ "spool-" + $0 }) {
            try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: true)
        }
        try start(
            "munged",
            [
                "--foreground", "--force", "--key-file=\(folder.file("munge.key"))",
                "--socket=\(folder.file("munge.sock"))",
                "--pid-file=\(folder.file("munged.pid"))", "--log-file=\(folder.file("munged.log"))",
                "--seed-file=\(folder.file("munge.seed"))", "--num-threads=2",
            ])
        try wait("munged") { FileManager.default.fileExists(atPath: self.folder.file("munge.sock")) }
        try startController()
        for name in names { try startNode(name) }
        try wait("nodes") { (try? self.command("sinfo", ["--noheader", "--format=%T %D"])) == "idle \(nodes)" }
    }

    deinit {
        // Nodes first: the controller tells them of ends.
        for name in names + ["slurmctld", "munged"] { stop(name, SIGTERM) }
        killTasks(with: "SLURM_CONF=" + folder.file("slurm.conf"))
    }

    /// Ends a node with all that runs on it, as a power cut does.
    public func cutPower(of name: String) {
        kill(name)
        killTasks(with: "SLURMD_NODENAME=" + name)
    }

    /// Ends this cluster's processes that have a variable.
    private func killTasks(with variable: String) {
        for number in (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap(Int32.init) ?? [] {
            let words = (FileManager.default.contents(atPath: "/proc/\(number)/environ") ?? Data()).split(separator: 0)
                .map { String(decoding: $0, as: UTF8.self) }
            guard words.contains("SLURM_CONF=" + folder.file("slurm.conf")), words.contains(variable),
                number != ProcessInfo.processInfo.processIdentifier
            else { continue }
            Foundation.kill(number, SIGKILL)
        }
    }

    public func startController() throws { try start("slurmctld", ["-D", "-f", folder.file("slurm.conf")]) }

    public func startNode(_ name: String) throws {
        try start("slurmd", ["-D", "-N", name, "-f", folder.file("slurm.conf")], as: name)
    }

    /// Ends a daemon at once, as a fault does: `slurmctld`, or a node's.
    public func kill(_ name: String) { stop(name, SIGKILL) }

    /// What one of Slurm's commands prints.
    public func command(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/" + program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Not by Foundation's Process, which takes a daemon that closes what it was given for one that has ended, and waits for it
    /// with all others.
    private func start(_ program: String, _ arguments: [String], as name: String? = nil) throws {
        let name = name ?? program
        let words = (["/usr/sbin/" + program] + arguments).map { strdup($0) } + [nil]
        let variables =
            ProcessInfo.processInfo.environment.merging(environment) { $1 }
            .map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + variables { free(word) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, folder.file("\(name).out"), O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var number: pid_t = 0
        guard posix_spawn(&number, "/usr/sbin/" + program, &actions, nil, words, variables) == 0 else {
            throw NoCluster(log: "\(program) does not start")
        }
        processes.withLock { $0[name] = number }
    }

    private func stop(_ name: String, _ signal: Int32) {
        guard let number = processes.withLock({ $0.removeValue(forKey: name) }) else { return }
        Foundation.kill(number, signal)
        for _ in 0..<300 {
            if waitpid(number, nil, WNOHANG) != 0 { return }
            usleep(10_000)
        }
        Foundation.kill(number, SIGKILL)
        waitpid(number, nil, 0)
    }

    private func wait(_ what: String, _ isThere: () -> Bool) throws {
        for _ in 0..<300 {
            if isThere() { return }
            usleep(100_000)
        }
        let logs = (["munged", "slurmctld"] + names).map { name in
            let text = FileManager.default.contents(atPath: folder.file("\(name).out")) ?? Data()
            return "\(name): \(String(decoding: text.suffix(1000), as: UTF8.self))"
        }
        throw NoCluster(log: "\(what) did not come up\n" + logs.joined(separator: "\n"))
    }

    private func configuration(_ ports: [Int], _ largestArray: Int, _ mostJobs: Int) throws -> String {
        let user = NSUserName()
        var host = [CChar](repeating: 0, count: 256)
        gethostname(&host, 255)
        let name =
            String(decoding: host.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            .split(separator: ".").first.map(String.init) ?? "localhost"
        let nodes = zip(names, ports.dropFirst()).map {
            "NodeName=\($0) NodeHostname=\(name) NodeAddr=127.0.0.1 Port=\($1) CPUs=1 State=UNKNOWN"
        }
        return """
            ClusterName=tessera
            SlurmctldHost=\(name)(127.0.0.1)
            SlurmUser=\(user)
            SlurmdUser=\(user)
            AuthType=auth/munge
            AuthInfo=socket=\(folder.file("munge.sock"))
            CredType=cred/munge
            SlurmctldPort=\(ports[0])
            SlurmctldPidFile=\(folder.file("slurmctld.pid"))
            SlurmdPidFile=\(folder.file("slurmd-%n.pid"))
            SlurmdSpoolDir=\(folder.file("spool-%n"))
            StateSaveLocation=\(folder.file("state"))
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            ReturnToService=2
            SchedulerType=sched/backfill
            SchedulerParameters=sched_interval=1,bf_interval=1,sched_min_interval=0
            MpiDefault=none
            JobAcctGatherType=jobacct_gather/none
            AccountingStorageType=accounting_storage/none
            SwitchType=switch/none
            SlurmdParameters=config_overrides
            SlurmctldTimeout=5
            SlurmdTimeout=5
            InactiveLimit=0
            MinJobAge=300
            KillWait=2
            MaxArraySize=\(largestArray)
            MaxJobCount=\(mostJobs)
            \(nodes.joined(separator: "\n"))
            PartitionName=all Nodes=\(names.joined(separator: ",")) Default=YES MaxTime=INFINITE State=UP

            """
    }
}
