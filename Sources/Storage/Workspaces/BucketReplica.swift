import Documents
import Foundation
import Synchronization
import Workspace

/// Keeps a workspace in a bucket: `s3://bucket/prefix` has the same names as a workspace's folder has.
///
/// The folder here is a copy of what this machine made or read, and may lose outputs that lie in the bucket whenever it grows
/// beyond its bound; what a stage reads stays until it has ended. Two machines may work in one after the other, and as
/// workers beside each other; nothing keeps two runs on different machines apart.
public final class BucketReplica: Replica {
    public let place: S3Location
    public var name: String { "\(place)" }
    let folder: String
    let store: ObjectStore
    /// Bytes of outputs that may lie here beside what is in use.
    private let bound: Int
    let state: Mutex<State>
    let arrivals = Arrivals()

    /// What is known of the bucket, and of what lies here.
    struct State {
        var ledger: ReplicaLedger
        /// The done records there.
        var records: [String: DoneRecord] = [:]
        /// The bytes of each output there.
        var sizes: [String: Int] = [:]
        /// The ETags of files there that are in no output.
        var others: [String: String] = [:]
        /// Files in no output that were altered here and there.
        var conflicts: Set<String> = []
        /// The bytes of each output here, and when it was used last.
        var here: [String: (bytes: Int, use: UInt64)] = [:]
        /// What partitions that run have brought.
        var held: [ObjectIdentifier: Set<String>] = [:]
        /// What was brought last to see which partitions there are.
        var planned: Set<String> = []
        var clock: UInt64 = 0
    }

    /// Files that are sent or brought at a time.
    static let together = 16

    /// - Parameters:
    ///   - place: of the workspace.
    ///   - folder: its folder here; see ``folder(of:in:access:)``.
    ///   - bound: bytes.
    public init(_ place: S3Location, folder: String, bound: Int, store: ObjectStore = ObjectStore()) {
        (self.place, self.folder, self.bound, self.store) = (place, folder, bound, store)
        state = Mutex(State(ledger: ReplicaLedger(in: folder)))
    }

    /// The folder of a workspace on this machine: one for each place on each server.
    /// - Parameter caches: Tessera's cache folder, or another one.
    public static func folder(of place: S3Location, in caches: String, access: S3Access) throws -> String {
        "\(caches)/workspaces/\(Digest.of("\(try access.server)\n\(place)").prefix(32))"
    }

