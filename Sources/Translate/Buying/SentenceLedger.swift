import Corpus
import Synchronization

/// The sentences that are being bought, so that two partitions which lack the same one buy it once.
final class SentenceLedger: Sendable {
    /// What a claim comes to.
    enum Claim {
        /// The caller is the one to buy it.
        case granted
        /// Somebody buys it.
        case taken(Ticket)
        /// Somebody has bought it since the caller looked into the memory.
        case settled
    }

    /// The time of a look into the memory.
    struct Look: Hashable {
        fileprivate let time: UInt64
    }

    private struct Key: Hashable {
        let text: ExactText
        let target: Language
    }

    private struct State {
        var tickets: [Key: Ticket] = [:]
        var time: UInt64 = 0
        var looks: Set<Look> = []
        /// What was bought while somebody looked, in the order of time.
        var recent: [(key: Key, time: UInt64)] = []
        var recentKeys: Set<Key> = []
    }

    private let state = Mutex(State())

    /// Call it before looking into the memory, and ``end(_:)`` when all that was missing is claimed.
    func begin() -> Look {
        state.withLock { state in
            state.time += 1
            let look = Look(time: state.time)
            state.looks.insert(look)
            return look
        }
    }

    func end(_ look: Look) {
        state.withLock { state in
            state.looks.remove(look)
            let oldest = state.looks.map(\.time).min() ?? .max
            let gone = state.recent.prefix { $0.time < oldest }.count
            for (key, _) in state.recent[..<gone] { state.recentKeys.remove(key) }
            state.recent.removeFirst(gone)
        }
    }

    /// Says that a text is going to be bought in the batch of a ticket.
    func claim(_ text: ExactText, _ target: Language, for ticket: Ticket) -> Claim {
        state.withLock { state in
            let key = Key(text: text, target: target)
            if let other = state.tickets[key] { return .taken(other) }
            if state.recentKeys.contains(key) { return .settled }
            state.tickets[key] = ticket
            return .granted
        }
    }

    /// The texts are in the memory, or never will be.
    func release(_ texts: [ExactText], _ target: Language) {
        state.withLock { state in
            state.time += 1
            for text in texts {
                let key = Key(text: text, target: target)
                state.tickets[key] = nil
                guard !state.looks.isEmpty, state.recentKeys.insert(key).inserted else { continue }
                state.recent.append((key, state.time))
            }
        }
    }
}
