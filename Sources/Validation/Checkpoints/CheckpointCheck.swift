import Documents
import Foundation
import Shards
import Tensors
import Training

/// Looks at a trained model on disk.
struct CheckpointCheck: Sendable {
    let settings: ValidationSettings
    let folder: String

    /// - Parameter shards: those beside it, that it should have been trained on.
    func run(_ shards: [ShardContents]) throws -> Findings {
        var findings = Findings(settings)
        let state = "\(folder)/state.json"
        var step = 1
        do {
            let checkpoint = try Checkpoint(folder: folder)
            step = checkpoint.state.step
            compare(checkpoint.state, shards, Place(state), &findings)
        } catch let error as InputError {
            findings.add(.checkpointUnsound, Place(error.file ?? state), error.problem)
        }
        try weights("model.safetensors", step: step, isNeeded: true, &findings)
        try weights("optimizer.safetensors", step: 0, isNeeded: false, &findings)
        return findings
    }

    private func weights(_ name: String, step: Int, isNeeded: Bool, _ findings: inout Findings) throws {
        let place = Place("\(folder)/\(name)")
        guard isNeeded || FileManager.default.fileExists(atPath: place.file) else { return }
        do {
            let file = try SafetensorsFile(place.file)
            if file.names.isEmpty, isNeeded { findings.add(.checkpointUnsound, place, "it holds no weights") }
            for name in file.names {
                let (isFinite, isZero) = try look(at: file.tensor(name))
                if !isFinite { findings.add(.weightsNotFinite, place, "'\(name)'") }
                // Before the first step some are zero by design, and so are many biases later.
                if isZero, step > 0, (file.entries[name]?.shape.count ?? 0) > 1 {
                    findings.add(.weightsZero, place, "'\(name)'")
                }
            }
        } catch let error as InputError {
            findings.add(
                .checkpointUnsound, place, [error.key, error.problem].compactMap(\.self).joined(separator: ": "))
        } catch let error as TensorError {
            findings.add(.checkpointUnsound, place, "\(error)")
        }
    }

    /// Numbers that are looked at at a time.
    private static let block = 1 << 22

    private func look(at tensor: Tensor) throws -> (isFinite: Bool, isZero: Bool) {
        guard [.float16, .bfloat16, .float32, .float64].contains(tensor.type), tensor.count > 0 else {
            return (true, false)
        }
        let flat = try tensor.reshaped([tensor.count])
        var (isFinite, isZero) = (true, true)
        for start in stride(from: 0, to: tensor.count, by: CheckpointCheck.block) {
            let part = try flat.sliced(0, start..<min(tensor.count, start + CheckpointCheck.block))
            for value in try part.converted(to: .float32).values(as: Float.self) {
                if !value.isFinite { isFinite = false }
                if value != 0 { isZero = false }
            }
        }
        return (isFinite, isZero)
    }

    private func compare(
        _ state: Checkpoint.State, _ shards: [ShardContents], _ place: Place, _ findings: inout Findings
    ) {
        // The others are told to differ from this one.
        guard let shard = shards.first else { return }
        let model = shard.description.model
        if state.modelDigest != model.digest {
            findings.add(
                .checkpointShards, place,
                "it was trained with \(state.model) (SHA-256 \(state.modelDigest.prefix(12))…), and the shards were made with \(model)"
            )
        }
        let held = Set(shards.flatMap(\.captions.keys))
        for language in state.languages where !held.contains(language) && state.tokenizers[language] == nil {
            findings.add(
                .checkpointShards, place, "it was trained in \(language), of which the shards have no captions")
        }
        for (language, digest) in state.tokenizers.sorted(by: { $0.key < $1.key }) {
            guard let tokenizer = shards.lazy.compactMap({ $0.description.tokenizers[language] }).first else {
                findings.add(
                    .checkpointShards, place, "it was trained in \(language), of which the shards have no tokens")
                continue
            }
            guard tokenizer.digest != digest else { continue }
            findings.add(
                .checkpointShards, place,
                "its tokenizer of \(language) is another one (SHA-256 \(digest.prefix(12))…) than the shards' \(tokenizer)"
            )
        }
    }
}
