import Corpus
import Documents
import Foundation
import Synchronization

/// Asks an engine for batches, several at a time, and keeps what it answers in the memory.
///
/// Its workers belong to no partition's task: when a partition fails or a run is interrupted, answers that are on their way
/// still come home.
final class Buyer: Sendable {
    private let api: any TranslationAPI
    private let source: Language
    private let version: String?
    private let memory: TranslationMemory
    private let ledger: SentenceLedger
    private let quality: QualityJudge
    private let pace: Pace
    private let clock = DayClock()
    private let queue = BatchQueue()
    private let workers = Mutex<[Task<Void, Never>]>([])
    private let state: Mutex<State>

    private struct State {
        /// Characters that may still be sent; nil for no limit.
        var budget: Int?
        var asked = 0
        /// Requests in a row that got no answer, whatever was tried.
        var unanswered = 0
        /// Whether any text was ever translated.
        var hasSucceeded = false
        /// Texts that were refused before any was translated.
        var refusedAtFirst = 0
    }

    /// So many texts refused one by one and none translated: the endpoint is at fault, not the texts.
    private static let refusedAll = 12

    /// So many requests in a row without an answer, each after all its tries, are an outage.
    private static let outage = 3
    /// How often a single text is asked that gets no answer while others do.
    private static let triesOfOne = 2
    /// How long answers that are on their way are waited for at the end.
    private static let grace = Duration.seconds(5)

    init(
        _ api: any TranslationAPI, endpoint: EndpointConfiguration, from source: Language, memory: TranslationMemory,
        ledger: SentenceLedger, quality: QualityJudge
    ) {
        self.ledger = ledger
        self.api = api
        self.source = source
        version = endpoint.memoryVersion
        self.memory = memory
        self.quality = quality
        pace = Pace(
            requestsPerSecond: endpoint.rate.requests, charactersPerSecond: endpoint.rate.characters)
        state = Mutex(State(budget: endpoint.budget))
        let requests = endpoint.requests
        workers.withLock { workers in
            workers = (0..<requests).map { _ in Task { await self.work() } }
        }
    }

    /// Takes a batch; its ticket tells when it is answered.
    func buy(_ batch: Batch) async {
        batch.ticket.submit()
        await queue.add(batch)
    }

    /// Ends the workers; answers that are on their way are waited for, but not for long.
    func close() async {
        await queue.end(CancellationError())
        let workers = workers.withLock { $0 }
        let impatience = Task {
            try await Task.sleep(for: Buyer.grace)
            for worker in workers { worker.cancel() }
        }
        for worker in workers { await worker.value }
        impatience.cancel()
    }

    /// Characters that were sent.
    var charactersAsked: Int { state.withLock { $0.asked } }

    private func work() async {
        while let batch = await queue.next() {
            do {
                let refused = try await refused(of: batch)
                ledger.release(batch.texts, batch.target)
                batch.ticket.resolve(.success(refused))
            } catch {
                let reason = (error as? NotKept)?.reason ?? error
                batch.ticket.resolve(.failure(reason))
                await queue.end(reason)
            }
            await queue.giveBack()
        }
    }

    /// Buys a batch.
    /// - Returns: the texts that cannot be had, and why.
    private func refused(of batch: Batch) async throws -> Ticket.Refused {
        do {
            try await ask(batch.texts, batch)
            return [:]
        } catch let refusal as Refusal {
            guard api.refusesNeighbours else { return try await halves(of: batch.texts, batch, refusal.reason) }
            // A text that brings an engine down takes others with it that are in flight, so what was refused is asked
            // again with nothing beside it: which texts are refused for good does not depend on timing.
            await queue.beginQuiet()
            do {
                let refused = try await quietly(batch.texts, batch)
                await queue.endQuiet()
                return refused
            } catch {
                await queue.endQuiet()
                throw error
            }
        } catch let fault as Fault {
            return try await recover(batch.texts, batch, fault)
        }
    }

