import Corpus
import Documents
import Foundation
import Shards
import Workspace

/// Validates a workspace's corpus and shards before anyone trains on them: one partition, `validate/findings.json`.
public struct ValidateStage: Stage {
    public let name = "validate"
    public let version = 1
    private let manifest: Manifest
    private let plan: ValidationPlan
    private let workspace: Workspace

    /// The output in a workspace.
    public static let path = "validate/findings.json"

    public init(_ manifest: Manifest, _ plan: ValidationPlan, in workspace: Workspace) {
        self.manifest = manifest
        self.plan = plan
        self.workspace = workspace
    }

    public func partitions() throws -> [Partition] {
        let index = "shards/\(ShardIndex.name)"
        let counts = manifest.splits.map { "\($0.name) \($0.count.map(String.init) ?? "-")" }
        let silences = manifest.silences.map { "\($0.rule) \($0.items.joined(separator: " ")) \($0.reason)" }
        return [
            Partition(
                name: "findings", output: ValidateStage.path,
                inputs: [
                    "corpus": try workspace.digest(ofOutputsIn: "corpus"), "shards": try workspace.digest(of: index),
                    "manifest": (counts + silences).joined(separator: "\n"), "plan": plan.fingerprint,
                ])
        ]
    }

    /// Nothing is known before there are shards.
    public func knownPartitions() throws -> [Partition]? {
        FileManager.default.fileExists(atPath: workspace.file("shards/\(ShardIndex.name)")) ? try partitions() : nil
    }

    /// - Throws: ``InputError`` when something is found that the pipeline file lets end the run.
    public func run(_ partition: Partition, to temporary: String, reporting: ProgressReporter) async throws
        -> Outcome
    {
        try await workspace.bring(["media", "source", "corpus", "shards"])
        let validator = DataValidator(plan.settings, reporting: reporting)
        let report = try await validator.validate(ValidationSubject(prepared: workspace.path, manifest))
            .relative(to: workspace.path)
        if let limit = plan.failOn, let worst = report.findings.first(where: { $0.severity >= limit }) {
            let example = worst.examples.first.map { ", such as \($0.file):\($0.line): \($0.message)" } ?? ""
            throw InputError(
                file: workspace.path, key: "validate.fail_on",
                "\(worst.rule): \(worst.count) found\(example)",
                remedy:
                    "see `tessera validate \(workspace.path)`; mend them, silence them in the manifest, or take the key out"
            )
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        do {
            try (encoder.encode(report) + Data("\n".utf8)).write(to: URL(fileURLWithPath: temporary))
        } catch {
            throw Fault("writing \(temporary)", reason: error.localizedDescription)
        }
        let counts = Severity.allCases.map { severity in
            ("\(severity.rawValue)s", report.findings.filter { $0.severity == severity }.reduce(0) { $0 + $1.count })
        }
        return Outcome(counts: Dictionary(uniqueKeysWithValues: counts))
    }
}
