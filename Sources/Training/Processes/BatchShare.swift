import Tensors

/// A process's part in a step that several take together, each with a part of the batch.
///
/// Every process computes the loss of the whole batch, from its own features and the others' values, and so gets the gradient
/// that goes through its own: summed over the processes these are the gradient of one process that has the whole batch. What
/// acts on the whole batch beside the features, as a temperature or a discriminator, has that gradient in each process; it is
/// counted in the first one alone (``TrainingBatch/once(_:)``).
public struct BatchShare: Sendable {
    let group: ProcessGroup
    let part: BatchPart

    init(_ group: ProcessGroup, _ part: BatchPart) { (self.group, self.part) = (group, part) }

    /// Tensors of the whole batch. Gradients go back through this process's own rows.
    /// - Parameter tensors: [n × captions, …] of this part each, where n languages come one after the other.
    /// - Returns: [n × captions, …] of the whole batch.
    fileprivate func whole(_ tensors: [Tensor]) throws -> [Tensor] {
        let most = (0..<part.processes).map { part.range(of: $0).count }.max() ?? 0
        let own = try tensors.map { tensor in
            let languages = tensor.shape[0] / part.gathered.count
            return try tensor.reshaped([languages, part.gathered.count] + tensor.shape.dropFirst())
                .sliced(1, 0..<part.own.count)
        }
        // All at once, each filled up to the largest part.
        let filled = try own.map { tensor in
            var shape = tensor.shape
            shape[1] = most - part.own.count
            return try Tensor.concatenated(
                [tensor.detached(), Tensor.zeros(shape, type: tensor.type, on: tensor.device)], along: 1
            ).reshaped([-1])
        }
        let all = try group.gathered(Tensor.concatenated(filled))
        var begin = 0
        return try zip(own, filled).map { own, filled in
            let range = begin..<begin + filled.count
            begin = range.upperBound
            var shape = own.shape
            shape[1] = most
            let parts = try (0..<part.processes).map { process in
                process == part.process
                    ? own
                    : try all.selected(0, process).sliced(0, range).reshaped(shape)
                        .sliced(1, 0..<part.range(of: process).count)
            }
            return try Tensor.concatenated(parts, along: 1).reshaped([shape[0] * part.whole] + shape.dropFirst(2))
        }
    }

    fileprivate func once(_ x: Tensor) throws -> Tensor {
        if part.process == 0 { return x }
        let value = try x.detached()
        // A gradient of zero, where none would be missing in the sum.
        return try value + (x - value) * 0
    }
}

extension TrainingBatch {
    /// Tensors of the whole batch, where this is a part of it; else the tensors themselves.
    /// - Parameter tensors: [n × captions, …] each, where n languages come one after the other; all of one type.
    func whole(_ tensors: Tensor...) throws -> [Tensor] { try share?.whole(tensors) ?? tensors }

    /// The same value, whose gradient counts once over all processes: for what is not computed from a part of the batch.
    func once(_ x: Tensor) throws -> Tensor { try share?.once(x) ?? x }

    /// Moves an optimizer's parameters by the gradients of the whole batch.
    /// - Parameter clip: the largest norm of the gradients; nil: any.
    func step(_ optimizer: Adam, rate: Double, clip: Double?) throws {
        if let share { try optimizer.sumGradients(over: share.group) }
        if let clip { try optimizer.clipGradients(to: clip) }
        try optimizer.step(rate: rate)
    }
}
