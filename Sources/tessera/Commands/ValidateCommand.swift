import ArgumentParser
import Documents
import Validation

/// `tessera validate`: what is wrong with a dataset, and with what was made of it.
struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check a manifest, a corpus, shards, a checkpoint or a workspace, and say what is wrong.",
        discussion: """
            Exit status: 0 nothing found that is as bad as --fail-on says, 1 something was, 2 not readable. What a manifest \
            silences is counted, with the reason that it gives.
            """)

    @Argument(
        help: ArgumentHelp(
            "A manifest, a folder of corpus files or of aligned texts (train.en, train.de), shards, a checkpoint, or a workspace.",
            valueName: "path"))
    var path: String?

    @Flag(help: "List the rules, with what decides and why, and look at nothing.")
    var rules = false

    @Option(help: ArgumentHelp("What ends with status 1: error, warning, note.", valueName: "severity"))
    var failOn = Severity.error

    @Option(help: ArgumentHelp("Only these rules, or groups of them, with commas.", valueName: "rule,…"))
    var only: [String] = []

    @Option(help: ArgumentHelp("All but these rules, or groups of them, with commas.", valueName: "rule,…"))
    var skip: [String] = []

    @Option(
        help: ArgumentHelp(
            "Sets what decides: similar-caption-in-two-splits.similarity=0.9.", valueName: "rule.parameter=number"))
    var set: [String] = []

    @Option(
        help: ArgumentHelp(
            "The dataset's manifest, for its counts and what it silences; a workspace has a copy.", valueName: "file"))
    var manifest: String?

    @Option(help: ArgumentHelp("How many examples of each rule to show.", valueName: "n"))
    var examples = 5

    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard rules || path != nil else { throw ValidationError("Name what to look at, or --rules.") }
        guard examples >= 0 else { throw ValidationError("--examples must be at least 0.") }
    }

    func run() async throws {
        guard let path, !rules else { return try list() }
        var settings = ValidationSettings()
        settings.examples = examples
        if !only.isEmpty { try settings.keep(only: ValidateCommand.names(only)) }
        for name in ValidateCommand.names(skip) { try settings.skip(name) }
        for text in set { try settings.set(text) }
        let report = try await DataValidator(settings).validate(path, manifest: manifest)
        if options.json {
            try Console.print(json: report)
        } else {
            Console.print(FindingsText(report, path: path).text)
        }
        if report.has(failOn) { throw ExitCode(1) }
    }

    private static func names(_ lists: [String]) -> [String] {
        lists.flatMap { $0.split(separator: ",").map(String.init) }
    }

    private struct Rules: Encodable {
        let rules: [Rule]
    }

    private func list() throws {
        if options.json { return try Console.print(json: Rules(rules: RuleBook.rules)) }
        Console.print(RulesText().text)
    }
}

extension Severity: ExpressibleByArgument {}