    public func holds(_ output: String, _ record: DoneRecord) -> Bool {
        state.withLock { $0.records[output] == record && $0.sizes[output] == record.bytes }
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    // MARK: - Beginning

    public func begin() async throws {
        let entries = try await store.list(place).filter { BucketReplica.isSound($0.name) }
        let ledger = ReplicaLedger(in: folder)
        let listed = entries.filter { $0.name.hasSuffix(".done") && !$0.name.hasPrefix(".") }
        let found = try await listed.concurrently(BucketReplica.together) { [self] entry -> (String, DoneRecord)? in
            let output = String(entry.name.dropLast(5))
            if ledger.records[entry.name] == entry.etag, let known = DoneRecord.read(of: path(output)) {
                return (output, known)
            }
            // Nil where it went away since it was listed.
            guard let bytes = try await store.read(place.appending(entry.name)),
                let record = try? JSONDecoder().decode(DoneRecord.self, from: Data(bytes))
            else { return nil }
            try adopt(record, of: output, Data(bytes))
            return (output, record)
        }
        let records = Dictionary(found.compactMap { $0 }) { $1 }
        var renewed = ReplicaLedger(in: folder)
        renewed.records = [:]
        for entry in listed where records[String(entry.name.dropLast(5))] != nil {
            renewed.records[entry.name] = entry.etag
        }
        for output in LocalRecords.outputs(in: folder)
        where records[output] == nil && ledger.records[output + ".done"] != nil {
            // It was there and is no more: another machine removed it.
            try forget(output)
        }
        try renewed.write(in: folder)
        var sizes: [String: Int] = [:]
        var others: [String: String] = [:]
        for output in records.keys { sizes[output] = 0 }
        for entry in entries where !entry.name.hasSuffix(".done") {
            if let output = BucketReplica.output(of: entry.name, in: records) {
                sizes[output, default: 0] += entry.bytes
            } else {
                others[entry.name] = entry.etag
            }
        }
        let here = records.keys.compactMap { output in
            OutputFiles.bytes(path(output)).map { (output, (bytes: $0, use: UInt64(0))) }
        }
        state.withLock { [sizes, others, renewed] state in
            state = State(ledger: renewed, records: records, sizes: sizes, others: others)
            state.here = Dictionary(here) { $1 }
        }
    }

    /// Whether a name can be a path under a folder.
    private static func isSound(_ name: String) -> Bool {
        name.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).allSatisfy {
            !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8)
        } && !name.utf8.contains(0)
    }

    /// The output that a file is, or lies in.
    private static func output(of name: String, in records: [String: DoneRecord]) -> String? {
        var name = name[...]
        while true {
            if records[String(name)] != nil { return String(name) }
            guard let slash = name.lastIndex(of: "/") else { return nil }
            name = name[..<slash]
        }
    }

    /// Makes a record that is there the one that is here. An output that it does not speak of is removed.
    private func adopt(_ record: DoneRecord, of output: String, _ bytes: Data) throws {
        let local = DoneRecord.read(of: path(output))
        guard local != record else { return }
        let isSame =
            OutputFiles.bytes(path(output)) == record.bytes
            && (try? OutputFiles.digest(path(output)))?.digest == record.digest
        if !isSame { try forget(output, companions: local?.companions ?? []) }
        try AtomicOutput.write(bytes, to: DoneRecord.path(of: path(output)))
    }

    /// Removes an output here, its record first.
    private func forget(_ output: String, companions: [String]? = nil) throws {
        let companions = companions ?? DoneRecord.read(of: path(output))?.companions ?? []
        let manager = FileManager.default
        for gone in [DoneRecord.path(of: path(output)), DoneRecord.previousPath(of: path(output)), path(output)]
            + companions.filter(BucketReplica.isSound).map(path) where manager.fileExists(atPath: gone)
        {
            try manager.removeItem(atPath: gone)
        }
    }

    // MARK: - Room

    /// Takes down that an output is used, and that it stays as long as a partition needs it.
    func note(_ outputs: [String], for hold: ReplicaHold?) {
        state.withLock { state in
            state.clock += 1
            for output in outputs { state.here[output]?.use = state.clock }
            if let hold {
                state.held[ObjectIdentifier(hold), default: []].formUnion(outputs)
            } else {
                state.planned = Set(outputs)
            }
        }
    }

    public func release(_ hold: ReplicaHold) async {
        state.withLock { $0.held[ObjectIdentifier(hold)] = nil }
        makeRoom()
    }

    /// Says that an output lies here now.
    func arrived(_ output: String, bytes: Int) {
        state.withLock { state in
            state.clock += 1
            state.here[output] = (bytes, state.clock)
        }
        makeRoom()
    }

    /// Removes copies of what the bucket has, those first that were not used for longest.
    private func makeRoom() {
        let gone = state.withLock { state -> [String] in
            var sum = state.here.reduce(0) { $0 + $1.value.bytes }
            guard sum > bound else { return [] }
            let inUse = state.held.values.reduce(state.planned) { $0.union($1) }
            var gone: [String] = []
            for (output, copy) in state.here.sorted(by: { ($0.value.use, $0.key) < ($1.value.use, $1.key) }) {
                guard sum > bound else { break }
                // What is not in the bucket yet is here alone.
                guard !inUse.contains(output), state.sizes[output] == copy.bytes,
                    state.records[output]?.bytes == copy.bytes
                else { continue }
                gone.append(output)
                state.here[output] = nil
                sum -= copy.bytes
            }
            return gone
        }
        // A copy that stays by a failure is found again by the next run.
        for output in gone { try? FileManager.default.removeItem(atPath: path(output)) }
    }
}

extension Sequence where Self: Sendable, Element: Sendable {
    /// Does some work for each, so many at a time, and gives the results in order.
    func concurrently<Made: Sendable>(_ most: Int, _ body: @escaping @Sendable (Element) async throws -> Made)
        async throws
        -> [Made]
    {
        try await withThrowingTaskGroup(of: (Int, Made).self) { group in
            var made: [Int: Made] = [:]
            for (place, element) in enumerated() {
                if place >= most, let (done, one) = try await group.next() { made[done] = one }
                group.addTask { (place, try await body(element)) }
            }
            while let (done, one) = try await group.next() { made[done] = one }
            return made.sorted { $0.key < $1.key }.map(\.value)
        }
    }
}
