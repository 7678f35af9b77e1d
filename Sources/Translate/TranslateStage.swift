import Corpus
import Documents
import Foundation
import Transfer
import Workspace

/// Gives every item its captions in the target languages: `source/*.jsonl` to `corpus/*.jsonl`, a partition a file.
///
/// An item keeps its captions. After them stand, for each target language in the order asked, the translations of its
/// source captions in their order. A sentence that the engine refuses is left out and recorded.
public struct TranslateStage: Stage {
    public let name = "translate"
    public let version = 1

    /// Items that are held at once.
    private static let window = 256

    private let workspace: Workspace
    private let source: Language
    private let targets: [Language]
    private let endpoint: EndpointConfiguration
    private let output: String
    private let sources: @Sendable () throws -> [String]
    private let session: TranslationSession.Holder
    /// When the engine is asked again.
    var retry = RetryPolicy()

    /// - Parameters:
    ///   - workspace: where the outputs and the translation memory lie.
    ///   - source: the language of the captions to translate: those that people wrote in it.
    ///   - targets: the languages to translate into, in the order of the captions.
    ///   - output: the folder, in the workspace, of the corpus that is made.
    ///   - sources: the paths of the source's corpus files; called when the stages before are done.
    public init(
        workspace: Workspace, from source: Language, to targets: [Language], endpoint: EndpointConfiguration,
        output: String = "corpus", sources: @escaping @Sendable () throws -> [String]
    ) {
        self.workspace = workspace
        self.source = source
        self.targets = targets
        self.endpoint = endpoint
        self.output = output
        self.sources = sources
        session = TranslationSession.Holder()
    }

    public func prepare() async throws {
        let memory = workspace.file("memory.sqlite")
        await session.set(
            try await TranslationSession(endpoint, memory: memory, from: source, to: targets, retry: retry))
    }

    public func finish() async {
        await session.close()
    }

    public func partitions() async throws -> [Partition] {
        guard !targets.contains(source), Set(targets).count == targets.count else {
            throw InputError(
                "cannot translate from \(source) to \(targets.map(\.tag).joined(separator: ", "))",
                remedy: "name each target language once, and not the source language")
        }
        return try sources().map { path in
            let file = (path as NSString).lastPathComponent
            let record = DoneRecord.read(of: path).flatMap { $0.bytes == TranslateStage.size(of: path) ? $0 : nil }
            return Partition(
                name: (file as NSString).deletingPathExtension, output: "\(output)/\(file)",
                items: record?.outcome.counts["items"],
                inputs: [
                    "source": try record?.digest ?? Digest.ofFile(path), "from": source.tag,
                    "to": targets.map(\.tag).joined(separator: " "), "engine": endpoint.api.rawValue,
                    "engine version": endpoint.version ?? "",
                ])
        }
    }

    public func run(_ partition: Partition, to temporary: String, reporting: @escaping ProgressReporter) async throws
        -> Outcome
    {
        let wanted = (partition.output as NSString).lastPathComponent
        guard let session = await session.current,
            let path = try sources().first(where: { ($0 as NSString).lastPathComponent == wanted })
        else { throw Fault("translating \(partition.name)", reason: "nothing is prepared for it") }
        do {
            return try await translate(path, to: temporary, with: session.translator, reporting)
        } catch let fault as Fault {
            guard let ending = session.ending else { throw fault }
            throw Fault(fault.what, reason: ending)
        }
    }

    private func translate(
        _ path: String, to temporary: String, with translator: Translator, _ reporting: @escaping ProgressReporter
    ) async throws -> Outcome {
        var reader = try ItemReader(path)
        let writer = try ItemWriter(temporary)
        defer { writer.close() }
        var counts = ["items": 0, "captions": 0, "flagged": 0]
        var originals = 0
        var failures: [Outcome.Failure] = []
        while case let items = try reader.next(TranslateStage.window), !items.isEmpty {
            try Task.checkCancellation()
            let texts = distinctTexts(items)
            let steps = ItemSteps(items.count, reporting)
            let translations = try await translator.translate(texts, to: targets) { steps.reach($0, of: $1) }
            let captioner = Captioner(
                source: source, targets: targets, translations: translations, engine: translator.api.engine,
                version: translator.version)
            let captioned = items.map(captioner.translate)
            try writer.write(captioned.map(\.item))
            steps.end()
            failures += captioned.flatMap(\.failures)
            counts["items", default: 0] += items.count
            originals += texts.count
            for caption in captioned.flatMap({ $0.item.captions }) where caption.origin == .machine {
                counts["captions", default: 0] += 1
                counts["flagged", default: 0] += caption.flags?.isEmpty == false ? 1 : 0
            }
        }
        guard originals > 0 || counts["items"] == 0 else {
            throw InputError(
                file: path, "no caption that a person wrote in '\(source)'",
                remedy: "name the language of the captions as the source language")
        }
        return Outcome(counts: counts, failures: failures)
    }

    private static func size(of path: String) -> Int? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
    }

    /// The texts to translate, each once, in the order of the items.
    private func distinctTexts(_ items: [Item]) -> [ExactText] {
        var seen: Set<ExactText> = []
        return items.flatMap(\.captions).filter { $0.origin == .human && $0.language == source }
            .map { ExactText($0.text) }.filter { seen.insert($0).inserted }
    }
}
