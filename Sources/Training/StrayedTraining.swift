import Documents
import Models
import Tensors

/// A loss that is not finite: the model is of no use any more, and no checkpoint comes of it.
struct StrayedTraining: Error {
    let fault: Fault

    /// - Parameters: batch: of the step; position: before it; store: of the first process.
    init(_ batch: TrainingBatch, _ position: Trainer.Position, _ store: CheckpointStore?) throws {
        var features: [Tensor] = []
        if let source = batch.source { features.append(source) }
        if case .features(let visual) = batch.visual { features.append(visual) }
        let areFinite = try features.allSatisfy { tensor in
            try tensor.moved(to: .cpu).converted(to: .float32).values(as: Float.self).allSatisfy(\.isFinite)
        }
        let remedy =
            areFinite
            ? "lower the rate" : "features of the shards are not: `tessera validate` names their rows"
        let last = store?.names.last.map { "the last checkpoint is \($0)" } ?? "there is no checkpoint yet"
        fault = Fault(
            "training, step \(position.step), epoch \(position.stream.epoch), after "
                + "\(position.stream.captions) captions",
            reason: "the loss is not finite; \(store == nil ? "" : last + "; ")\(remedy)")
    }
}
