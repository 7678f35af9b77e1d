import Documents
import Foundation
import Workspace

extension BucketReplica {
    // MARK: - From the bucket

    public func bring(_ names: [String], for hold: ReplicaHold?) async throws {
        let known = state.withLock { $0.records }
        let outputs = Set(
            names.flatMap { name in
                known[name] != nil ? [name] : known.keys.filter { $0.hasPrefix(name + "/") }
            }
        ).sorted()
        note(outputs, for: hold)
        // Partitions are few beside the files of some of them.
        _ = try await outputs.concurrently(4) { [self] output in
            guard let record = known[output], OutputFiles.bytes(path(output)) != record.bytes else { return }
            try await arrivals.once(output) { [self] in
                guard OutputFiles.bytes(path(output)) != record.bytes else { return }
                try await fetch(output, record)
            }
        }
    }

    private func fetch(_ output: String, _ record: DoneRecord) async throws {
        let place = try place.appending(output)
        if let only = try await store.entry(place), only.bytes == record.bytes {
            try await AtomicOutput.publish(path(output)) { [store] temporary in
                try await store.download(place, to: temporary, sha256: record.digest)
            }
        } else {
            let files = try await store.list(place)
            try await AtomicOutput.publish(path(output)) { [store] temporary in
                try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
                _ = try await files.concurrently(BucketReplica.together) { file in
                    let target = "\(temporary)/\(file.name)"
                    try FileManager.default.createDirectory(
                        atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
                    try await store.download(place.appending(file.name), to: target)
                }
                guard try OutputFiles.digest(temporary).digest == record.digest else {
                    throw InputError(
                        file: "\(place)", "its files are not those that its done record tells of",
                        remedy: "remove \(place).done, so that the stage makes it again")
                }
            }
        }
        for companion in record.companions ?? [] where !FileManager.default.fileExists(atPath: path(companion)) {
            guard let bytes = try await store.read(self.place.appending(companion), limit: 1 << 30) else { continue }
            try AtomicOutput.write(Data(bytes), to: path(companion))
        }
        arrived(output, bytes: record.bytes)
    }

    // MARK: - To the bucket

    public func publish(_ output: String, _ record: DoneRecord) async throws {
        let files = try OutputFiles.list(path(output))
        let isFile = files.count == 1 && files[0].name.isEmpty
        try await retire(output)
        // What another version of it left there.
        let names = Set(files.map(\.name))
        let old = try await store.list(place.appending(output)).map(\.name).filter { isFile || !names.contains($0) }
        _ = try await old.concurrently(BucketReplica.together) { [self] name in
            try await store.remove(place.appending("\(output)/\(name)"))
        }
        _ = try await files.concurrently(isFile ? 1 : BucketReplica.together) { [self] file in
            let name = file.name.isEmpty ? output : "\(output)/\(file.name)"
            try await store.write(file: file.path, to: place.appending(name))
        }
        for companion in record.companions ?? [] {
            if FileManager.default.fileExists(atPath: path(companion)) {
                try await store.write(file: path(companion), to: place.appending(companion))
            } else {
                try await store.remove(place.appending(companion))
            }
        }
        guard let bytes = FileManager.default.contents(atPath: DoneRecord.path(of: path(output))) else {
            throw Fault("publishing \(output)", reason: "its done record went away")
        }
        let etag = try await store.write(Array(bytes), to: place.appending(DoneRecord.path(of: output)))
        try state.withLock { state in
            state.records[output] = record
            state.sizes[output] = record.bytes
            state.ledger.records[DoneRecord.path(of: output)] = etag
            try state.ledger.write(in: folder)
        }
        arrived(output, bytes: record.bytes)
    }

    public func retire(_ output: String) async throws {
        let isThere = try state.withLock { state in
            // Before it is removed there: a run that is killed in between must not take what is made here for removed there.
            state.ledger.records[DoneRecord.path(of: output)] = nil
            try state.ledger.write(in: folder)
            state.sizes[output] = nil
            return state.records.removeValue(forKey: output) != nil
        }
        if isThere { try await store.remove(place.appending(DoneRecord.path(of: output))) }
    }

    public func remove(_ outputs: [PrunedOutput]) async throws {
        for pruned in outputs {
            try await retire(pruned.output)
            let files = try await store.list(place.appending(pruned.output)).map { "\(pruned.output)/\($0.name)" }
            _ = try await (files + [pruned.output] + pruned.companions).concurrently(BucketReplica.together) {
                [self] name in
                try await store.remove(place.appending(name))
            }
            state.withLock { $0.here[pruned.output] = nil }
        }
    }
}

/// Lets what several ask for at a time be brought once.
actor Arrivals {
    private var tasks: [String: Task<Void, any Error>] = [:]

    func once(_ name: String, _ body: @escaping @Sendable () async throws -> Void) async throws {
        let task = tasks[name] ?? Task { try await body() }
        tasks[name] = task
        defer { tasks[name] = nil }
        try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
