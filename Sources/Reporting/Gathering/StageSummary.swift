import Foundation
import Workspace

/// What a stage did, over all its partitions.
public struct StageSummary: Sendable, Equatable, Codable {
    public var name: String
    public var partitions: Int
    /// The partitions' counts, summed by name.
    public var counts: [String: Int]
    /// The outputs' size.
    public var bytes: Int
    /// How long the stage took: seconds in which any of its partitions was at work. Nil where that is not known of all.
    public var seconds: Double?
    /// What it did a second.
    public var throughput: Throughput?
    /// The most frequent reason first.
    public var failures: [FailureSummary]

    /// The items that failed for one reason.
    public struct FailureSummary: Sendable, Equatable, Codable {
        public var reason: String
        public var items: Int
        /// The first few of them.
        public var examples: [String]
    }

    /// A count divided by the stage's seconds.
    public struct Throughput: Sendable, Equatable, Codable {
        /// The count's name: items, captions, steps.
        public var count: String
        public var perSecond: Double

        enum CodingKeys: String, CodingKey {
            case count
            case perSecond = "per_second"
        }
    }

    /// What stages are measured by; of those that count several, the first.
    private static let measured = ["steps", "captions", "items", "files"]

    /// Stages that are not among these come after them, by name.
    private static let order = [
        "fetch", "import", "media", "translate", "quality", "features", "index", "validate", "train", "evaluate",
    ]
    private static let mostExamples = 3

    /// All items that failed.
    public var failed: Int { failures.reduce(0) { $0 + $1.items } }

    /// - Parameters: records: with their outputs' paths in the workspace; times: by output; none where times are not told.
    static func all(
        of records: [(output: String, record: DoneRecord)], times: [String: Journal.Entry], in workspace: Workspace
    ) -> [StageSummary] {
        return Dictionary(grouping: records, by: \.record.stage)
            .map { StageSummary(name: $0, $1, times, workspace) }
            .sorted { ($0.place, $0.name) < ($1.place, $1.name) }
    }

    private var place: Int { StageSummary.order.firstIndex(of: name) ?? StageSummary.order.count }

    private init(
        name: String, _ outputs: [(output: String, record: DoneRecord)], _ times: [String: Journal.Entry],
        _ workspace: Workspace
    ) {
        let records = outputs.map(\.record)
        self.name = name
        partitions = records.count
        counts = records.reduce(into: [:]) { $0.merge($1.outcome.counts, uniquingKeysWith: StageSummary.sum) }
        bytes = records.reduce(0) { StageSummary.sum($0, $1.bytes) }
        let failed = records.flatMap(\.outcome.failures)
        failures = Dictionary(grouping: failed) { workspace.withoutPath($0.reason) }
            .map { reason, items in
                FailureSummary(
                    reason: reason, items: items.count,
                    examples: Array(items.map(\.item).sorted().prefix(StageSummary.mostExamples)))
            }
            .sorted { ($1.items, $0.reason) < ($0.items, $1.reason) }
        let entries = outputs.compactMap { times[$0.output] }
        guard entries.count == outputs.count else { return }
        let seconds = StageSummary.covered(entries.map { ($0.began, $0.began + $0.seconds) })
        self.seconds = (seconds * 1000).rounded() / 1000
        let count = StageSummary.measured.first { counts[$0] != nil }
        throughput = count.flatMap { name in
            seconds > 0 ? Throughput(count: name, perSecond: Double(counts[name] ?? 0) / seconds) : nil
        }
    }

    /// A record may say anything.
    private static func sum(_ a: Int, _ b: Int) -> Int {
        let (sum, isTooLarge) = a.addingReportingOverflow(b)
        return isTooLarge ? .max : sum
    }

    /// The length of spans of time that may lie over one another.
    private static func covered(_ spans: [(begin: Double, end: Double)]) -> Double {
        var (length, reached) = (0.0, -Double.infinity)
        for span in spans.sorted(by: { $0.begin < $1.begin }) where span.end > reached {
            length += span.end - max(span.begin, reached)
            reached = span.end
        }
        return length
    }
}

extension Workspace {
    /// A text without the workspace's own path, so that a report says the same wherever the workspace lies.
    func withoutPath(_ text: String) -> String {
        let whole = URL(fileURLWithPath: path).standardizedFileURL.path
        return text.replacing(whole + "/", with: "").replacing(path + "/", with: "")
    }
}
