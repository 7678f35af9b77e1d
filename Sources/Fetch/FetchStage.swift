import Corpus
import Documents
import Foundation
import Transfer
import Workspace

/// Brings a manifest's files into the workspace's `media` folder: fetched or copied, checked, unpacked.
///
/// A partition is a destination: one file, or one folder into which one or more archives are unpacked.
public struct FetchStage: Stage {
    public let name = "fetch"
    public let version = 2
    /// Files on different hosts come together.
    public let concurrency = 4
    private let manifest: Manifest
    private let workspace: Workspace
    private let engine: TransferEngine
    private let lock: LockFile
    private let destinationsOnly: Set<String>?

    /// - Parameter annotationsOnly: whether images and videos are left out, for those who only translate.
    public init(_ manifest: Manifest, in workspace: Workspace, annotationsOnly: Bool = false) throws {
        destinationsOnly = annotationsOnly ? manifest.annotationDestinations : nil
        self.manifest = manifest
        self.workspace = workspace
        engine = TransferEngine()
        lock = try LockFile(manifest: manifest.path)
    }

    /// The folder of fetched files in a workspace.
    public static let folder = "media"

    private var destinations: [(name: String, files: [Manifest.File])] {
        var order: [String] = []
        var groups: [String: [Manifest.File]] = [:]
        for file in manifest.files where destinationsOnly?.contains(file.destination) ?? true {
            if groups[file.destination] == nil { order.append(file.destination) }
            groups[file.destination, default: []].append(file)
        }
        return order.map { ($0, groups[$0] ?? []) }
    }

    public func partitions() async throws -> [Partition] {
        try destinations.map { name, files in
            if files.count > 1, let plain = files.first(where: { $0.unpack == nil || $0.unpack == .gzip }) {
                throw InputError(
                    file: manifest.path, line: plain.line, key: plain.key + ".to",
                    "'\(name)' is the destination of several files",
                    remedy: "give it a name of its own")
            }
            var inputs: [String: String] = [:]
            for (index, file) in files.enumerated() {
                inputs["file \(index)"] =
                    try "\(place(file)) \(file.unpack?.rawValue ?? "whole") \(file.strip) \(digest(file))"
            }
            let output = FetchStage.folder + "/" + name + (try isMissing(files) ? FetchStage.missing : "")
            return Partition(name: name, output: output, items: files.count, inputs: inputs)
        }
    }

    /// What stands in place of a file that a person has not brought yet: how to get it.
    static let missing = ".missing.txt"

    /// Whether a file that a person is to bring is not there, and the run goes on without it.
    private func isMissing(_ files: [Manifest.File]) throws -> Bool {
        try files.contains { file in
            guard case .manual(let path, let instructions, let isOptional) = file.place,
                !FileManager.default.fileExists(atPath: path)
            else { return false }
            guard isOptional else {
                throw InputError(
                    file: manifest.path, line: file.line, key: file.key + ".manual", "there is no file \(path)",
                    remedy: instructions)
            }
            return true
        }
    }

    /// What an input is told apart by. What an address without a digest gives is pinned by the lock file.
    private func digest(_ file: Manifest.File) throws -> String {
        if let sha256 = file.sha256 { return sha256 }
        switch file.place {
        case .url: return "pinned"
        case .local(let path):
            try checkPresence(of: path, file)
            return try Digest.ofFile(path)
        case .manual(let path, _, _):
            return FileManager.default.fileExists(atPath: path) ? try Digest.ofFile(path) : "missing"
        }
    }

    private func checkPresence(of path: String, _ file: Manifest.File) throws {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        throw InputError(
            file: manifest.path, line: file.line, key: file.key + ".path", "there is no file \(path)",
            remedy: "put it there, or mend the path")
    }

    /// A place as it is called in records: addresses as they are, local files by their names.
    private func place(_ file: Manifest.File) -> String {
        switch file.place {
        case .url(let url, _): url
        case .local(let path), .manual(let path, _, _): (path as NSString).lastPathComponent
        }
    }

    public func run(_ partition: Partition, to temporary: String, reporting: @escaping ProgressReporter) async throws
        -> Outcome
    {
        let files = destinations.first { $0.name == partition.name }?.files ?? []
        if partition.output.hasSuffix(FetchStage.missing) { return try leaveWord(about: files, in: temporary) }
        var unpacked = 0
        for file in files {
            let source = try await obtain(file)
            switch file.unpack {
            case nil:
                try copy(source.path, to: temporary)
                unpacked += 1
            case .gzip:
                try unpackOne(source.path, named: partition.name, to: temporary)
                unpacked += 1
            case .tar, .zip:
                try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
                unpacked += try Archive.unpack(source.path, into: temporary, stripping: file.strip).count
            }
            if source.isDownload { try FileManager.default.removeItem(atPath: source.path) }
            reporting(1)
        }
        return Outcome(counts: ["files": unpacked])
    }

