import Documents
import Models
import Tensors
import Workspace

extension Trainer {
    /// Who takes part in a run, and where it is written down: by the first process alone.
    struct Run {
        var team: Team?
        var metrics: Metrics?
        var store: CheckpointStore?
        var validator: (any Validator)?
        var reporting = ProgressReporter { _ in }

        /// Ends a run that does not go on. The first process writes a checkpoint of the steps that all have taken, unless the
        /// model or the shards went bad.
        /// - Returns: what to throw.
        func end(
            _ learner: any Learner, _ step: Int, because error: any Error, _ state: () throws -> Checkpoint.State
        ) async -> any Error {
            if let strayed = error as? StrayedTraining { return strayed.fault }
            guard let team else { return await endAlone(learner, step, because: error, state) }
            guard error is CancellationError || error is Departure || error is TensorError else { return error }
            // At once: what started the processes may not leave this one much time.
            let outlook = await save(learner, step, state)
            // Only now, because it takes a moment.
            guard let departure = await team.departure(after: error) else { return error }
            return BrokenTraining(departure: departure, outlook: outlook)
        }

        private func endAlone(
            _ learner: any Learner, _ step: Int, because error: any Error, _ state: () throws -> Checkpoint.State
        ) async -> any Error {
            guard error is CancellationError || error is Fault else { return error }
            let outlook = await save(learner, step, state)
            guard let fault = error as? Fault else {
                reporting.status(outlook, isLast: true)
                return error
            }
            return Fault(fault.what, reason: "\(fault.reason); \(outlook)")
        }

        private func save(_ learner: any Learner, _ step: Int, _ state: () throws -> Checkpoint.State) async -> String {
            let goingOn = "the same command goes on from it (`tessera train` with --resume)"
            guard let metrics, let store else { return "the same command goes on from the last checkpoint" }
            guard step > 0 else { return "no step was done" }
            do {
                if !store.has(step: step) {
                    try await store.save(learner, state(), metrics: metrics.lines, evenCancelled: true)
                }
                return "step \(step) has its checkpoint; \(goingOn)"
            } catch {
                return "step \(step) has no checkpoint (\(error)), but those before have"
            }
        }
    }
}

extension Team {
    /// Runs what may exchange tensors: in the team's own thread, or here where there is no team.
    static func run<T>(in team: Team?, _ body: () throws -> T) async throws -> T {
        if let team { return try await team.run(body) }
        return try body()
    }

    /// The first process's number, in all of them.
    func shared(_ number: Double) async throws -> Double {
        try await run {
            let tensor = try Tensor([number])
            try group.share(tensor)
            return try tensor.scalar()
        }
    }

    /// Lets all processes begin where the first one stands, with its weights.
    /// - Throws: ``InputError`` where they do not train the same.
    func begin(_ learner: any Learner, _ position: inout Trainer.Position, fingerprint: String) async throws {
        let start = position
        position = try await run {
            try compare(Tensor(Array(fingerprint.utf8).map(Int64.init))) { others in
                InputError(
                    "\(others) has another recipe, model, tokenizer or other shards than process 0",
                    remedy: "give all processes the same, or set WORLD_SIZE=1 and RANK=0 for each to train alone")
            }
            for tensor in learner.tensors { try group.share(tensor) }
            let validation = start.validation
            let numbers = try Tensor([
                Double(start.step), Double(start.stream.epoch), Double(start.stream.captions),
                validation == nil ? 0 : 1, validation?.best ?? 0, Double(validation?.bestStep ?? 0),
                Double(validation?.since ?? 0),
            ])
            try group.share(numbers)
            let told: [Double] = try numbers.values()
            var position = Trainer.Position()
            position.step = Int(told[0])
            position.stream = StreamPosition(epoch: Int(told[1]), captions: Int(told[2]))
            if told[3] == 1 {
                position.validation = ValidationHistory(best: told[4], bestStep: Int(told[5]), since: Int(told[6]))
            }
            return position
        }
    }

    /// Looks whether all processes have the same weights and moments, to the last bit.
    /// - Throws: ``Fault`` where they do not.
    func compare(_ learner: any Learner, step: Int) async throws {
        try await run {
            let sums = try withoutGradients { try Tensor.stacked(learner.tensors.map { try $0.bitSum() }) }
            try compare(sums) { others in
                Fault(
                    "training, step \(step)",
                    reason: "\(others) has other weights than process 0: use processors of one kind for all, "
                        + "and go on from the last checkpoint")
            }
        }
    }

    /// - Parameter complaint: made of the processes that have something else than the first.
    private func compare(_ own: Tensor, _ complaint: (String) -> any Error) throws {
        let all: [Int64] = try group.gathered(own.moved(to: .cpu)).values()
        let width = all.count / count
        let others = (1..<count).filter { all[$0 * width..<($0 + 1) * width] != all[0..<width] }
        guard others.isEmpty else {
            throw complaint(
                (others.count == 1 ? "process " : "processes ") + others.map(String.init).joined(separator: ", "))
        }
    }
}

extension Learner {
    /// All that a step changes.
    fileprivate var tensors: [Tensor] {
        parameters.map(\.parameter.tensor) + optimizers.flatMap(\.state).map(\.tensor)
    }
}
