import Corpus
import Foundation
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
        /// Its size, where it is on this machine; what an address gives is known only when it is asked.
        public let bytes: Int?
        /// Whether it is there already, as the manifest has it.
        public let done: Bool
        /// For a file that a person is to bring, and has not yet: how to get it.
        public let instructions: String?
        /// Whether nothing runs before such a file is there.
        public let isRequired: Bool

        enum CodingKeys: String, CodingKey {
            case to, from, sha256, bytes, done, instructions
            case isRequired = "required"
        }
    }

    public let files: [File]
    /// How many would be fetched.
    public var pending: Int { files.count { !$0.done && $0.instructions == nil } }
    /// Those that a person is to bring.
    public var byHand: [File] { files.filter { $0.instructions != nil } }
    /// The bytes of those that would be fetched, as far as they are known.
    public var knownBytes: Int { files.reduce(0) { $0 + ($1.done ? 0 : $1.bytes ?? 0) } }
}

extension FetchStage {
    /// What a run of this stage would do; asks nobody and writes nothing.
    public func plan(retryingFailures: Bool = false) async throws -> FetchPlan {
        var plans: [FetchPlan.File] = []
        for (name, files) in destinations {
            // A file that nothing runs without has no partition.
            let isBlocked = files.contains { $0.isRequired && $0.instructions != nil }
            let partition = isBlocked ? nil : try partition(name, files)
            let done =
                partition.map { workspace.isDone($0, of: self, retryingFailures: retryingFailures) } ?? false
            for file in files {
                let pinned = await lock.digest(of: place(file))
                plans.append(
                    .init(
                        to: partition?.output ?? "\(FetchStage.folder)/\(name)", from: place(file),
                        sha256: file.sha256 ?? pinned, bytes: file.bytes, done: done, instructions: file.instructions,
                        isRequired: file.isRequired))
            }
        }
        return FetchPlan(files: plans)
    }
}

extension Manifest.File {
    /// How a person gets it; nil where none needs to.
    fileprivate var instructions: String? {
        guard case .manual(let path, let instructions, _) = place, !FileManager.default.fileExists(atPath: path) else {
            return nil
        }
        return instructions
    }

    fileprivate var isRequired: Bool {
        if case .manual(_, _, isOptional: true) = place { false } else { true }
    }

    fileprivate var bytes: Int? {
        switch place {
        case .url: nil
        case .local(let path), .manual(let path, _, _):
            (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
        }
    }
}
