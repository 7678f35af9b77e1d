import ArgumentParser
import Corpus
import Documents
import Foundation
import Translate
import Workspace

/// `tessera translate`: a corpus into other languages.
struct TranslateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "translate", abstract: "Translate a corpus's captions through a machine translation endpoint.",
        discussion: """
            Writes DIR/corpus: the same items, with translations after their captions. Each sentence is asked once; \
            DIR/memory.sqlite remembers it.
            """)

    @Argument(help: "A folder that `tessera fetch` wrote, or one of corpus files.")
    var corpus: String

    @Option(help: ArgumentHelp("The languages to translate into, as de,fr.", valueName: "languages"))
    var to: String

    @Option(help: "The language of the captions to translate.")
    var from = "en"

    @Option(
        help: ArgumentHelp(
            "The endpoint's kind: \(EndpointConfiguration.API.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "name"))
    var api: String?

    @Option(help: ArgumentHelp("The endpoint's address.", valueName: "url"))
    var url: String?

    @Flag(help: "Start the engine here instead, and stop it at the end (apertium).")
    var start = false

    @Option(
        help: ArgumentHelp("A YAML file that describes the endpoint, instead of --api and --url.", valueName: "file"))
    var endpoint: String?

    @Option(help: ArgumentHelp("The folder to write to.", valueName: "dir"))
    var out: String

    @Flag(help: "Redo the files in which sentences failed.")
    var retryFailed = false

    @OptionGroup var options: CommonOptions

    func run() async throws {
        let configuration = try endpointConfiguration()
        let workspace = Workspace(out)
        let corpus = try CorpusFolder(corpus, untranslated: true)
        let source = try Language(from)
        let targets = try to.split(separator: ",").map { try Language(String($0)) }
        let stage = TranslateStage(
            workspace: workspace, from: source, to: targets, endpoint: configuration, sources: { corpus.files })
        let summaries = try await options.run([stage], in: workspace, retryingFailures: retryFailed)
        if options.json { try Console.print(json: summaries) }
        try summaries.check()
    }

    private func endpointConfiguration() throws -> EndpointConfiguration {
        if let endpoint {
            guard api == nil, url == nil, !start else {
                throw InputError(
                    key: "--endpoint", "stands beside --api, --url or --start", remedy: "give one or the other")
            }
            return try EndpointConfiguration(Document(contentsOf: endpoint))
        }
        guard let api else {
            throw InputError(key: "--api", "is missing", remedy: "give --api and --url, or --endpoint")
        }
        let place = start ? "start: true" : "url: '\(url ?? "")'"
        return try EndpointConfiguration(Document(parsing: "api: \(api)\n\(place)\n", file: "--api \(api)"))
    }
}
