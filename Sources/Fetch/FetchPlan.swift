import Corpus
import Workspace

/// What a fetch would do, for people who look before they download.
public struct FetchPlan: Sendable, Encodable {
    /// A file of the manifest.
    public struct File: Sendable, Encodable {
        /// Where it would lie, relative to the folder that is fetched into.
        public let to: String
        /// Its address, or its name on this machine.
        public let from: String
        /// The digest that it must have; nil where the first fetch pins it.
        public let sha256: String?
        /// Whether it is there already, as the manifest has it.
        public let done: Bool
    }

    public let files: [File]
    /// How many would be fetched.
    public var pending: Int { files.count { !$0.done } }
}

extension FetchStage {
    /// What a run of this stage would do; asks nobody and writes nothing.
    public func plan(retryingFailures: Bool = false) async throws -> FetchPlan {
        var files: [FetchPlan.File] = []
        for partition in try await partitions() {
            let done = workspace.isDone(partition, of: self, retryingFailures: retryingFailures)
            for file in self.files where file.destination == partition.name {
                let pinned = await lock.digest(of: place(file))
                files.append(
                    .init(to: partition.output, from: place(file), sha256: file.sha256 ?? pinned, done: done))
            }
        }
        return FetchPlan(files: files)
    }
}
