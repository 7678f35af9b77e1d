import Documents
import Foundation

/// The folder that a run works in. Every stage's outputs lie in it, each beside its done record.
public struct Workspace: Sendable {
    /// The folder's path.
    public let path: String

    public init(_ path: String) {
        self.path = path
    }

    /// The path of something in the workspace.
    public func file(_ name: String) -> String { path + "/" + name }

    /// Whether a partition needs no work: its output is there, whole, and made from the same inputs.
    public func isDone(_ partition: Partition, of stage: any Stage, retryingFailures: Bool = false) -> Bool {
        let output = file(partition.output)
        guard let record = DoneRecord.read(of: output) else { return false }
        if retryingFailures, !record.outcome.failures.isEmpty { return false }
        return record.fingerprint == DoneRecord.fingerprint(stage, partition)
            && OutputFiles.bytes(output) == record.bytes
    }

    /// Does a partition, and writes its done record after its output.
    public func perform(_ partition: Partition, of stage: any Stage, reporting: @escaping ProgressReporter) async throws
        -> DoneRecord
    {
        let output = file(partition.output)
        try? FileManager.default.removeItem(atPath: DoneRecord.path(of: output))
        let outcome = try await AtomicOutput.publish(output) { temporary in
            try await stage.run(partition, to: temporary, reporting: reporting)
        }
        let (digest, bytes) = try OutputFiles.digest(output)
        let record = DoneRecord(
            stage: stage.name, partition: partition.name, fingerprint: DoneRecord.fingerprint(stage, partition),
            digest: digest, bytes: bytes, outcome: outcome)
        try record.write(of: output)
        return record
    }

    /// The digest of an output that a stage before has written.
    /// - Throws: ``InputError`` when it is not there.
    public func digest(of output: String) throws -> String {
        guard let record = DoneRecord.read(of: file(output)) else {
            throw InputError(file: file(output), "has no done record", remedy: "run the stage that makes it first")
        }
        return record.digest
    }

    /// One digest over all outputs in a folder, by their done records; the same while none of them is made anew.
    public func digest(ofOutputsIn folder: String) throws -> String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: file(folder))) ?? []
        let records = names.filter { $0.hasSuffix(".done") }.sorted()
        return Digest.of(
            try records.map { try "\($0) \(digest(of: "\(folder)/\($0.dropLast(5))"))" }.joined(separator: "\n"))
    }

    /// Removes a stage's outputs, with their done records, that none of its partitions names any more: a dataset that
    /// got fewer shards must not leave old ones behind.
    public func prune(_ stage: any Stage, keeping partitions: [Partition]) throws {
        let keep = Set(partitions.map(\.output))
        let folders = Set(partitions.map { ($0.output as NSString).deletingLastPathComponent })
        for folder in folders {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: file(folder))) ?? []
            for name in names where name.hasSuffix(".done") {
                let output = (folder as NSString).appendingPathComponent(String(name.dropLast(".done".count)))
                guard !keep.contains(output), DoneRecord.read(of: file(output))?.stage == stage.name else { continue }
                try FileManager.default.removeItem(atPath: DoneRecord.path(of: file(output)))
                try? FileManager.default.removeItem(atPath: file(output))
            }
        }
    }
}
