import Corpus
import Documents
import Foundation
import Transfer

/// An apertium-apy that Tessera runs for itself, on a free port that only this machine can reach.
public final class ApertiumServer: Sendable {
    /// Where it answers.
    public let url: String
    private let process: TetheredProcess

    private init(url: String, process: TetheredProcess) {
        self.url = url
        self.process = process
    }

    /// Starts a server and waits until it answers.
    /// - Parameters:
    ///   - pairs: what it must be able to translate.
    ///   - processes: how many of it share the requests.
    ///   - transfer: what asks it.
    ///   - timeout: how long to wait for it.
    /// - Throws: ``InputError`` when the program or a pair is not installed; ``Fault`` with the server's own words when it
    ///   does not come up.
    public static func start(
        for pairs: [(source: Language, target: Language)], processes: Int, transfer: TransferEngine,
        program: ApertiumProgram, timeout: Duration = .seconds(60)
    ) async throws -> ApertiumServer {
        let process = TetheredProcess(
            program.command(processes: processes), environment: ["LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"])
        do {
            let url = try await limited(to: timeout) {
                var lines = process.lines.makeAsyncIterator()
                guard let port = await lines.next().flatMap({ Int($0) }) else {
                    try Task.checkCancellation()
                    throw Fault("starting apertium-apy", reason: "it ended")
                }
                let url = "http://127.0.0.1:\(port)"
                try await check(pairs, url, transfer)
                return url
            }
            return ApertiumServer(url: url, process: process)
        } catch {
            await process.stop()
            guard let fault = error as? Fault else { throw error }
            throw Fault(fault.what, reason: "\(fault.reason); its last words: \(process.lastWords)")
        }
    }

    /// Why the server can no longer answer; nil while it runs.
    var ending: String? {
        process.hasEnded ? "apertium-apy ended; its last words: \(process.lastWords)" : nil
    }

    /// Stops the server and all that it started.
    public func stop() async {
        await process.stop()
    }

    private static func check(
        _ pairs: [(source: Language, target: Language)], _ url: String, _ transfer: TransferEngine
    ) async throws {
        let api = ApertiumAPI(client: ProviderClient(engine: transfer, provider: "apertium-apy", url: url))
        let installed = try await api.pairs()
        for pair in pairs.map(ApertiumPair.init) where !installed.contains(pair) {
            throw pair.isMissing(at: "this machine")
        }
    }

    private static func limited(
        to timeout: Duration, _ work: @escaping @Sendable () async throws -> String
    ) async throws -> String {
        try await withThrowingTaskGroup(of: String.self) { group in
            defer { group.cancelAll() }
            group.addTask(operation: work)
            group.addTask {
                try await Task.sleep(for: timeout)
                throw Fault("starting apertium-apy", reason: "it did not answer in \(timeout)")
            }
            guard let url = try await group.next() else { throw CancellationError() }
            return url
        }
    }
}
