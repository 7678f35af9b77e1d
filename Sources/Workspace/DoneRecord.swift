import Documents
import Foundation

/// Stands beside an output and says what it was made from, so that it need not be made again.
public struct DoneRecord: Sendable, Equatable, Codable {
    public let stage: String
    public let partition: String
    /// SHA-256 over the stage's name and version and the partition's inputs.
    public let fingerprint: String
    /// SHA-256 of the output: of a file its bytes, of a folder its files' names and digests.
    public let digest: String
    /// The output's size, in all its files.
    public let bytes: Int
    public let outcome: Outcome
    /// Files that the stage may have written beside the output, relative to the workspace; nil for none.
    public var companions: [String]?

    /// The path of the record of an output.
    public static func path(of output: String) -> String { output + ".done" }

    /// Where the record of an output goes while the output is made anew.
    public static func previousPath(of output: String) -> String { output + ".previous" }

    /// The fingerprint of a partition of a stage.
    public static func fingerprint(_ stage: any Stage, _ partition: Partition) -> String {
        let inputs = partition.inputs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)\n" }
        return Digest.of("\(stage.name) \(stage.version)\n\(partition.name)\n\(partition.output)\n" + inputs.joined())
    }

    /// The record of an output; nil when there is none, or it is not readable and the output must be redone.
    public static func read(of output: String) -> DoneRecord? { read(path(of: output)) }

    /// The record that an output had before it was to be made anew, as ``read(of:)``.
    public static func readPrevious(of output: String) -> DoneRecord? { read(previousPath(of: output)) }

    private static func read(_ path: String) -> DoneRecord? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return Seal.decode(DoneRecord.self, from: data)
    }

    /// Whether an output is what its record says, as ``Workspace/isDone(_:of:retryingFailures:)`` judges it; nil where it has no
    /// record.
    public static func vouches(for output: String) throws -> Bool? {
        guard let record = read(of: output) else { return nil }
        let files = try OutputFiles.list(output)
        guard files.reduce(0, { $0 + $1.bytes }) == record.bytes else { return false }
        guard try OutputFiles.areChanged(files, after: path(of: output)) else { return true }
        return try OutputFiles.digest(output).digest == record.digest
    }

    /// Writes the record beside the output.
    public func write(of output: String) throws {
        try AtomicOutput.write(Seal.encode(self), to: DoneRecord.path(of: output))
    }
}
