import ArgumentParser
import Corpus
import Documents
import Foundation
import Texts
import Translate

/// `tessera quality`: how good a workspace's translations look.
struct QualityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quality", abstract: "Show how good a workspace's translations look, with examples of each flag.",
        discussion: "Reads WORKSPACE/quality/report.json, which `tessera run` and `tessera translate` write.")

    @Argument(help: "The workspace, such as .tessera/demo.")
    var workspace: String

    @Option(
        help: ArgumentHelp(
            "Show captions with this flag: \(CaptionFlag.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "flag"))
    var flag: String?

    @Flag(help: "Show the captions that came back worst from the round trip.")
    var roundTrip = false

    @Option(help: "Only this language.")
    var language: String?

    @Option(help: ArgumentHelp("How many to show of each language; the report has 20.", valueName: "n"))
    var examples = 20

    @OptionGroup var options: CommonOptions

    func validate() throws {
        if let flag, CaptionFlag(rawValue: flag) == nil {
            throw ValidationError(
                "There is no flag '\(flag)'; use one of: \(CaptionFlag.allCases.map(\.rawValue).joined(separator: ", "))."
            )
        }
        guard examples > 0 else { throw ValidationError("--examples must be at least 1.") }
    }

    func run() async throws {
        let path = "\(workspace)/\(QualityReport.path)"
        var report = try QualityReport(contentsOf: path)
        if let language = try language.map({ try Language($0) }) {
            let known = report.languages.map(\.language.tag).joined(separator: ", ")
            report.languages = report.languages.filter { $0.language == language }
            guard !report.languages.isEmpty else {
                throw InputError(
                    file: path, key: "--language", "nothing is translated into '\(language)'",
                    remedy: "name one of: \(known)")
            }
        }
        if options.json { return try Console.print(json: report) }
        if let flag { show(report, flag) }
        if roundTrip { showRoundTrips(report) }
        guard flag == nil, !roundTrip else { return }
        Console.print(QualityTable(report).text)
        if let dropped = report.dropped, dropped > 0 { Console.print("\n\(dropped) translations were dropped") }
    }

    private func show(_ report: QualityReport, _ flag: String) {
        for target in report.languages {
            let found = target.examples[flag] ?? []
            let shown = found.prefix(examples)
            Console.print("\(target.language): \(target.flags[flag] ?? 0) \(flag), \(shown.count) shown")
            for example in shown {
                Console.print("\n  \(example.id) (\(example.file))")
                show([(report.source, example.source), (target.language, example.translation)])
            }
        }
    }

    private func showRoundTrips(_ report: QualityReport) {
        for target in report.languages {
            guard let trip = target.roundTrip else {
                Console.print("\(target.language): no round trip was asked for")
                continue
            }
            if let reason = trip.leftOut {
                Console.print("\(target.language): \(reason)")
                continue
            }
            let score = trip.chrF.map { String(format: "%.2f", $0) } ?? "-"
            Console.print(
                "\(target.language): \(trip.captions) captions, chrF \(score); the lowest \(min(examples, trip.lowest.count)):"
            )
            for back in trip.lowest.prefix(examples) {
                Console.print(
                    "\n  \(String(format: "%.2f", back.chrF))  \(back.example.id) (\(back.example.file))")
                show([
                    (report.source, back.example.source), (target.language, back.example.translation),
                    (report.source, back.back),
                ])
            }
        }
    }

    /// Texts below each other, each after its language.
    private func show(_ texts: [(language: Language, text: String)]) {
        let width = texts.map(\.language.tag.count).max() ?? 0
        for (language, text) in texts {
            let space = String(repeating: " ", count: width - language.tag.count)
            Console.print("    \(language)\(space)  \(text)")
        }
    }
}