    /// Writes down how to get what is missing, and says so.
    private func leaveWord(about files: [Manifest.File], in path: String) throws -> Outcome {
        var failures: [Outcome.Failure] = []
        for file in files {
            guard case .manual(let place, let instructions, _) = file.place,
                !FileManager.default.fileExists(atPath: place)
            else { continue }
            failures.append(.init(item: file.destination, reason: "\(place) is not there: \(instructions)"))
        }
        let text = failures.map { "\($0.item): \($0.reason)\n" }.joined()
        do {
            try text.write(toFile: path, atomically: false, encoding: .utf8)
        } catch {
            throw Fault("writing \(path)", reason: error.localizedDescription)
        }
        return Outcome(counts: ["missing": failures.count], failures: failures)
    }

    /// Unpacks the one file that a compressed file holds.
    private func unpackOne(_ source: String, named name: String, to temporary: String) throws {
        let folder =
            (temporary as NSString).deletingLastPathComponent + "/" + AtomicOutput.temporaryName(for: "unpacked")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = try Archive.unpack(source, into: folder, isSingle: true)
        guard let only = files.first, files.count == 1 else {
            throw InputError(file: source, "holds \(files.count) files", remedy: "unpack it as tar or zip")
        }
        do {
            try FileManager.default.moveItem(atPath: "\(folder)/\(only)", toPath: temporary)
        } catch {
            throw Fault("moving \(only)", reason: error.localizedDescription)
        }
    }

    /// The file on this machine, with the digest that the manifest or the lock file asks for.
    private func obtain(_ file: Manifest.File) async throws -> (path: String, isDownload: Bool) {
        let pinned = await lock.digest(of: place(file))
        let wanted = file.sha256 ?? pinned
        switch file.place {
        case .local(let path), .manual(let path, _, _):
            try checkPresence(of: path, file)
            let digest = try Digest.ofFile(path)
            if let wanted, wanted != digest { throw mismatch(file, wanted: wanted, found: digest) }
            return (path, false)
        case .url(let url, let mirrors):
            let path = workspace.file(
                ".downloads/\(Digest.of(url).prefix(16))-\((file.destination as NSString).lastPathComponent)")
            try FileManager.default.createDirectory(
                atPath: workspace.file(".downloads"), withIntermediateDirectories: true)
            do {
                let download = try await engine.download(mirrors: [url] + mirrors, to: path, sha256: wanted)
                if file.sha256 == nil { try await lock.pin(url, to: download.sha256) }
                return (path, true)
            } catch let error as TransferError {
                throw complaint(error, about: file)
            }
        }
    }

    private func mismatch(_ file: Manifest.File, wanted: String, found: String) -> InputError {
        guard file.sha256 != nil else {
            return InputError(
                file: lock.file, key: place(file), "the file has SHA-256 \(found), but \(wanted) was pinned",
                remedy: "get the file that was pinned, or remove the entry to pin this one")
        }
        return InputError(
            file: manifest.path, line: file.digestLine, key: file.key + ".sha256",
            "\(place(file)) has SHA-256 \(found), not \(wanted)",
            remedy: "get the right file, or mend the digest if the file is meant")
    }

    private func complaint(_ error: TransferError, about file: Manifest.File) -> any Error {
        switch error.kind {
        case .cancelled: CancellationError()
        case .digestMismatch(let expected, let actual): mismatch(file, wanted: expected, found: actual)
        case .http(let status) where !error.isRetryable && (400..<500).contains(status):
            InputError(
                file: manifest.path, line: file.line, key: file.key + ".url", "\(error)",
                remedy: "check the address in a browser, and mend it")
        case .invalidRequest, .insecureRedirect, .tooManyRedirects, .tooLarge:
            InputError(
                file: manifest.path, line: file.line, key: file.key + ".url", "\(error)", remedy: "mend the address")
        default: Fault("fetching", reason: "\(error)")
        }
    }

    private func copy(_ source: String, to target: String) throws {
        do {
            try FileManager.default.copyItem(atPath: source, toPath: target)
        } catch {
            throw Fault("copying \(source)", reason: error.localizedDescription)
        }
    }

    public func finish() async {
        engine.close()
    }
}
