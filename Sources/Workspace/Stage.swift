/// A step from files to files. It knows neither executors nor other stages.
///
/// To add one: conform a value type to this, name its partitions, and write each one's output in ``run(_:reporting:)``.
public protocol Stage: Sendable {
    /// As it stands in pipeline files and on the command line: `features`.
    var name: String { get }
    /// Raised whenever the same inputs would give other bytes than before, so that old outputs are redone.
    var version: Int { get }

    /// Partitions that are worth doing at a time in one process, beside what `--jobs` says: more than 1 for a stage that
    /// waits for others more than it computes.
    var concurrency: Int { get }

    /// Whether several processes may do its partitions at a time: not where all of them share what one process keeps, such as a
    /// budget.
    var isDivisible: Bool { get }

    /// Whether a partition that was killed goes on from where it stood, and not from its beginning.
    var isResumable: Bool { get }
    /// Files beside its outputs that it goes on with from run to run, relative to the workspace: a memory, a census.
    var keepsakes: [String] { get }

    /// Makes ready what every partition needs, such as a server; called once before the first partition that has work.
    func prepare() async throws

    /// The units of work, each with one output. Called when the stages before are done.
    func partitions() async throws -> [Partition]

    /// The partitions, where naming them takes no work and writes nothing, as in a dry run; nil where only a run can.
    func knownPartitions() async throws -> [Partition]?

    /// Does one partition: writes its output to `temporary`, which the caller publishes.
    /// - Throws: what stops the partition. An item that fails goes into the outcome instead.
    func run(_ partition: Partition, to temporary: String, reporting: ProgressReporter) async throws
        -> Outcome

    /// Lets go of what ``partitions()`` and ``prepare()`` made, also after a failure, and where nothing was left to do.
    func finish() async
}

extension Stage {
    public var concurrency: Int { 1 }
    public var isDivisible: Bool { true }
    public var isResumable: Bool { false }
    public var keepsakes: [String] { [] }
    public func knownPartitions() async throws -> [Partition]? { try await partitions() }
    public func prepare() async throws {}
    public func finish() async {}
}

/// Takes what a stage says of its way while it works.
public struct ProgressReporter: Sendable {
    private let advanced: @Sendable (Int) -> Void
    private let status: @Sendable (String, Bool) -> Void

    /// - Parameter status: gets a text, and whether it is the last one.
    public init(
        _ advanced: @escaping @Sendable (Int) -> Void,
        status: @escaping @Sendable (String, Bool) -> Void = { _, _ in }
    ) {
        self.advanced = advanced
        self.status = status
    }

    /// - Parameter items: those that were done since the last call.
    public func callAsFunction(_ items: Int) { advanced(items) }

    /// - Parameters:
    ///   - text: what there is to be known now, in a few words; it takes the place of what was said before.
    ///   - isLast: it is what stays to be known of the partition.
    public func status(_ text: String, isLast: Bool = false) { status(text, isLast) }
}

/// A unit of work: one output file, or one output folder, and what it is made from.
public struct Partition: Sendable, Equatable {
    /// Unique within the stage: `train-00000-of-00004`.
    public let name: String
    /// The output's path, relative to the workspace.
    public let output: String
    /// Items of work, for progress; nil when unknown.
    public let items: Int?
    /// Everything that the output's bytes depend on: parameters, and digests of inputs.
    public let inputs: [String: String]
    /// Files that the stage may write beside the output for people to read, relative to the workspace. No other stage
    /// reads them; they go away with the output.
    public let companions: [String]

    public init(
        name: String, output: String, items: Int? = nil, inputs: [String: String], companions: [String] = []
    ) {
        self.name = name
        self.output = output
        self.items = items
        self.inputs = inputs
        self.companions = companions
    }
}

/// What a partition did.
public struct Outcome: Sendable, Equatable, Codable {
    /// Numbers that people want to see: items, captions, frames.
    public var counts: [String: Int]
    /// The items that failed, each with its reason.
    public var failures: [Failure]
    /// What is to be known of items that did not fail; nil for nothing.
    public var notes: [Note]?

    public init(counts: [String: Int] = [:], failures: [Failure] = [], notes: [Note] = []) {
        self.counts = counts
        self.failures = failures
        self.notes = notes.isEmpty ? nil : notes
    }

    /// How many items failed, by the reason; nil for none. Reasons beyond the first few are put together.
    var failedByReason: [String: Int]? {
        guard !failures.isEmpty else { return nil }
        let counts = failures.reduce(into: [String: Int]()) { $0[$1.reason, default: 0] += 1 }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let told = sorted.prefix(Outcome.toldReasons).map { ($0.key, $0.value) }
        let others = sorted.dropFirst(Outcome.toldReasons).reduce(0) { $0 + $1.value }
        return Dictionary(told + (others > 0 ? [("other reasons", others)] : [])) { $0 + $1 }
    }

    private static let toldReasons = 10

    /// An item that failed without failing its partition.
    public struct Failure: Sendable, Equatable, Codable {
        public let item: String
        public let reason: String

        public init(item: String, reason: String) {
            self.item = item
            self.reason = reason
        }
    }
    /// Something to be known of an item that did not fail.
    public struct Note: Sendable, Equatable, Codable {
        public let item: String
        public let note: String

        public init(item: String, note: String) {
            self.item = item
            self.note = note
        }
    }
}
