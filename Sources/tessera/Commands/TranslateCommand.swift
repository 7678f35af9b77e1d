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

    @Option(help: ArgumentHelp("Which of the file's endpoints, where it has several.", valueName: "name"))
    var endpointName: String?

    @Option(
        help: ArgumentHelp("A YAML file with policies and thresholds for doubtful translations.", valueName: "file"))
    var quality: String?

    @Option(
        help: ArgumentHelp("The translation memory, where it is not DIR/memory.sqlite.", valueName: "file"))
    var memory: String?

    @Option(help: ArgumentHelp("Requests in flight.", valueName: "n"))
    var requests: Int?

    @Option(help: ArgumentHelp("Stop cleanly before more characters than this are sent.", valueName: "characters"))
    var budget: Int?

    @Flag(help: "Write DIR/quality/report.json too, and print its table; always where captions are translated back.")
    var report = false

    @Flag(help: "Say how much there is to translate and what it costs, and ask nobody.")
    var dryRun = false

    @Option(help: ArgumentHelp("The folder to write to.", valueName: "dir"))
    var out: String

    @Flag(help: "Redo the files in which sentences failed.")
    var retryFailed = false

    @OptionGroup var options: CommonOptions

    func validate() throws {
        if let requests, !(1...256).contains(requests) { throw ValidationError("--requests must be 1 to 256.") }
        if let budget, budget < 0 { throw ValidationError("--budget must be at least 0.") }
    }

    func run() async throws {
        let configuration = try endpointConfiguration()
        let workspace = Workspace(out)
        let corpus = try CorpusFolder(corpus, untranslated: true)
        let source = try Language(from)
        let targets = try to.split(separator: ",").map { try Language(String($0)) }
        let policy = try quality.map { try QualityPolicy(Document(contentsOf: $0)) } ?? QualityPolicy()
        let part = TranslationPart(targets, endpoint: configuration)
        if dryRun { return try await estimate([part], source, corpus.files, in: workspace) }
        let stage = TranslateStage(
            workspace: workspace, from: source, [part], quality: policy, memory: memory, sources: { corpus.files })
        var stages: [any Stage] = [stage]
        let isReported = report || policy.roundTrip != nil
        if isReported {
            stages.append(
                QualityStage(
                    workspace: workspace, from: source, [part], quality: policy, memory: memory,
                    corpus: { CorpusFolder.files(in: workspace.file("corpus")) }))
        }
        let summaries = try await options.run(stages, in: workspace, retryingFailures: retryFailed)
        if options.json {
            try Console.print(json: summaries)
        } else if isReported {
            Console.print(QualityTable(try QualityReport(contentsOf: workspace.file(QualityReport.path))).text)
        }
        try summaries.check()
    }

    private func endpointConfiguration() throws -> EndpointConfiguration {
        if let endpoint {
            guard api == nil, url == nil, !start else {
                throw InputError(
                    key: "--endpoint", "stands beside --api, --url or --start", remedy: "give one or the other")
            }
            return try adjusted(EndpointFile(contentsOf: endpoint).endpoint(named: endpointName))
        }
        guard endpointName == nil else {
            throw InputError(key: "--endpoint-name", "stands without --endpoint", remedy: "name the file too")
        }
        guard let api else {
            throw InputError(key: "--api", "is missing", remedy: "give --api and --url, or --endpoint")
        }
        // Without either, a hosted provider has its own address.
        let place = start ? "start: true" : url.map { "url: '\($0)'" } ?? ""
        return try adjusted(
            EndpointConfiguration(Document(parsing: "api: \(api)\n\(place)\n", file: "--api \(api)")))
    }

    /// The endpoint with what the command line says in place of the file.
    private func adjusted(_ endpoint: EndpointConfiguration) throws -> EndpointConfiguration {
        var endpoint = endpoint
        if let requests { endpoint.requests = requests }
        if let budget { endpoint.budget = budget }
        return endpoint
    }

    private func estimate(
        _ parts: [TranslationPart], _ source: Language, _ files: [String], in workspace: Workspace
    ) async throws {
        let estimate = try await TranslationEstimate(
            parts, from: source, files: files, memory: memory ?? workspace.file("memory.sqlite"))
        if options.json { try Console.print(json: estimate) } else { Console.print(EstimateTable(estimate).text) }
    }
}
