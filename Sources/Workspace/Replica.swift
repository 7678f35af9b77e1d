import Documents
import Foundation

/// A place beyond this machine that keeps a workspace's outputs, such as a bucket. The workspace's folder has copies of what
/// stages read and write here, and all the done records.
///
/// Names are those of outputs, relative to the workspace. Nobody ever finds a done record there without its output: that goes
/// first when an output is published, and the record when one is retired.
public protocol Replica: Sendable {
    /// Its address, without secrets.
    var name: String { get }

    /// Makes the done records here those that are kept there; called before anything of a workspace is looked at. What was made
    /// here and is not there yet stays.
    func begin() async throws

    /// Whether an output, as its record has it, is there whole.
    func holds(_ output: String, _ record: DoneRecord) -> Bool

    /// Brings outputs here, where they are not. A name stands for an output, or for all in a folder of that name.
    /// - Parameter hold: keeps them here until it is given back.
    func bring(_ names: [String], for hold: ReplicaHold?) async throws

    /// Lets go of what was brought: it may make room for other outputs.
    func release(_ hold: ReplicaHold) async

    /// Puts an output there, with what stands beside it, and its record last.
    func publish(_ output: String, _ record: DoneRecord) async throws

    /// Takes an output's record away there, because the output is made anew.
    func retire(_ output: String) async throws

    /// Removes outputs.
    func remove(_ outputs: [PrunedOutput]) async throws

    /// Brings files that are no outputs, where they differ from what this machine left there.
    func bring(keepsakes names: [String]) async throws

    /// Called before a stage works with them.
    /// - Throws: ``InputError`` for one that was altered here and there since both were the same; neither was touched.
    func check(keepsakes names: [String]) throws

    /// Puts them there, where they differ.
    /// - Parameter worked: whether a stage worked with them; else only what is not there goes there.
    func publish(keepsakes names: [String], worked: Bool) async throws
}

/// An output that no partition names any more.
public struct PrunedOutput: Sendable, Equatable {
    public let output: String
    public let companions: [String]

    public init(output: String, companions: [String]) { (self.output, self.companions) = (output, companions) }
}

/// What a partition had brought.
public final class ReplicaHold: Sendable {
    /// That of the partition which runs in this task.
    @TaskLocal public static var current: ReplicaHold?

    public init() {}
}

extension Workspace {
    /// Brings outputs here that are about to be read; nothing where the workspace is all here.
    /// - Parameter names: of outputs, or of folders of outputs, relative to the workspace.
    public func bring(_ names: [String]) async throws {
        try await replica?.bring(names, for: ReplicaHold.current)
    }

    /// Whether an output is there, here or beyond.
    public func has(_ output: String) -> Bool {
        if FileManager.default.fileExists(atPath: file(output)) { return true }
        guard let replica, let record = DoneRecord.read(of: file(output)) else { return false }
        return replica.holds(output, record)
    }

    /// The outputs that paths of files lie in, relative to the workspace; a path that is in none is left out.
    public func outputs(of paths: some Sequence<String>) -> Set<String> {
        var outputs: Set<String> = []
        for path in Set(paths) {
            var parts = path.prefix { $0 != "#" }.split(separator: "/")
            while !parts.isEmpty {
                let name = parts.joined(separator: "/")
                if outputs.contains(name) { break }
                if FileManager.default.fileExists(atPath: DoneRecord.path(of: file(name))) {
                    outputs.insert(name)
                    break
                }
                parts.removeLast()
            }
        }
        return outputs
    }

    /// Publishes those of some partitions whose outputs are here and not beyond.
    /// - Parameter pending: those that are to be done yet.
    func publish(_ partitions: [Partition], without pending: [Partition]) async throws {
        guard let replica else { return }
        let open = Set(pending.map(\.output))
        for partition in partitions where !open.contains(partition.output) {
            guard let record = DoneRecord.read(of: file(partition.output)), !replica.holds(partition.output, record)
            else { continue }
            try await replica.publish(partition.output, record)
        }
    }

    /// Brings an output that is to be made anew from the same inputs, for a stage that keeps of it what did not fail, and
    /// takes its record away beyond.
    func retireReplica(of partition: Partition, of stage: any Stage) async throws {
        guard let replica else { return }
        if let record = DoneRecord.read(of: file(partition.output)),
            record.fingerprint == DoneRecord.fingerprint(stage, partition), replica.holds(partition.output, record)
        {
            try await replica.bring([partition.output], for: nil)
        }
        try await replica.retire(partition.output)
    }

    /// Lets a partition run, and lets go of what it had brought.
    func holding<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        guard let replica else { return try await body() }
        let hold = ReplicaHold()
        do {
            let result = try await ReplicaHold.$current.withValue(hold) { try await body() }
            await replica.release(hold)
            return result
        } catch {
            await replica.release(hold)
            throw error
        }
    }
}
