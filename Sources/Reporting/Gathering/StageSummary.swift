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
    /// The most frequent reason first.
    public var failures: [FailureSummary]

    /// The items that failed for one reason.
    public struct FailureSummary: Sendable, Equatable, Codable {
        public var reason: String
        public var items: Int
        /// The first few of them.
        public var examples: [String]
    }

    /// Stages that are not among these come after them, by name.
    private static let order = [
        "fetch", "import", "media", "translate", "quality", "features", "index", "validate", "train", "evaluate",
    ]
    private static let mostExamples = 3

    /// All items that failed.
    public var failed: Int { failures.reduce(0) { $0 + $1.items } }

    static func all(of records: [DoneRecord], in workspace: Workspace) -> [StageSummary] {
        Dictionary(grouping: records, by: \.stage)
            .map { StageSummary(name: $0, records: $1, workspace: workspace) }
            .sorted { ($0.place, $0.name) < ($1.place, $1.name) }
    }

    private var place: Int { StageSummary.order.firstIndex(of: name) ?? StageSummary.order.count }

    private init(name: String, records: [DoneRecord], workspace: Workspace) {
        self.name = name
        partitions = records.count
        counts = records.reduce(into: [:]) { $0.merge($1.outcome.counts, uniquingKeysWith: +) }
        bytes = records.reduce(0) { $0 + $1.bytes }
        let failed = records.flatMap(\.outcome.failures)
        failures = Dictionary(grouping: failed) { workspace.withoutPath($0.reason) }
            .map { reason, items in
                FailureSummary(
                    reason: reason, items: items.count,
                    examples: Array(items.map(\.item).sorted().prefix(StageSummary.mostExamples)))
            }
            .sorted { ($1.items, $0.reason) < ($0.items, $1.reason) }
    }
}

extension Workspace {
    /// A text without the workspace's own path, so that a report says the same wherever the workspace lies.
    func withoutPath(_ text: String) -> String {
        let whole = URL(fileURLWithPath: path).standardizedFileURL.path
        return text.replacing(whole + "/", with: "").replacing(path + "/", with: "")
    }
}
