import Corpus
import Foundation
import Transfer

/// What translation needs while it runs: the engine, where Tessera runs it, and the memory.
final class TranslationSession: Sendable {
    let translator: Translator
    private let server: ApertiumServer?
    private let transfer: TransferEngine

    init(
        _ endpoint: EndpointConfiguration, memory: String, from source: Language, to targets: [Language],
        retry: RetryPolicy
    ) async throws {
        var options = TransferEngine.Options()
        options.maxPerHost = endpoint.requests
        options.maxConnections = endpoint.requests
        let transfer = TransferEngine(options)
        self.transfer = transfer
        try FileManager.default.createDirectory(
            atPath: (memory as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        let memory = try TranslationMemory(memory)
        let server: ApertiumServer?
        let url: String
        switch endpoint.place {
        case .url(let running):
            (server, url) = (nil, running)
        case .started:
            let cores = ProcessInfo.processInfo.activeProcessorCount
            let started = try await ApertiumServer.start(
                for: targets.map { (source, $0) }, processes: min(endpoint.requests, cores), transfer: transfer,
                program: ApertiumProgram())
            (server, url) = (started, started.url)
        }
        self.server = server
        translator = Translator(
            endpoint.connect(to: url, through: transfer, retry: retry), version: endpoint.memoryVersion, from: source,
            memory: memory,
            requests: endpoint.requests)
    }

    /// Why the engine can no longer answer, where Tessera knows.
    var ending: String? { server?.ending }

    func close() async {
        transfer.close()
        await server?.stop()
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
