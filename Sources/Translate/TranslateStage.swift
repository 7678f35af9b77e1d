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
    public let version = 2
    /// One memory, one budget and one rate are for all of them.
    public var isDivisible: Bool { false }
    /// What is bought is in the memory.
    public var isResumable: Bool { true }
    /// Requests are waited for, not computed: several partitions keep an engine busy while one of them ends.
    public let concurrency = 4

    /// Items that are looked up at once.
    private static let window = 256
    /// Windows that are begun before the first of them is ended, so that requests keep flowing.
    private static let windowsAhead = 32

    static let memoryName = "memory.sqlite"
    /// A run that was killed leaves two.
    static let memoryFiles = [memoryName, memoryName + "-wal"]

    private let workspace: Workspace
    private let source: Language
    private let parts: [TranslationPart]
    private let quality: QualityPolicy
    private let output: String
    private let memory: String
    /// The memory's files, where they are the workspace's own.
    public let keepsakes: [String]
    private let sources: @Sendable () throws -> [String]
    private let session: TranslationSession.Holder
    /// When the engine is asked again; nil for the endpoint's own way.
    var retry: RetryPolicy?

    /// - Parameters:
    ///   - workspace: where the outputs lie.
    ///   - source: the language of the captions to translate: those that people wrote in it.
    ///   - parts: the languages to translate into, in the order of the captions, and by what.
    ///   - quality: what is done about doubtful translations.
    ///   - output: the folder, in the workspace, of the corpus that is made.
    ///   - memory: the path of the translation memory; nil for the workspace's own.
    ///   - sources: the paths of the source's corpus files; called when the stages before are done.
    public init(
        workspace: Workspace, from source: Language, _ parts: [TranslationPart], quality: QualityPolicy = .init(),
        output: String = "corpus", memory: String? = nil, sources: @escaping @Sendable () throws -> [String]
    ) {
        self.workspace = workspace
        self.source = source
        self.parts = parts
        self.quality = quality
        self.output = output
        self.memory = memory ?? workspace.file(TranslateStage.memoryName)
        keepsakes = memory == nil ? TranslateStage.memoryFiles : []
        self.sources = sources
        session = TranslationSession.Holder()
    }

    public func prepare() async throws {
        // Those that are not here are not listed.
        try await workspace.bring(["source"])
        // Once for all partitions: to list a folder of as many files for each of them would take hours.
        let files = try sources().map { (($0 as NSString).lastPathComponent, $0) }
        await session.set(
            try await TranslationSession(
                parts, memory: memory, from: source, quality: quality, retry: retry,
                sources: Dictionary(files) { first, _ in first }))
    }

    public func finish() async {
        await session.close()
    }

    public func partitions() async throws -> [Partition] {
        let targets = parts.flatMap(\.languages)
        guard !targets.contains(source), Set(targets).count == targets.count else {
            throw InputError(
                "cannot translate from \(source) to \(targets.map(\.tag).joined(separator: ", "))",
                remedy: "name each target language once, and not the source language")
        }
        var common = ["from": source.tag, "quality": quality.fingerprint]
        for (index, part) in parts.enumerated() {
            common["part \(index)"] = part.fingerprint
        }
        var digests: [String: String] = [:]
        try await workspace.bring(["source"])
        return try sources().map { path in
            let file = (path as NSString).lastPathComponent
            let record = TranslateStage.record(of: path)
            var inputs = common
            inputs["source"] = try record?.digest ?? Digest.ofFile(path)
            for (index, part) in parts.enumerated() {
                for path in try alignedFiles(part, of: file)?.paths ?? [] {
                    let digest = try digests[path] ?? Digest.ofFile(path)
                    digests[path] = digest
                    inputs["part \(index) \((path as NSString).lastPathComponent)"] = digest
                }
            }
            return Partition(
                name: (file as NSString).deletingPathExtension, output: "\(output)/\(file)",
                items: record?.outcome.counts["items"], inputs: inputs)
        }
    }

    public func run(_ partition: Partition, to temporary: String, reporting: ProgressReporter) async throws
        -> Outcome
    {
        let wanted = (partition.output as NSString).lastPathComponent
        // One that is not here is brought.
        try await workspace.bring(["source"])
        guard let session = await session.current, let path = session.sources[wanted] else {
            throw Fault("translating \(partition.name)", reason: "nothing is prepared for it")
        }
        do {
            return try await translate(path, to: temporary, with: session, reporting)
        } catch {
            throw Fault.stopping("translating \(partition.name)", error, ending: session.ending)
        }
    }

    private func translate(
        _ path: String, to temporary: String, with session: TranslationSession, _ reporting: ProgressReporter
    ) async throws -> Outcome {
        let captioner = try Captioner(
            language: source,
            parts: session.parts.map { try captionerPart($0, of: (path as NSString).lastPathComponent) })
        do {
            return try await translate(path, to: temporary, with: captioner, reporting)
        } catch {
            for part in captioner.parts {
                if case .engine(let translator) = part.source { translator.abandon(error) }
            }
            throw error
        }
    }

    private func translate(
        _ path: String, to temporary: String, with captioner: Captioner, _ reporting: ProgressReporter
    ) async throws -> Outcome {
        var reader = try ItemReader(path)
        var writer = try ItemWriter(temporary)
        var tally = Captioner.Tally()
        var items = 0
        var originals = 0
        var windows: [ItemWindow] = []
        var next = try reader.next(TranslateStage.window)
        while !next.isEmpty || !windows.isEmpty {
            try Task.checkCancellation()
            while !next.isEmpty, windows.count < TranslateStage.windowsAhead {
                let texts = distinctTexts(next, captioner)
                originals += texts.count
                windows.append(try await begin(next, texts, captioner))
                next = try reader.next(TranslateStage.window)
            }
            var window = windows.removeFirst()
            for (index, part) in captioner.parts.enumerated() {
                if case .engine(let translator) = part.source, var asked = window.asked[index] {
                    try await translator.end(&asked)
                    window.asked[index] = asked
                }
            }
            for item in window.items { try writer.write(captioner.translate(item, window, &tally)) }
            items += window.items.count
            reporting(window.items.count)
        }
        try writer.finish()
        guard originals > 0 || items == 0 else {
            throw InputError(
                file: path, "no caption that a person wrote in '\(source)'",
                remedy: "name the language of the captions as the source language")
        }
        return outcome(tally, items: items)
    }

    private func begin(_ items: [Item], _ texts: [ExactText], _ captioner: Captioner) async throws -> ItemWindow {
        var window = ItemWindow(items: items, asked: [])
        for part in captioner.parts {
            switch part.source {
            case .engine(let translator): window.asked.append(try await translator.begin(texts))
            case .aligned: window.asked.append(nil)
            }
        }
        return window
    }

    /// The files that a part's translations of a corpus file come from; nil for a part that asks an engine.
    private func alignedFiles(_ part: TranslationPart, of file: String) throws -> AlignedFiles.Split? {
        guard let files = part.endpoint.alignedFiles else { return nil }
        guard let split = CorpusFile.split(of: file) else {
            throw InputError(
                file: file, "the name tells no split", remedy: "name it as SPLIT-00000-of-00001.jsonl")
        }
        return try files.split(named: split, from: source, to: part.languages)
    }

    private func captionerPart(_ part: TranslationSession.Part, of file: String) throws -> Captioner.Part {
        let endpoint = part.part.endpoint
        let targets = part.part.languages
        if let engine = part.engine {
            return Captioner.Part(
                source: .engine(Translator(engine.shared, to: targets)), targets: targets,
                engine: engine.shared.engine, version: engine.shared.version, origin: .machine, quality: part.quality)
        }
        guard let files = try alignedFiles(part.part, of: file), let origin = endpoint.alignedFiles?.origin else {
            throw Fault("translating", reason: "the endpoint \(endpoint.api.rawValue) is not prepared")
        }
        let lines = try AlignedLinesIndex(files, from: source, to: targets)
        return Captioner.Part(
            source: .aligned(lines, targets), targets: targets, engine: endpoint.api.rawValue,
            version: endpoint.version, origin: origin, quality: part.quality)
    }

    private func outcome(_ tally: Captioner.Tally, items: Int) -> Outcome {
        var counts = ["items": items, "captions": tally.captions, "flagged": tally.flagged]
        if tally.dropped > 0 { counts["dropped"] = tally.dropped }
        for (flag, count) in tally.flags { counts[flag.rawValue] = count }
        return Outcome(counts: counts, failures: tally.failures.map { .init(item: $0.item, reason: $0.reason) })
    }

    /// The done record of a corpus file; nil where there is none, or it is another file's by its size.
    static func record(of path: String) -> DoneRecord? {
        let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
        return DoneRecord.read(of: path).flatMap { $0.bytes == size ? $0 : nil }
    }

    /// The texts to translate, each once, in the order of the items.
    private func distinctTexts(_ items: [Item], _ captioner: Captioner) -> [ExactText] {
        var seen: Set<ExactText> = []
        var texts: [ExactText] = []
        for item in items {
            for caption in item.captions where captioner.isSource(caption) {
                let text = ExactText(caption.text)
                if seen.insert(text).inserted { texts.append(text) }
            }
        }
        return texts
    }
}
