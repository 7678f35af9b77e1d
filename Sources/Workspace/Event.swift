/// What happens during a run, for whoever shows or records it.
public enum Event: Sendable {
    /// A stage has this many partitions, of which some are done already; and the items of the others, where known.
    case stageBegan(stage: String, partitions: Int, done: Int, items: Int)
    /// A partition with work begins.
    case partitionBegan(stage: String, partition: String)
    /// Items were done.
    case advanced(stage: String, items: Int)
    /// What there is to be known of the work now.
    case status(stage: String, text: String, isLast: Bool = false)
    /// A partition's output and done record are written.
    case partitionEnded(stage: String, record: DoneRecord, seconds: Double)
    /// All of a stage's partitions are done.
    case stageEnded(stage: String, seconds: Double)
}

/// Called with each event, from any thread.
public typealias Observer = @Sendable (Event) -> Void
