import Corpus
import Texts

/// Translates the texts of one partition: from the memory where they are there, else through the buyer.
///
/// Windows of texts are begun one after the other without waiting for answers, so that requests keep flowing, and ended in
/// the same order. What comes out is read from the memory alone: it is the same whether it was bought now or long ago.
final class Translator {
    /// What many partitions share.
    struct Shared: Sendable {
        let engine: String
        let version: String?
        let memoryVersion: String?
        let limits: TranslationLimits
        let source: Language
        let memory: TranslationMemory
        let buyer: Buyer
        let ledger: SentenceLedger
        let quality: QualityJudge
    }

    /// A window that was begun.
    struct Window {
        fileprivate let texts: [ExactText]
        fileprivate let positions: [ExactText: Int]
        /// For each target, for each text.
        fileprivate var outcomes: [[TextOutcome]]
        fileprivate var tickets: [[(position: Int, ticket: Ticket)]]

        /// What became of a text in the target of that position.
        func outcome(of text: ExactText, target: Int) -> TextOutcome {
            positions[text].map { outcomes[target][$0] } ?? .missing
        }
    }

    private let shared: Shared
    let targets: [Language]
    private var cutters: [BatchCutter]

    init(_ shared: Shared, to targets: [Language]) {
        self.shared = shared
        self.targets = targets
        cutters = targets.map { BatchCutter(shared.limits, target: $0) }
    }

    /// Looks texts up, and orders those that are not there. The texts are all different from each other.
    func begin(_ texts: [ExactText]) async throws -> Window {
        var window = Window(
            texts: texts,
            positions: Dictionary(uniqueKeysWithValues: texts.enumerated().map { ($1, $0) }),
            outcomes: targets.map { _ in Array(repeating: .missing, count: texts.count) },
            tickets: targets.map { _ in [] })
        for index in targets.indices {
            try await lookAndOrder(&window, index, at: Array(texts.indices), mayAskAgain: true)
        }
        return window
    }

    /// Waits for the answers to a window's texts.
    func end(_ window: inout Window) async throws {
        for index in targets.indices {
            // In the second round come those that were asked once more because their first translation was doubtful.
            for round in 0..<2 where !window.tickets[index].isEmpty {
                let open = window.tickets[index]
                window.tickets[index] = []
                for (position, ticket) in open {
                    await submit(ifNeededFor: ticket)
                    let refused = try await ticket.value()
                    if let reason = refused[window.texts[position]] {
                        window.outcomes[index][position] = .failed(reason: reason)
                    }
                }
                let mayAskAgain = round == 0
                try await lookAndOrder(&window, index, at: open.map(\.position), mayAskAgain: mayAskAgain)
            }
        }
    }

    /// Ends without the rest. What others wait for and was not sent yet is not going to be: they are told why.
    func abandon(_ reason: any Error) {
        for index in cutters.indices { cutters[index].cut()?.ticket.resolve(.failure(reason)) }
    }

    private func lookAndOrder(
        _ window: inout Window, _ index: Int, at positions: [Int], mayAskAgain: Bool
    ) async throws {
        let look = shared.ledger.begin()
        defer { shared.ledger.end(look) }
        try await self.look(&window, index, at: positions)
        for position in positions {
            switch window.outcomes[index][position] {
            case .failed: continue
            case .missing: await order(position, &window, index)
            case .translated(let translation, let flags):
                guard mayAskAgain, translation.attempt == 0, shared.quality.isAskedAgain(flags) else { continue }
                await orderAgain(position, &window, index)
            }
        }
    }

    /// Fills in what the memory has.
    private func look(_ window: inout Window, _ index: Int, at positions: [Int]) async throws {
        let target = targets[index]
        var asked: [Int] = []
        asked.reserveCapacity(positions.count)
        for position in positions {
            // There is nothing to ask about.
            if window.texts[position].text.isBlank {
                window.outcomes[index][position] = .translated(StoredTranslation("", attempt: 1), flags: [.empty])
            } else {
                asked.append(position)
            }
        }
        let scope = TranslationMemory.Scope(
            engine: shared.engine, version: shared.memoryVersion, source: shared.source, target: target)
        let found = try await shared.memory.translations(of: asked.map { window.texts[$0] }, in: scope)
        for (position, translation) in zip(asked, found) {
            guard let translation else { continue }
            let flags = try shared.quality.flags(of: translation, source: window.texts[position], into: target)
            window.outcomes[index][position] = .translated(translation, flags: flags)
        }
    }

    /// Orders a text that is not there.
    private func order(_ position: Int, _ window: inout Window, _ index: Int) async {
        let text = window.texts[position]
        if let full = cutters[index].makeRoom(for: text) { await shared.buyer.buy(full) }
        switch shared.ledger.claim(text, targets[index], for: cutters[index].ticket) {
        case .taken(let other): window.tickets[index].append((position, other))
        case .settled: window.tickets[index].append((position, Ticket.resolved))
        case .granted:
            window.tickets[index].append((position, cutters[index].ticket))
            cutters[index].append(text)
        }
    }

    /// Orders a doubtful text once more: alone, because a neighbour in its request may have been what went wrong.
    private func orderAgain(_ position: Int, _ window: inout Window, _ index: Int) async {
        let text = window.texts[position]
        let ticket = Ticket()
        switch shared.ledger.claim(text, targets[index], for: ticket) {
        case .taken(let other): window.tickets[index].append((position, other))
        case .settled: window.tickets[index].append((position, Ticket.resolved))
        case .granted:
            window.tickets[index].append((position, ticket))
            await shared.buyer.buy(Batch(texts: [text], target: targets[index], attempt: 1, ticket: ticket))
        }
    }

    /// Sends the batch that somebody waits for, when it is not full yet. When it is another partition's, that one sends it
    /// before it waits; and so that two never wait for each other, this one's are all sent then.
    private func submit(ifNeededFor ticket: Ticket) async {
        guard !ticket.isSubmitted else { return }
        let own = cutters.firstIndex { $0.ticket === ticket }
        for index in cutters.indices where own == nil || own == index {
            if let batch = cutters[index].cut() { await shared.buyer.buy(batch) }
        }
    }
}
