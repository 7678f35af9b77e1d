import Documents
import Foundation

/// The folder that a run works in. Every stage's outputs lie in it, each beside its done record.
public struct Workspace: Sendable {
    /// The folder's path.
    public let path: String
    /// Where the outputs are kept, and the folder has copies of them; nil where the folder is all there is.
    public let replica: (any Replica)?

    public init(_ path: String, replica: (any Replica)? = nil) {
        (self.path, self.replica) = (path, replica)
    }

    /// The path of something in the workspace.
    public func file(_ name: String) -> String { path + "/" + name }

    /// Whether a partition needs no work: its output is there, whole, and made from the same inputs.
    ///
    /// An output of the right size that was last changed before its record was written is taken for whole; any other has its
    /// digest compared.
    public func isDone(_ partition: Partition, of stage: any Stage, retryingFailures: Bool = false) -> Bool {
        doneRecord(of: partition, of: stage, retryingFailures: retryingFailures) != nil
    }

    /// The done record of a partition that needs no work, as ``isDone(_:of:retryingFailures:)`` has it; nil for one that does.
    /// - Parameter noting: whether an output that had to be digested is noted as known, so that it is not read again.
    func doneRecord(
        of partition: Partition, of stage: any Stage, retryingFailures: Bool, noting: Bool = false
    ) -> DoneRecord? {
        let output = file(partition.output)
        guard let record = DoneRecord.read(of: output) else { return nil }
        if retryingFailures, !record.outcome.failures.isEmpty { return nil }
        guard record.fingerprint == DoneRecord.fingerprint(stage, partition) else { return nil }
        guard let files = try? OutputFiles.list(output), files.reduce(0, { $0 + $1.bytes }) == record.bytes else {
            return replica?.holds(partition.output, record) == true ? record : nil
        }
        let place = DoneRecord.path(of: output)
        guard (try? OutputFiles.areChanged(files, after: place)) ?? true else { return record }
        guard (try? OutputFiles.digest(output))?.digest == record.digest else { return nil }
        // Where nothing may be written, it is read again.
        if noting { utimes(place, nil) }
        return record
    }

    /// Does a partition, and writes its done record after its output.
    /// - Parameter ran: called when the stage has run, and its output is only to be digested and published.
    public func perform(
        _ partition: Partition, of stage: any Stage, reporting: ProgressReporter,
        ran: @escaping @Sendable () -> Void = {}
    ) async throws -> DoneRecord {
        let output = file(partition.output)
        try await retireReplica(of: partition, of: stage)
        retire(DoneRecord.path(of: output), to: DoneRecord.previousPath(of: output))
        let (outcome, digest, bytes) = try await AtomicOutput.publish(output) { temporary in
            let outcome = try await holding { try await stage.run(partition, to: temporary, reporting: reporting) }
            ran()
            return outcome
        } sealing: { temporary, outcome in
            // Processor and disk work at the same time.
            async let digested = OutputFiles.digest(temporary)
            try AtomicOutput.sync(contentsOf: temporary)
            let (digest, bytes) = try await digested
            return (outcome, digest, bytes)
        }
        let record = DoneRecord(
            stage: stage.name, partition: partition.name, fingerprint: DoneRecord.fingerprint(stage, partition),
            digest: digest, bytes: bytes, outcome: outcome,
            companions: partition.companions.isEmpty ? nil : partition.companions)
        try record.write(of: output)
        try? FileManager.default.removeItem(atPath: DoneRecord.previousPath(of: output))
        try await replica?.publish(partition.output, record)
        return record
    }

    /// Takes a done record's name away before its output changes, but keeps what it says for ``previous(of:of:)``.
    private func retire(_ record: String, to previous: String) {
        // The one of an earlier run that was killed says more than none, and is checked against the output.
        guard FileManager.default.fileExists(atPath: record), rename(record, previous) != 0 else { return }
        try? FileManager.default.removeItem(atPath: record)
    }

    /// What an earlier run of a partition left, for a stage that runs it again and would keep what did not fail.
    /// - Returns: the output's path and its record, when it was made from the same inputs and is whole, by its digest;
    ///   else nil. The output stays in place until the new one is published.
    public func previous(of partition: Partition, of stage: any Stage) -> (path: String, record: DoneRecord)? {
        let output = file(partition.output)
        guard let record = DoneRecord.readPrevious(of: output),
            record.fingerprint == DoneRecord.fingerprint(stage, partition),
            OutputFiles.bytes(output) == record.bytes, (try? OutputFiles.digest(output))?.digest == record.digest
        else { return nil }
        return (output, record)
    }

    /// The digest of an output that a stage before has written.
    /// - Throws: ``InputError`` when it is not there.
    public func digest(of output: String) throws -> String {
        guard let record = DoneRecord.read(of: file(output)) else {
            throw InputError(file: file(output), "has no done record", remedy: "run the stage that makes it first")
        }
        return record.digest
    }

    /// One digest over the outputs in a folder, by their done records; the same while none of them is made anew.
    /// - Parameter isMeant: whether an output counts, by its name.
    public func digest(ofOutputsIn folder: String, where isMeant: (String) -> Bool = { _ in true }) throws -> String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: file(folder))) ?? []
        let records = names.filter { $0.hasSuffix(".done") && isMeant(String($0.dropLast(5))) }.sorted()
        return Digest.of(
            try records.map { try "\($0) \(digest(of: "\(folder)/\($0.dropLast(5))"))" }.joined(separator: "\n"))
    }

    /// The done records of a stage's partitions, in order.
    /// - Throws: ``Fault`` when one is not there.
    public func records(of partitions: [Partition], stage: String) throws -> [DoneRecord] {
        try partitions.map { partition in
            guard let record = DoneRecord.read(of: file(partition.output)) else {
                throw Fault("running \(stage)", reason: "the done record of \(partition.name) went away")
            }
            return record
        }
    }

    /// Removes a stage's outputs, with their done records, that none of its partitions names any more: a dataset that
    /// got fewer shards must not leave old ones behind.
    /// - Returns: what was removed, with what stood beside it.
    @discardableResult
    public func prune(_ stage: any Stage, keeping partitions: [Partition]) throws -> [PrunedOutput] {
        var pruned: [PrunedOutput] = []
        let keep = Set(partitions.map(\.output))
        let folders = Set(partitions.map { ($0.output as NSString).deletingLastPathComponent })
        for folder in folders {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: file(folder))) ?? []
            for name in names {
                guard let suffix = [".done", ".previous"].first(where: name.hasSuffix) else { continue }
                let output = (folder as NSString).appendingPathComponent(String(name.dropLast(suffix.count)))
                // Of a million records hardly any is read here.
                guard !keep.contains(output) else { continue }
                let path = file(output)
                let record = suffix == ".done" ? DoneRecord.read(of: path) : DoneRecord.readPrevious(of: path)
                guard let record, record.stage == stage.name else { continue }
                pruned.append(PrunedOutput(output: output, companions: record.companions ?? []))
                try FileManager.default.removeItem(atPath: path + suffix)
                for gone in [path] + (record.companions ?? []).map(file) {
                    try? FileManager.default.removeItem(atPath: gone)
                }
            }
        }
        return pruned
    }
}
