import Synchronization

/// What a ``ChaosServer`` was asked, and what it answered: for each sentence and language, byte for byte.
public final class ChaosLedger: Sendable {
    /// A sentence that is to be put into a language.
    public struct Sentence: Sendable, Hashable {
        let bytes: [UInt8]

        public init(_ text: String, _ target: String) {
            bytes = Array("\(target) \(text)".utf8)
        }
    }

    private struct State {
        var asked: [Sentence: Int] = [:]
        /// The rounds in which it was answered with success.
        var answered: [Sentence: [Int]] = [:]
        var characters = 0
        var requests = 0
        var answers = 0
        var open = 0
        var mostOpen = 0
        var round = 0
        var fates: [ChaosFate: Int] = [:]
    }

    private let state = Mutex(State())

    /// A test's runs are counted by it, so that it can tell in which of them a sentence was answered.
    public func beginRound() { state.withLock { $0.round += 1 } }

    public var requests: Int { state.withLock { $0.requests } }
    /// Requests that were answered with success.
    public var answers: Int { state.withLock { $0.answers } }
    /// Unicode scalars in all requests.
    public var characters: Int { state.withLock { $0.characters } }
    /// The most requests that there were at once.
    public var mostOpen: Int { state.withLock { $0.mostOpen } }
    public var fates: [ChaosFate: Int] { state.withLock { $0.fates } }

    /// Sentences that were answered with success.
    public var sentences: Set<Sentence> { state.withLock { Set($0.answered.filter { !$0.value.isEmpty }.keys) } }

    /// Successes beyond a sentence's first, by the round in which the success before was: that run lost it.
    public var repeated: [Int: Int] {
        state.withLock { state in
            var result: [Int: Int] = [:]
            for rounds in state.answered.values {
                for lost in rounds.sorted().dropLast() { result[lost, default: 0] += 1 }
            }
            return result
        }
    }

    /// A request comes in.
    /// - Returns: how often its first sentence was asked before, and the round in which it comes: its answer may come in the
    ///   next one, when who asked is dead.
    func begin(_ sentences: [Sentence], characters: Int) -> (times: Int, round: Int) {
        state.withLock { state in
            state.requests += 1
            state.characters += characters
            state.open += 1
            state.mostOpen = max(state.mostOpen, state.open)
            let before = sentences.first.flatMap { state.asked[$0] } ?? 0
            for sentence in sentences { state.asked[sentence, default: 0] += 1 }
            return (before, state.round)
        }
    }

    func end(_ fate: ChaosFate?) {
        state.withLock { state in
            state.open -= 1
            if let fate { state.fates[fate, default: 0] += 1 }
        }
    }

    /// Writes an answer. It counts from before its first byte, so that whoever has read it finds it counted; one that the
    /// client does not take does not count.
    func answer(_ sentences: [Sentence], in round: Int, writing write: () -> Bool) {
        state.withLock { state in
            state.answers += 1
            for sentence in sentences { state.answered[sentence, default: []].append(round) }
        }
        guard !write() else { return }
        state.withLock { state in
            state.answers -= 1
            for sentence in sentences {
                guard let last = state.answered[sentence]?.lastIndex(of: round) else { continue }
                state.answered[sentence]?.remove(at: last)
            }
        }
    }
}
