import Corpus
import Documents
import Foundation
import Transfer
import Workspace

/// Says how good the translations of a corpus look: reads `corpus/*.jsonl` once, and writes `quality/report.json`.
///
/// Where the policy asks for a round trip, some captions of each language that has an engine are translated back. Those of
/// one endpoint may send as many characters as its budget says, beside what their translation took.
public struct QualityStage: Stage {
    public let name = "quality"
    public let version = 2

    private let workspace: Workspace
    private let source: Language
    private let parts: [TranslationPart]
    private let quality: QualityPolicy
    private let memory: String
    /// The memory's files, where they are the workspace's own.
    public let keepsakes: [String]
    private let corpus: @Sendable () throws -> [String]
    /// When the engine is asked again; nil for the endpoint's own way.
    var retry: RetryPolicy?

    /// Items that are read at once.
    private static let window = 1024

    /// - Parameters:
    ///   - workspace: where the report is to lie.
    ///   - source: the language of the captions that were translated.
    ///   - parts: what they were translated into, and by what.
    ///   - quality: whether captions are translated back, and which.
    ///   - memory: the path of the translation memory; nil for the workspace's own.
    ///   - corpus: the paths of the translated corpus's files; called when the stages before are done.
    public init(
        workspace: Workspace, from source: Language, _ parts: [TranslationPart], quality: QualityPolicy = .init(),
        memory: String? = nil, corpus: @escaping @Sendable () throws -> [String]
    ) {
        self.workspace = workspace
        self.source = source
        self.parts = parts
        self.quality = quality
        self.memory = memory ?? workspace.file(TranslateStage.memoryName)
        keepsakes = memory == nil && quality.roundTrip != nil ? TranslateStage.memoryFiles : []
        self.corpus = corpus
    }

    public func partitions() async throws -> [Partition] {
        var inputs = ["from": source.tag, "seed": "\(seed)", "round trip": "\(quality.roundTrip?.sample ?? 0)"]
        for (index, part) in parts.enumerated() {
            inputs["part \(index)"] = part.fingerprint
            inputs["price \(index)"] = part.endpoint.price.map { "\($0)" }
        }
        var items: Int? = 0
        try await workspace.bring(["corpus"])
        for path in try corpus() {
            let record = TranslateStage.record(of: path)
            inputs["corpus \((path as NSString).lastPathComponent)"] = try record?.digest ?? Digest.ofFile(path)
            items = items.flatMap { sum in record?.outcome.counts["items"].map { sum + $0 } }
        }
        inputs["dropped"] = try dropped().map(String.init)
        return [Partition(name: "report", output: QualityReport.path, items: items, inputs: inputs)]
    }

    public func run(_ partition: Partition, to temporary: String, reporting: ProgressReporter) async throws
        -> Outcome
    {
        try await workspace.bring(["corpus"])
        var tally = QualityTally(from: source, parts, seed: seed, roundTrip: quality.roundTrip?.sample)
        var items = 0
        for path in try corpus() {
            let file = (path as NSString).lastPathComponent
            var reader = try ItemReader(path)
            while case let window = try reader.next(QualityStage.window), !window.isEmpty {
                try Task.checkCancellation()
                for item in window { tally.add(item, file: file) }
                items += window.count
                reporting(window.count)
            }
        }
        var report = tally.report(dropped: try dropped())
        var failures: [Outcome.Failure] = []
        if quality.roundTrip != nil {
            failures = try await addRoundTrips(to: &report, tally)
        }
        try report.write(to: temporary)
        let captions = report.languages.reduce(0) { $0 + $1.captions }
        let flagged = report.languages.reduce(0) { $0 + $1.flagged }
        return Outcome(counts: ["items": items, "captions": captions, "flagged": flagged], failures: failures)
    }

    private var seed: Int { quality.roundTrip?.seed ?? 0 }

    private func addRoundTrips(to report: inout QualityReport, _ tally: QualityTally) async throws
        -> [Outcome.Failure]
    {
        let tripper = RoundTripper(source: source, memory: try TranslationMemory(memory), retry: retry)
        var failures: [Outcome.Failure] = []
        var position = 0
        for part in parts {
            var budget = part.endpoint.budget
            for language in part.languages {
                defer { position += 1 }
                guard part.endpoint.alignedFiles == nil else {
                    report.languages[position].roundTrip = QualityReport.RoundTrip(
                        leftOut: "the translations come from files, and there is no engine to ask")
                    continue
                }
                let result = try await tripper.run(
                    tally.chosen(language), in: language, by: part.endpoint, budget: budget)
                budget = budget.map { max(0, $0 - result.characters) }
                report.languages[position].roundTrip = result.report
                failures += result.failures.map { Outcome.Failure(item: $0.item, reason: "\(language): \($0.reason)") }
            }
        }
        return failures
    }

    /// The translations that the policies left out; nil when a corpus file was not written by a translation.
    private func dropped() throws -> Int? {
        var dropped = 0
        for path in try corpus() {
            guard let record = TranslateStage.record(of: path), record.stage == "translate" else { return nil }
            dropped += record.outcome.counts["dropped"] ?? 0
        }
        return dropped
    }
}
