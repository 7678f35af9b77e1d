/// Where a training run keeps what it needs to go on, and what people look at while it goes on.
public struct TrainingFolder: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    /// Checkpoints on the way.
    public var checkpoints: String { path + "/checkpoints" }
    /// The lines of metrics so far.
    public var metrics: String { path + "/metrics.jsonl" }
    /// For TensorBoard; they stay when the run is done.
    public var events: String { path + "/events" }

    /// Whether a run was stopped here.
    public var hasCheckpoints: Bool { !CheckpointStore(folder: checkpoints, kept: 1).names.isEmpty }
}
