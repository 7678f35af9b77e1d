import Documents
import Foundation
import Synchronization
import Tensors
import Workspace

/// The processes of a job that train one model together. The first one, process 0, reads and writes the training folder, and
/// reports; the others only compute.
public final class Team: Sendable {
    /// Which of the processes this one is, from 0.
    public let rank: Int
    /// How many there are.
    public let count: Int
    /// How many of them are on this machine.
    public let neighbours: Int
    /// Threads within an operation, where cores are shared fairly.
    let threads: Int
    let group: ProcessGroup
    private let pulse: Pulse
    private let thread = OwnThread()
    private let patience: Patience

    public var isFirst: Bool { rank == 0 }

    /// Meets the other processes.
    /// - Parameter folder: of the training, which all of them see.
    /// - Throws: ``Fault`` when not all come.
    public init(_ launch: Launch, in folder: TrainingFolder, _ patience: Patience = Patience()) async throws {
        let (store, seating) = try await Meeting(launch: launch, folder: folder.path, patience: patience).hold()
        let pulse = Pulse(store, rank: launch.rank, of: launch.count, patience)
        let silence = Silence(pulse, patience.life)
        let address = seating.addresses[launch.rank]
        do {
            group = try await withTaskExecutorPreference(thread) {
                try ProcessGroup(store, rank: launch.rank, of: launch.count, address: address, patience: patience.start)
                {
                    try silence.check()
                }
            }
        } catch {
            pulse.end()
            thread.end()
            throw Fault("connecting with the other processes of \(launch.count)", reason: "\(error)")
        }
        (rank, count, self.pulse, self.patience) = (launch.rank, launch.count, pulse, patience)
        (threads, neighbours) = (seating.threads[launch.rank], seating.neighbours[launch.rank])
    }

    /// Runs `body` as one process of those that a launcher started; with nil where there is one alone.
    /// - Throws: what `body` throws, after telling the others.
    public static func joined<T>(
        in folder: TrainingFolder, environment: [String: String] = ProcessInfo.processInfo.environment,
        _ body: (Team?) async throws -> T
    ) async throws -> T {
        try await joined(Launch(environment), in: folder, Patience(environment), body)
    }

    /// As ``joined(in:environment:_:)``.
    /// - Parameter launch: nil for a process that is alone.
    static func joined<T>(
        _ launch: Launch?, in folder: TrainingFolder, _ patience: Patience, _ body: (Team?) async throws -> T
    ) async throws -> T {
        guard let launch, launch.count > 1 else { return try await body(nil) }
        let team = try await Team(launch, in: folder, patience)
        do {
            let result = try await body(team)
            try await team.end()
            return result
        } catch {
            throw await team.leave(because: error)
        }
    }

    /// Runs what exchanges tensors, which blocks until all processes have come to it.
    func run<T>(_ body: () throws -> T) async throws -> T {
        try await withTaskExecutorPreference(thread) { try body() }
    }

    // MARK: - Calls to work

    /// The first process calls the others to train.
    func call() async throws { try await run { try group.share(Tensor([Int64(1)])) } }

    /// Another process waits for a call.
    /// - Returns: false when there is no more work.
    func isCalled() async throws -> Bool {
        try await run {
            let call = try Tensor([Int64(0)])
            try group.share(call)
            return try call.values(as: Int64.self) == [1]
        }
    }

    // MARK: - The end

    private func end() async throws {
        if isFirst { try await run { try group.share(Tensor([Int64(0)])) } }
        try await run { try group.meet() }
        pulse.end()
        thread.end()
    }

    /// What has become of the team, after `error`: who has gone, where that is why.
    func departure(after error: any Error) async -> Departure? {
        if let departure = error as? Departure { return departure }
        if let broken = error as? BrokenTraining { return broken.departure }
        guard error is TensorError else { return nil }
        // A connection breaks at once; who is behind it shows a little later.
        pulse.hurry()
        let begin = SuspendingClock.now
        while pulse.departure == nil, begin.duration(to: .now) < patience.hurried * 3 {
            // Also where this process was told to stop.
            await Task { try? await Task.sleep(for: .milliseconds(50)) }.value
        }
        return pulse.departure
    }

    /// Tells the others that this process ends, and why.
    /// - Returns: what to say of it.
    private func leave(because error: any Error) async -> any Error {
        let gone = await departure(after: error)
        let told: any Error =
            switch gone?.cause {
            case .interrupted: CancellationError()
            case .some:
                Fault(
                    "training by \(count) processes",
                    reason: [gone?.text(of: count), (error as? BrokenTraining)?.outlook].compactMap { $0 }
                        .joined(separator: "; "))
            case nil: error
            }
        let own = error is CancellationError ? Departure.Cause.interrupted : .failed("\(told)")
        let departure = gone ?? Departure(process: rank, own)
        pulse.note(departure)
        await pulse.tell(departure)
        // The others ask the first process, which must still be there.
        if isFirst { await Task { try? await Task.sleep(for: patience.pulse * 2.5) }.value }
        pulse.end()
        return told
    }
}

/// Ends a waiting when somebody has gone, when the first process gives no answers any more, or when the task is cancelled.
private final class Silence: Sendable {
    private let pulse: Pulse
    private let limit: Duration
    private let state = Mutex((rounds: -1, silent: Duration.zero, last: SuspendingClock.now))

    init(_ pulse: Pulse, _ limit: Duration) { (self.pulse, self.limit) = (pulse, limit) }

    func check() throws {
        if let departure = pulse.departure { throw departure }
        try Task.checkCancellation()
        let isLong = state.withLock { state in
            let now = SuspendingClock.now
            // A time in which this process itself was stopped is not the other's silence.
            let passed = min(state.last.duration(to: now), .seconds(1))
            state.silent = state.rounds == pulse.rounds ? state.silent + passed : .zero
            (state.rounds, state.last) = (pulse.rounds, now)
            return state.silent > limit
        }
        guard isLong else { return }
        let departure = Departure(process: 0, .lost("it gave no answer for \(Int(limit.seconds)) s"))
        pulse.note(departure)
        throw departure
    }
}
