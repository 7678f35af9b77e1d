import Documents
import Foundation
import Workspace

/// How far a workspace's stages are: by its done records, its journal, and what Slurm says.
public struct RunStatus: Sendable, Encodable {
    /// A stage that has begun.
    public struct Stage: Sendable, Encodable {
        public let stage: String
        public let done: Int
        /// All of them; nil where no run said how many there are.
        public let partitions: Int?
        /// Slurm's tasks; nil without Slurm.
        public let running: Int?
        public let waiting: Int?
        /// Why most wait, in Slurm's word.
        public let reason: String?
        /// Items that failed, and tasks of Slurm's that did, by the reason, most first.
        public let failed: [Failed]
        /// Partitions a minute, since it last had work.
        public let perMinute: Double?
        /// Until all are done, at that rate; nil where nobody works at it.
        public let secondsLeft: Double?
    }

    public struct Failed: Sendable, Encodable {
        public let reason: String
        public let items: Int?
        public let tasks: Int?
    }

    public let workspace: String
    /// Who works in it, as "process 12 on HOST works in it"; nil for nobody.
    public let holder: String?
    /// What Slurm answered when it was asked in vain; nil where it answered, or is not there.
    public let slurm: String?
    /// In the order in which they first began.
    public let stages: [Stage]

    /// - Throws: ``InputError`` where there is no such folder.
    public init(_ workspace: Workspace) async throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: workspace.path, isDirectory: &isFolder), isFolder.boolValue else {
            throw InputError(file: workspace.path, "there is no such workspace", remedy: "name the folder of a run")
        }
        let folder = SlurmFolder(workspace)
        var tasks: [String: [SlurmCommands.Task]]?
        var silence: String?
        // Where nothing was ever submitted, nobody is asked.
        if FileManager.default.fileExists(atPath: folder.path) {
            do {
                tasks = Dictionary(grouping: try await SlurmCommands().tasks(named: folder.jobs)) {
                    String($0.name.dropFirst(folder.jobs.count))
                }
            } catch let fault as Fault { silence = fault.reason } catch let error as InputError {
                silence = error.problem
            }
        }
        let holder = try WorkspaceLock.holder(of: workspace)
        let found = try DoneListing(workspace).stages
        let names = Set(found.keys).union((tasks ?? [:]).keys)
        self.workspace = workspace.path
        (self.holder, slurm) = (holder, silence)
        stages = names.map { ($0, found[$0] ?? DoneListing.Stage()) }
            .sorted { ($0.1.first, $0.1.opened ?? .infinity, $0.0) < ($1.1.first, $1.1.opened ?? .infinity, $1.0) }
            .map { Stage($0, $1, RunStatus.tasks(tasks, of: $0), isHeld: holder != nil) }
    }
}

extension RunStatus {
    private static func tasks(_ all: [String: [SlurmCommands.Task]]?, of stage: String) -> [SlurmCommands.Task]? {
        all.map { $0[stage] ?? [] }
    }
}

extension RunStatus.Stage {
    fileprivate init(_ name: String, _ listed: DoneListing.Stage, _ tasks: [SlurmCommands.Task]?, isHeld: Bool) {
        stage = name
        (done, partitions) = (listed.done, listed.partitions)
        let counts = tasks.map { TaskCounts($0.filter(\.isAlive), unsubmitted: 0) }
        (running, waiting) = (counts?.running, counts?.waiting)
        reason = counts.flatMap { $0.reason.isEmpty ? nil : $0.reason }
        // What was made good since is nobody's concern.
        let isDone = listed.partitions == listed.done
        let ended = (isDone ? [] : tasks ?? []).filter { !$0.isAlive && $0.state != "COMPLETED" }
        let failedTasks = Dictionary(grouping: ended, by: \.state).mapValues(\.count)
        failed =
            listed.failed.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { RunStatus.Failed(reason: $0.key, items: $0.value, tasks: nil) }
            + failedTasks.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { RunStatus.Failed(reason: $0.key, items: nil, tasks: $0.value) }
        let seconds = listed.since.last - (listed.opened ?? listed.since.last)
        let rate = listed.since.count > 0 && seconds > 0 ? Double(listed.since.count) / seconds : nil
        perMinute = rate.map { $0 * 60 }
        let left = listed.partitions.map { max(0, $0 - listed.done) } ?? 0
        // Who only waits for tasks is not at work.
        let isAtWork = counts.map { $0.running > 0 || isHeld && $0.waiting == 0 } ?? isHeld
        secondsLeft = rate.flatMap { left > 0 && isAtWork ? Double(left) / $0 : nil }
    }
}
