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
        let validator = Validator(plan.settings, reporting: reporting)
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

extension Validator.Report {
    /// The same with paths as a workspace has them, wherever it lies.
    func relative(to folder: String) -> Validator.Report {
        var report = self
        let front = folder + "/"
        report.findings = findings.map { finding in
            var relative = Finding(rule: finding.rule, severity: finding.severity, count: 0, examples: [])
            relative.add(
                finding.examples.map {
                    Finding.Example(
                        file: $0.file.replacing(front, with: ""), line: $0.line,
                        message: $0.message.replacing(front, with: ""))
                }, times: finding.count)
            return relative
        }
        report.leftOut = leftOut.map { $0.replacing(front, with: "") }
        return report
    }

    /// Reads what ``ValidateStage`` wrote.
    /// - Throws: ``InputError`` when the file is not that.
    public init(contentsOf path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputError(file: path, "no such file", remedy: "run the stage that makes it first")
        }
        do {
            self = try JSONDecoder().decode(Validator.Report.self, from: data)
        } catch {
            throw InputError(file: path, "not what validation found", remedy: "validate again")
        }
    }
}
