import ArgumentParser
import Documents
import Validation

/// `tessera validate`: what is wrong with a corpus or with shards.
struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Check a manifest, a corpus or shards, and say what is wrong.",
        discussion: "Exit status: 0 clean, 1 errors were found, 2 not readable.")

    @Argument(help: "A manifest, a workspace, a folder of corpus files, or a folder of shards.")
    var path: String

    @OptionGroup var options: CommonOptions

    private struct Result: Encodable {
        let findings: [Finding]
    }

    func run() async throws {
        let findings = try Validator.validate(path)
        if options.json {
            try Console.print(json: Result(findings: findings))
        } else if findings.isEmpty {
            Console.print("\(path): nothing found")
        } else {
            for finding in findings {
                Console.print("\(finding.severity.rawValue): \(finding.rule): \(finding.count)")
                for example in finding.examples {
                    Console.print("  \(example.file):\(example.line): \(example.message)")
                }
            }
        }
        if findings.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
    }
}
