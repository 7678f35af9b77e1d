import Documents
import Foundation
import Tensors
import Workspace

/// How the processes of a job find each other: the first one opens a store, and says where in a file in the training folder,
/// or opens it where the launcher has told the others.
///
/// The file bears the job's name, so that what a killed job left is no other job's. Where the launcher has no name for jobs,
/// the left file leads nowhere, or to a store with another mark, and is read again until the new one is there.
struct Meeting: Sendable {
    let launch: Launch
    /// The training folder, which all processes see.
    let folder: String
    let patience: Patience

    /// What the file says.
    private struct Place: Codable {
        let machine: String
        let addresses: [String]
        let port: Int
        /// Told by the store too.
        let mark: String
    }

    /// What a process says of itself.
    struct Guest: Codable {
        let machine: String
        /// This machine's address and the first one's, on the way between them.
        let own: String
        let first: String
        /// The cores that it may use.
        let cores: String
        /// What of them it would use if it had them alone.
        let threads: Int
    }

    /// What the first process answers.
    struct Seating: Codable {
        /// Each process's machine's address, as the others reach it.
        var addresses: [String]
        /// Each one's threads, where cores are shared.
        var threads: [Int]
        /// How many are on each one's machine.
        var neighbours: [Int]
    }

    private static let loopback = "127.0.0.1"
    private static let pause = Duration.milliseconds(100)
    private static let mark = "mark"
    private static let seating = "seating"

    private var path: String {
        "\(folder)/.meeting" + (launch.job.isEmpty ? "" : "-" + Digest.of(launch.job).prefix(16))
    }

    /// This machine's name, which two do not share.
    private static var machine: String {
        let boot = FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id") ?? Data()
        return ProcessInfo.processInfo.hostName + " " + String(decoding: boot, as: UTF8.self).filter { !$0.isNewline }
    }

    /// The cores that this process may use, as the kernel lists them.
    private static var cores: String {
        let status = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
        let lines = String(decoding: status, as: UTF8.self).split(separator: "\n")
        return lines.first { $0.hasPrefix("Cpus_allowed:") }.map(String.init) ?? ""
    }

    /// - Throws: ``Fault`` that names the processes that did not come.
    func hold() async throws -> (store: SharedStore, seating: Seating) {
        try launch.rank == 0 ? await host() : await visit()
    }

    private func fault(_ reason: String) -> Fault {
        Fault("meeting the other processes of \(launch.count)", reason: reason)
    }

    // MARK: - The first process

    private func host() async throws -> (SharedStore, Seating) {
        let isLocal = launch.isOnOneMachine || ["localhost", Meeting.loopback].contains(launch.master?.host ?? "")
        let store: SharedStore
        do {
            store = try SharedStore(at: isLocal ? Meeting.loopback : nil, port: launch.master?.port ?? 0)
        } catch { throw fault("\(error)") }
        let mark = UUID().uuidString
        try store.set(Meeting.mark, to: mark)
        if launch.master == nil {
            let addresses = isLocal ? [] : try SharedStore.addresses()
            let place = Place(machine: Meeting.machine, addresses: addresses, port: store.port, mark: mark)
            try AtomicOutput.write(JSONEncoder().encode(place), to: path)
        }
        defer { if launch.master == nil { try? FileManager.default.removeItem(atPath: path) } }
        var guests: [Int: Guest] = [
            0: Guest(
                machine: Meeting.machine, own: Meeting.loopback, first: Meeting.loopback, cores: Meeting.cores,
                threads: ProcessInfo.processInfo.activeProcessorCount)
        ]
        let begin = SuspendingClock.now
        while guests.count < launch.count {
            for other in 1..<launch.count where guests[other] == nil {
                guard let text = try store.text("guest/\(other)") else { continue }
                guests[other] = try JSONDecoder().decode(Guest.self, from: Data(text.utf8))
            }
            if guests.count == launch.count { break }
            if begin.duration(to: .now) > patience.start {
                let missing = (0..<launch.count).filter { guests[$0] == nil }.map(String.init).joined(separator: ", ")
                let reason = "did not come within \(Int(patience.start.seconds)) s: process \(missing)"
                try? store.set("refusal", to: reason)
                // Those that came shall hear of it.
                try await Task.sleep(for: .seconds(1))
                throw fault(reason)
            }
            try await Task.sleep(for: Meeting.pause)
        }
        let seating = Seating((0..<launch.count).compactMap { guests[$0] })
        try store.set(Meeting.seating, to: String(decoding: JSONEncoder().encode(seating), as: UTF8.self))
        return (store, seating)
    }

