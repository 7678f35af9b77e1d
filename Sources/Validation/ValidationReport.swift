import Documents
import Foundation

/// What was found.
public struct ValidationReport: Sendable, Equatable, Codable {
    /// The worst first.
    public var findings: [Finding]
    /// What a manifest let pass, with its reasons.
    public var silenced: [SilencedFinding]
    /// How much was looked at: `items`, `captions`, `images and videos`, `shards`, `checkpoints`, `manifests`.
    public var checked: [String: Int]
    /// What was not looked at, and why.
    public var leftOut: [String]

    enum CodingKeys: String, CodingKey {
        case findings, silenced, checked
        case leftOut = "left_out"
    }

    /// Whether anything is at least so bad.
    public func has(_ severity: Severity) -> Bool { findings.contains { $0.severity >= severity } }

    /// How much was looked at: `10 items, 1 manifest`.
    /// - Parameter text: of a number.
    public func counted(_ text: (Int) -> String) -> String {
        checked.sorted { $0.key < $1.key }.map { name, count in
            // `images and videos` are so many in all.
            "\(text(count)) \(count == 1 && !name.contains(" ") ? String(name.dropLast()) : name)"
        }.joined(separator: ", ")
    }
}

extension ValidationReport {
    /// The same with paths as a workspace has them, wherever it lies.
    func relative(to folder: String) -> ValidationReport {
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
            self = try JSONDecoder().decode(ValidationReport.self, from: data)
        } catch {
            throw InputError(file: path, "not what validation found", remedy: "validate again")
        }
    }
}