    private func quietly(_ texts: [ExactText], _ batch: Batch) async throws -> Ticket.Refused {
        do {
            try await ask(texts, batch)
            return [:]
        } catch let refusal as Refusal {
            return try await halves(of: texts, batch, refusal.reason)
        } catch let fault as Fault {
            return try await recover(texts, batch, fault)
        }
    }

    /// Halves texts that were refused together until those at fault are found.
    private func halves(of texts: [ExactText], _ batch: Batch, _ reason: String) async throws -> Ticket.Refused {
        guard texts.count > 1 else {
            let refused = state.withLock { state in
                if !state.hasSucceeded { state.refusedAtFirst += 1 }
                return state.refusedAtFirst
            }
            guard refused < Buyer.refusedAll else {
                throw InputError(
                    "\(api.engine) refused the first \(refused) texts that it was asked, and translated none: \(reason)",
                    remedy: "check the endpoint's settings and the languages")
            }
            return [texts[0]: reason]
        }
        let half = texts.count / 2
        let first = try await quietly(Array(texts[..<half]), batch)
        let second = try await quietly(Array(texts[half...]), batch)
        return first.merging(second) { old, _ in old }
    }

    /// Goes on after a request that got no answer in all its tries: while others get theirs it is these texts' fault, and
    /// the one at fault is looked for; else the engine is out of order.
    private func recover(_ texts: [ExactText], _ batch: Batch, _ fault: Fault) async throws -> Ticket.Refused {
        try Task.checkCancellation()
        let unanswered = state.withLock { state in
            state.unanswered += 1
            return state.unanswered
        }
        guard unanswered < Buyer.outage else { throw fault }
        guard texts.count == 1 else { return try await halves(of: texts, batch, fault.reason) }
        for _ in 1..<Buyer.triesOfOne {
            do {
                try await ask(texts, batch)
                return [:]
            } catch let refusal as Refusal {
                return [texts[0]: refusal.reason]
            } catch is Fault {
                continue
            }
        }
        return [texts[0]: "no answer: \(fault.reason)"]
    }

    /// Asks for texts in one request, and keeps the answers.
    private func ask(_ texts: [ExactText], _ batch: Batch) async throws {
        let characters = texts.reduce(0) { $0 + $1.text.unicodeScalars.count }
        if texts.count == 1, characters > api.limits.characters {
            throw Refusal("longer than the \(api.limits.characters) characters that \(api.engine) takes at once")
        }
        let turn = Pace.Turn(pace: pace, characters: characters, spend: spend)
        let results = try await Pace.Turn.$current.withValue(turn) {
            try await api.translate(texts.map(\.text), from: source, to: batch.target)
        }
        guard results.count == texts.count else {
            throw Fault("asking \(api.engine)", reason: "\(texts.count) texts, \(results.count) translations")
        }
        state.withLock { state in
            state.unanswered = 0
            state.hasSucceeded = true
            state.refusedAtFirst = 0
        }
        let today = clock.today()
        let translations = try zip(texts, results).map { text, result in
            (
                text,
                StoredTranslation(
                    result.text, engineFlags: result.flags + (result.isCutShort ? [.cutShort] : []), date: today,
                    detected: try quality.detect(result.text, into: batch.target), attempt: batch.attempt)
            )
        }
        let scope = TranslationMemory.Scope(
            engine: api.engine, version: version, source: source, target: batch.target)
        do {
            try await memory.store(translations, in: scope)
        } catch {
            throw NotKept(reason: error)
        }
    }

    /// The answers came, and could not be kept. That is neither the engine's fault nor the texts': asking for them again would
    /// buy them again.
    private struct NotKept: Error {
        let reason: any Error
    }

    @Sendable private func spend(_ characters: Int) throws {
        try state.withLock { state in
            if let budget = state.budget, state.asked + characters > budget { throw BudgetSpent(budget: budget) }
            state.asked += characters
        }
    }
}