    // MARK: - The others

    private func visit() async throws -> (SharedStore, Seating) {
        let begin = SuspendingClock.now
        var reason = "it has said nothing in \(path)"
        while begin.duration(to: .now) < patience.start {
            do {
                if let (store, guest) = try connect() {
                    try store.set(
                        "guest/\(launch.rank)", to: String(decoding: JSONEncoder().encode(guest), as: UTF8.self))
                    return (store, try await seat(store, since: begin))
                }
            } catch let error as TensorError { reason = "\(error)" }
            try await Task.sleep(for: Meeting.pause)
        }
        throw fault("did not meet process 0 within \(Int(patience.start.seconds)) s: \(reason)")
    }

    private func seat(_ store: SharedStore, since begin: SuspendingClock.Instant) async throws -> Seating {
        // The first process says so before this one gives up.
        while begin.duration(to: .now) < patience.start * 2 + .seconds(10) {
            if let refusal = try store.text("refusal") { throw fault(refusal) }
            if let text = try store.text(Meeting.seating) {
                return try JSONDecoder().decode(Seating.self, from: Data(text.utf8))
            }
            try await Task.sleep(for: Meeting.pause)
        }
        throw fault("process 0 did not begin")
    }

    /// Goes to where the first process is said to be; nil where nothing is said, or another job's is there.
    private func connect() throws -> (SharedStore, Guest)? {
        let patience = Duration.seconds(5)
        if let master = launch.master {
            let store = try SharedStore(of: master.host, port: master.port, patience: patience)
            guard try store.text(Meeting.mark) != nil else { return nil }
            return (store, try guest(towards: master.host, port: master.port))
        }
        guard let data = FileManager.default.contents(atPath: path),
            let place = try? JSONDecoder().decode(Place.self, from: data)
        else { return nil }
        let isNeighbour = place.machine == Meeting.machine
        var failure: TensorError?
        for host in isNeighbour ? [Meeting.loopback] : place.addresses {
            do {
                let store = try SharedStore(of: host, port: place.port, patience: patience)
                guard try store.text(Meeting.mark) == place.mark else { continue }
                return (store, try guest(towards: host, port: place.port))
            } catch let error as TensorError { failure = error }
        }
        if let failure { throw failure }
        return nil
    }

    private func guest(towards host: String, port: Int) throws -> Guest {
        let (own, first) = try SharedStore.addresses(towards: host, port: port)
        return Guest(
            machine: Meeting.machine, own: own, first: first, cores: Meeting.cores,
            threads: ProcessInfo.processInfo.activeProcessorCount)
    }
}

extension Meeting.Seating {
    /// - Parameter guests: in the order of their ranks.
    init(_ guests: [Meeting.Guest]) {
        let machine = guests.first?.machine
        // Those beside the first process reach it by the loopback, which is no way for the others.
        let away = guests.first { $0.machine != machine }
        addresses = guests.map { $0.machine == machine ? away?.first ?? "127.0.0.1" : $0.own }
        threads = guests.map { guest in
            let sharing = guests.count { $0.machine == guest.machine && $0.cores == guest.cores }
            return max(1, guest.threads / sharing)
        }
        neighbours = guests.map { guest in guests.count { $0.machine == guest.machine } }
    }
}
