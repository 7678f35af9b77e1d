import Corpus
import Documents
import Foundation
import Transfer

/// What translation needs while it runs: the memory, and for each part its engine.
final class TranslationSession: Sendable {
    /// One part, ready to translate.
    struct Part: Sendable {
        let part: TranslationPart
        let quality: QualityJudge
        /// nil where translations come from files.
        let engine: EngineConnection?
    }

    let parts: [Part]
    /// The paths of the source's corpus files, by their names.
    let sources: [String: String]

    init(
        _ parts: [TranslationPart], memory path: String, from source: Language, quality: QualityPolicy,
        retry: RetryPolicy?, sources: [String: String] = [:]
    ) async throws {
        self.sources = sources
        let memory = try TranslationMemory(path)
        let judge = QualityJudge(quality, from: source, to: parts.flatMap(\.languages))
        var ready: [Part] = []
        do {
            for part in parts {
                var engine: EngineConnection?
                if part.endpoint.alignedFiles == nil {
                    engine = try await EngineConnection(
                        part, memory: memory, from: source, quality: judge, retry: retry)
                }
                ready.append(Part(part: part, quality: judge, engine: engine))
            }
        } catch {
            for part in ready { await part.engine?.close() }
            throw error
        }
        self.parts = ready
    }

    /// Why an engine can no longer answer, where Tessera knows.
    var ending: String? { parts.lazy.compactMap { $0.engine?.ending }.first }

    func close() async {
        for part in parts { await part.engine?.close() }
    }

    /// The session between a stage's `prepare` and `finish`.
    actor Holder {
        private(set) var current: TranslationSession?

        func set(_ session: TranslationSession) { current = session }

        func close() async {
            let session = current
            current = nil
            await session?.close()
        }
    }
}

/// A connection to an engine, and the server where Tessera runs it.
final class EngineConnection: Sendable {
    let shared: Translator.Shared
    private let server: ApertiumServer?
    private let transfer: TransferEngine

    /// A run of many hours is not to end for a provider's bad minute.
    private static let retry = RetryPolicy(retries: 6)

    init(
        _ part: TranslationPart, memory: TranslationMemory, from source: Language, quality: QualityJudge,
        retry: RetryPolicy?
    ) async throws {
        let endpoint = part.endpoint
        var options = TransferEngine.Options()
        options.maxPerHost = endpoint.requests
        options.maxConnections = endpoint.requests
        let transfer = TransferEngine(options)
        self.transfer = transfer
        let server: ApertiumServer?
        let url: String
        switch endpoint.place {
        case .url(let running):
            (server, url) = (nil, running)
        case .files: throw Fault("translating", reason: "files are no engine")
        case .started:
            let cores = ProcessInfo.processInfo.activeProcessorCount
            let started = try await ApertiumServer.start(
                for: part.languages.map { (source, $0) }, processes: min(endpoint.requests, cores), transfer: transfer,
                program: ApertiumProgram())
            (server, url) = (started, started.url)
        }
        self.server = server
        let api = try endpoint.connect(to: url, through: transfer, retry: retry ?? EngineConnection.retry)
        let ledger = SentenceLedger()
        shared = Translator.Shared(
            engine: api.engine, version: endpoint.version, memoryVersion: endpoint.memoryVersion, limits: api.limits,
            source: source, memory: memory,
            buyer: Buyer(api, endpoint: endpoint, from: source, memory: memory, ledger: ledger, quality: quality),
            ledger: ledger,
            quality: quality)
    }

    /// Why the engine can no longer answer, where Tessera knows.
    var ending: String? { server?.ending }

    func close() async {
        await shared.buyer.close()
        transfer.close()
        await server?.stop()
    }
}
