import Corpus
import Documents

/// Translates texts: from the memory where they are there, else by asking the engine, several requests at a time.
final class Translator: Sendable {
    /// What became of texts, for one target language.
    struct Translations: Sendable {
        var found: [ExactText: TranslationResult] = [:]
        /// Those that the engine does not take, and why.
        var refused: [ExactText: String] = [:]
    }

    private struct Batch: Sendable {
        let texts: [ExactText]
        let target: Language
    }

    let api: any TranslationAPI
    let version: String?
    private let source: Language
    private let memory: TranslationMemory
    private let requests: Int
    private let turn = Turn()

    /// - Parameter requests: how many are in flight.
    init(
        _ api: any TranslationAPI, version: String?, from source: Language, memory: TranslationMemory, requests: Int
    ) {
        self.api = api
        self.version = version
        self.source = source
        self.memory = memory
        self.requests = requests
    }

    /// Translates texts, which are all different from each other.
    ///
    /// What is returned comes from the memory alone, so that it is the same whether it was bought now or long ago.
    /// - Parameter advanced: called with how many of the missing texts have their answers, and how many there are.
    func translate(
        _ texts: [ExactText], to targets: [Language], advanced: @Sendable (Int, Int) -> Void
    ) async throws -> [Language: Translations] {
        var translations: [Language: Translations] = [:]
        for target in targets { translations[target] = try await known(texts, target) }
        func missing(_ target: Language) -> [ExactText] {
            texts.filter { translations[target]?.found[$0] == nil }
        }
        func lookAgain() async throws {
            for target in targets {
                let more = try await known(missing(target), target).found
                translations[target]?.found.merge(more) { old, _ in old }
            }
        }
        guard targets.contains(where: { !missing($0).isEmpty }) else { return translations }
        // One at a time: two partitions that lack the same text would both buy it.
        return try await turn.take {
            try await lookAgain()
            let refused = try await buy(targets.flatMap { batches(missing($0), $0) }, advanced)
            try await lookAgain()
            for target in targets { translations[target]?.refused = refused[target] ?? [:] }
            return translations
        }
    }

    private func scope(_ target: Language) -> TranslationMemory.Scope {
        TranslationMemory.Scope(engine: api.engine, version: version, source: source, target: target)
    }

    private func known(_ texts: [ExactText], _ target: Language) async throws -> Translations {
        var translations = Translations(found: try await memory.translations(of: texts, in: scope(target)))
        // There is nothing to ask about them.
        for text in texts where text.text.isBlank { translations.found[text] = TranslationResult("") }
        return translations
    }

    /// Cuts texts into requests, by their positions.
    private func batches(_ texts: [ExactText], _ target: Language) -> [Batch] {
        var batches: [Batch] = []
        var texts = texts[...]
        while let first = texts.first {
            var batch = [first]
            var characters = first.text.unicodeScalars.count
            texts = texts.dropFirst()
            while let next = texts.first, batch.count < api.limits.texts {
                characters += next.text.unicodeScalars.count
                guard characters <= api.limits.characters else { break }
                batch.append(next)
                texts = texts.dropFirst()
            }
            batches.append(Batch(texts: batch, target: target))
        }
        return batches
    }

    /// Asks for batches, `requests` at a time, and keeps the answers.
    /// - Returns: what was refused.
    private func buy(
        _ batches: [Batch], _ advanced: @Sendable (Int, Int) -> Void
    ) async throws -> [Language: [ExactText: String]] {
        let count = batches.reduce(0) { $0 + $1.texts.count }
        var answered = 0
        var suspects: [Int] = []
        try await withThrowingTaskGroup(of: (Int, Bool).self) { group in
            var waiting = batches.indices.makeIterator()
            func next() {
                guard let index = waiting.next() else { return }
                group.addTask { (index, try await self.isTaken(batches[index])) }
            }
            for _ in 0..<requests { next() }
            while let (index, taken) = try await group.next() {
                next()
                if !taken { suspects.append(index) }
                answered += batches[index].texts.count
                advanced(answered, count)
            }
        }
        // A text that brings an engine down takes others with it that are in flight, so what was refused is asked again
        // with nothing beside it: which texts are refused for good does not depend on timing.
        var refused: [Language: [ExactText: String]] = [:]
        for batch in suspects.sorted().map({ batches[$0] }) {
            refused[batch.target, default: [:]].merge(try await buy(batch)) { old, _ in old }
        }
        return refused
    }

    /// Asks for one batch and keeps the answer; false when the engine refuses it.
    private func isTaken(_ batch: Batch) async throws -> Bool {
        do {
            try await ask(batch)
            return true
        } catch is Refusal {
            return false
        }
    }

    private func ask(_ batch: Batch) async throws {
        if let text = batch.texts.first, batch.texts.count == 1, text.text.unicodeScalars.count > api.limits.characters
        {
            throw Refusal("longer than the \(api.limits.characters) characters that \(api.engine) takes at once")
        }
        let results = try await api.translate(batch.texts.map(\.text), from: source, to: batch.target)
        guard results.count == batch.texts.count else {
            throw Fault("asking \(api.engine)", reason: "\(batch.texts.count) texts, \(results.count) translations")
        }
        try await memory.store(zip(batch.texts, results).map { ($0, $1) }, in: scope(batch.target))
    }

    /// Asks for one batch; one that is refused is halved until the texts at fault are found.
    /// - Returns: those texts, and why they are refused.
    private func buy(_ batch: Batch) async throws -> [ExactText: String] {
        do {
            try await ask(batch)
            return [:]
        } catch let refusal as Refusal {
            guard batch.texts.count > 1 else { return [batch.texts[0]: refusal.reason] }
            let half = batch.texts.count / 2
            let first = try await buy(Batch(texts: Array(batch.texts[..<half]), target: batch.target))
            let second = try await buy(Batch(texts: Array(batch.texts[half...]), target: batch.target))
            return first.merging(second) { old, _ in old }
        }
    }
}
