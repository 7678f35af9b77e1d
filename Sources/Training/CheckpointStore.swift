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

    /// What a run finds where it begins.
    struct Found {
        /// The last from which it can go on: its own, and whole, as is the best so far.
        var checkpoint: Checkpoint?
        /// The names of newer ones that are not as they were written.
        var damaged: [String] = []
        /// The names of newer ones that another run left, or another version.
        var others: [String] = []

        /// What is not gone on from, for people; nil where nothing is lost.
        var loss: String? {
            let names = damaged.joined(separator: ", ")
            if let checkpoint {
                return damaged.isEmpty
                    ? nil : "\(names) is not as it was written: going on from step \(checkpoint.state.step)"
            }
            if !damaged.isEmpty { return "no checkpoint is as it was written (\(names)): beginning anew" }
            return others.isEmpty
                ? nil : "the checkpoints here had another recipe, model, tokenizer or other shards: beginning anew"
        }
    }

    /// Looks for the last checkpoint of a run, from the newest on.
    func last(fingerprint: String) -> Found {
        var found = Found()
        for name in names.reversed() {
            let path = "\(folder)/\(name)"
            guard isWhole(path) else {
                found.damaged.append(name)
                continue
            }
            // One that is whole and cannot be read is of another version.
            guard let checkpoint = try? Checkpoint(folder: path), checkpoint.state.fingerprint == fingerprint else {
                found.others.append(name)
                continue
            }
            if let best = checkpoint.state.validation?.bestStep, best != checkpoint.state.step, !isWhole(step: best) {
                found.damaged.append(CheckpointStore.name(best))
                continue
            }
            found.checkpoint = checkpoint
            break
        }
        return found
    }

    /// Whether a step's checkpoint is as it was written.
    func isWhole(step: Int) -> Bool { isWhole(path(step: step)) }

    /// Whether a checkpoint's files are those that were written: a flipped bit in a weight would go on in all that follow.
    private func isWhole(_ checkpoint: String) -> Bool {
        guard let data = FileManager.default.contents(atPath: "\(checkpoint)/\(CheckpointStore.digests)"),
            let expected = Seal.decode(Digests.self, from: data)
        else { return false }
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
