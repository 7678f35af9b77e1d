import Documents
import Foundation
import Workspace

extension BucketReplica {
    public func bring(keepsakes names: [String]) async throws {
        for name in names {
            let (there, known) = state.withLock { ($0.others[name], $0.ledger.keepsakes[name]) }
            guard let there else { continue }
            let isHere = FileManager.default.fileExists(atPath: path(name))
            if isHere, known?.etag == there { continue }
            if isHere {
                let digest = try Digest.ofFile(path(name))
                let isAltered = known.map { $0.digest != digest } ?? true
                let theirs = isAltered ? try await digestThere(name) : digest
                guard !isAltered || theirs == digest else {
                    state.withLock { _ = $0.conflicts.insert(name) }
                    continue
                }
            }
            let target = try place.appending(name)
            try await AtomicOutput.publish(path(name)) { [store] in try await store.download(target, to: $0) }
            try took(name, etag: there)
        }
    }

    public func check(keepsakes names: [String]) throws {
        let conflicts = state.withLock { $0.conflicts }
        guard let name = names.first(where: conflicts.contains) else { return }
        throw InputError(
            file: path(name), "differs from \(place)/\(name), and both were altered since they were the same",
            remedy: "keep one: remove this file, or that object")
    }

    public func publish(keepsakes names: [String], worked: Bool) async throws {
        for name in names {
            let (there, known) = state.withLock { ($0.others[name], $0.ledger.keepsakes[name]) }
            if !worked, there != nil { continue }
            guard FileManager.default.fileExists(atPath: path(name)) else {
                if there != nil, known != nil {
                    try await store.remove(place.appending(name))
                    try state.withLock { state in
                        (state.others[name], state.ledger.keepsakes[name]) = (nil, nil)
                        try state.ledger.write(in: folder)
                    }
                }
                continue
            }
            if there != nil, let known, try Digest.ofFile(path(name)) == known.digest { continue }
            try took(name, etag: try await store.write(file: path(name), to: place.appending(name)))
        }
    }

    private func took(_ name: String, etag: String) throws {
        let digest = try Digest.ofFile(path(name))
        try state.withLock { state in
            state.others[name] = etag
            state.ledger.keepsakes[name] = .init(etag: etag, digest: digest)
            try state.ledger.write(in: folder)
        }
    }

    private func digestThere(_ name: String) async throws -> String? {
        let target = try place.appending(name)
        let temporary = path(AtomicOutput.temporaryName(for: "keepsake"))
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        try await store.download(target, to: temporary)
        return try Digest.ofFile(temporary)
    }
}
