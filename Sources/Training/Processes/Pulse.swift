import Documents
import Foundation
import Synchronization
import Tensors
import Workspace

/// Watches over the processes of a team: each gives a sign of life every second, the first process looks for them, and tells
/// all when one is lost. What a process computes, reads or writes meanwhile, and for how long, does not matter.
final class Pulse: Sendable {
    private let store: SharedStore
    private let rank: Int
    private let count: Int
    private let patience: Patience
    private let state = Mutex(State())

    private struct State {
        var departure: Departure?
        /// Signs given so far, by which another thread sees that this one gets answers.
        var rounds = 0
        var isHurried = false
        var isOver = false
    }

    init(_ store: SharedStore, rank: Int, of count: Int, _ patience: Patience) {
        (self.store, self.rank, self.count, self.patience) = (store, rank, count, patience)
        let thread = Thread { [self] in run() }
        thread.name = "pulse"
        thread.start()
    }

    /// Ends the watch.
    func end() { state.withLock { $0.isOver = true } }

    /// Who has gone; nil while all are there.
    var departure: Departure? { state.withLock { $0.departure } }
    /// Signs given so far.
    var rounds: Int { state.withLock { $0.rounds } }
    /// Judges sooner from now on: something has gone wrong.
    func hurry() { state.withLock { $0.isHurried = true } }

    /// Takes note of who has gone, where nobody else is known to have gone before.
    func note(_ departure: Departure) { state.withLock { $0.departure = $0.departure ?? departure } }

    /// Tells the other processes that this one goes, where they can be told: the first one may be gone itself, or stand still
    /// in the middle of an answer.
    func tell(_ departure: Departure) async {
        let told = Told()
        let thread = Thread { [self] in
            try? store.set(rank == 0 ? "gone" : "left/\(rank)", to: departure.encoded)
            told.value.store(true, ordering: .releasing)
        }
        thread.start()
        let begin = SuspendingClock.now
        while !told.value.load(ordering: .acquiring), begin.duration(to: .now) < patience.hurried {
            // Also in a task that is cancelled.
            await Task { try? await Task.sleep(for: .milliseconds(10)) }.value
        }
    }

    private func run() {
        var heard = [Sign](repeating: Sign(), count: count)
        while !state.withLock({ $0.isOver || $0.departure != nil }) {
            do {
                try store.set("alive/\(rank)", to: "\(rounds)")
                let found = rank == 0 ? try look(&heard) : try store.text("gone").flatMap(Departure.init(encoded:))
                if let found {
                    if rank == 0 { try store.set("gone", to: found.encoded) }
                    note(found)
                }
                state.withLock { $0.rounds += 1 }
            } catch {
                // The first process has the store. Where all are done it goes first, and nobody asks any more.
                Thread.sleep(forTimeInterval: patience.pulse.seconds)
                note(Departure(process: 0, .lost("the connection to it broke")))
            }
            Thread.sleep(forTimeInterval: min(patience.pulse.seconds, patience.hurried.seconds / 3))
        }
    }

    /// When a process's last sign came.
    private struct Sign {
        var text: String?
        var time = SuspendingClock.now
    }

    /// The first process's look at the others.
    private func look(_ heard: inout [Sign]) throws -> Departure? {
        let limit = state.withLock { $0.isHurried } ? patience.hurried : patience.life
        var silent: Departure?
        for other in 1..<count {
            if let left = try store.text("left/\(other)") { return Departure(encoded: left) }
            let text = try store.text("alive/\(other)")
            if text != heard[other].text || rounds == 0 {
                heard[other] = Sign(text: text)
            } else if silent == nil, heard[other].time.duration(to: .now) > limit {
                silent = Departure(process: other, .lost("nothing was heard of it for \(Int(limit.seconds)) s"))
            }
        }
        return silent
    }
}

/// Whether the others were told.
private final class Told: Sendable {
    let value = Atomic(false)
}
