import Documents
import Foundation
import Workspace

/// The checkpoints of a run on its way: the last few, and the best.
struct CheckpointStore: Sendable {
    let folder: String
    /// How many of the last are kept.
    let kept: Int

    /// The names of the checkpoints, the oldest first.
    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasPrefix("step-") }.sorted()
    }

    private static func name(_ step: Int) -> String {
        let digits = String(step)
        return "step-" + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
    }

    func path(step: Int) -> String { "\(folder)/\(CheckpointStore.name(step))" }

    /// The last whole checkpoint of a run.
    func last(fingerprint: String) throws -> Checkpoint? {
        guard let name = names.last else { return nil }
        // One that cannot be read is of another version, and so of another run.
        let checkpoint = try? Checkpoint(folder: "\(folder)/\(name)")
        guard checkpoint?.state.fingerprint == fingerprint, isWhole("\(folder)/\(name)") else { return nil }
        return checkpoint
    }

    /// Whether a checkpoint's files are those that were written: a flipped bit in a weight would go on in all that follow.
    private func isWhole(_ checkpoint: String) -> Bool {
        // Those of versions before have no digests.
        guard let data = FileManager.default.contents(atPath: "\(checkpoint)/\(CheckpointStore.digests)") else {
            return true
        }
        guard let expected = Seal.decode(Digests.self, from: data) else { return false }
        return (try? CheckpointStore.digests(of: checkpoint)) == expected
    }

    private static let digests = "digests.json"

    private struct Digests: Codable, Equatable {
        /// SHA-256 of each file, by its name.
        let files: [String: String]
    }

    private static func digests(of checkpoint: String) throws -> Digests {
        let names = try FileManager.default.contentsOfDirectory(atPath: checkpoint).filter { $0 != digests }
        return Digests(
            files: Dictionary(uniqueKeysWithValues: try names.map { ($0, try Digest.ofFile("\(checkpoint)/\($0)")) }))
    }

    /// Whether there is one of a step.
    func has(step: Int) -> Bool { FileManager.default.fileExists(atPath: path(step: step)) }

    /// Writes a checkpoint, then lets go of those that are neither among the last nor the best.
    /// - Parameter evenCancelled: where the task is cancelled, too.
    func save(
        _ learner: any Learner, _ state: Checkpoint.State, metrics: String, evenCancelled: Bool = false
    ) async throws {
        try await AtomicOutput.publish(path(step: state.step), evenCancelled: evenCancelled) { temporary in
            try Checkpoint.write(learner, state, metrics: metrics, to: temporary)
            try Seal.encode(CheckpointStore.digests(of: temporary))
                .write(to: URL(fileURLWithPath: "\(temporary)/\(CheckpointStore.digests)"))
        }
        let best = state.validation.map { CheckpointStore.name($0.bestStep) }
        // What another run left here is older than all of this one's, or newer than its last.
        let (own, others) = (names.filter { $0 <= CheckpointStore.name(state.step) }, names)
        let keep = Set(own.suffix(kept) + [best].compactMap { $0 })
        for name in others where !keep.contains(name) {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}
