import Corpus
import Documents
import Foundation
import Storage
import Transfer
import Workspace

/// Brings a manifest's files into a workspace: fetched or copied, checked, unpacked. A dataset's go into the folder `media`,
/// a model's into the workspace itself.
///
/// A partition is a destination: one file, or one folder into which one or more archives are unpacked.
public struct FetchStage: Stage {
    public let name = "fetch"
    public let version = 2
    /// Files on different hosts come together.
    public let concurrency = 4
    /// What it fetches it pins in one lock file.
    public let isDivisible = false
    public let isResumable = true
    /// The manifest's path, for complaints.
    let manifest: String
    let files: [Manifest.File]
    private let folder: String?
    let workspace: Workspace
    private let engine: TransferEngine
    /// How buckets are asked.
    let access = S3Access()
    let lock: LockFile

    /// - Parameters:
    ///   - annotationsOnly: whether images and videos are left out, for those who only translate.
    ///   - transfer: how addresses are asked.
    public init(
        _ manifest: Manifest, in workspace: Workspace, annotationsOnly: Bool = false,
        transfer: TransferEngine.Options = FetchStage.transfer
    ) throws {
        let only = annotationsOnly ? manifest.annotationDestinations : nil
        try self.init(
            manifest: manifest.path, files: manifest.files.filter { only?.contains($0.destination) ?? true },
            to: FetchStage.folder, in: workspace, transfer)
    }

    /// - Parameter workspace: becomes the model's folder.
    public init(
        _ model: ModelManifest, in workspace: Workspace, transfer: TransferEngine.Options = FetchStage.transfer
    ) throws {
        try self.init(manifest: model.path, files: model.files, to: nil, in: workspace, transfer)
    }

    private init(
        manifest: String, files: [Manifest.File], to folder: String?, in workspace: Workspace,
        _ transfer: TransferEngine.Options
    ) throws {
        (self.manifest, self.files, self.folder, self.workspace) = (manifest, files, folder, workspace)
        engine = TransferEngine(transfer)
        lock = try LockFile(manifest: manifest)
    }

    /// A try that has lasted a day is given up, however slowly its bytes still drip; the next one goes on from there.
    public static let transfer: TransferEngine.Options = {
        var options = TransferEngine.Options()
        options.downloadTimeout = .seconds(86_400)
        return options
    }()

    /// The folder of a dataset's files in a workspace.
    public static let folder = "media"

    var destinations: [(name: String, files: [Manifest.File])] {
        var order: [String] = []
        var groups: [String: [Manifest.File]] = [:]
        for file in files {
            if groups[file.destination] == nil { order.append(file.destination) }
            groups[file.destination, default: []].append(file)
        }
        return order.map { ($0, groups[$0] ?? []) }
    }

    public func partitions() async throws -> [Partition] {
        try destinations.map { name, files in try partition(name, files) }
    }

    func partition(_ name: String, _ files: [Manifest.File]) throws -> Partition {
        if files.count > 1, let plain = files.first(where: { $0.unpack == nil || $0.unpack == .gzip }) {
            throw InputError(
                file: manifest, line: plain.line, key: plain.key + ".to",
                "'\(name)' is the destination of several files",
                remedy: "give it a name of its own")
        }
        var inputs: [String: String] = [:]
        for (index, file) in files.enumerated() {
            inputs["file \(index)"] =
                try "\(place(file)) \(file.unpack?.rawValue ?? "whole") \(file.strip) \(digest(file))"
        }
        let output = (folder.map { $0 + "/" } ?? "") + name + (try isMissing(files) ? FetchStage.missing : "")
        return Partition(name: name, output: output, items: files.count, inputs: inputs)
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
                    file: manifest, line: file.line, key: file.key + ".manual", "there is no file \(path)",
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
            file: manifest, line: file.line, key: file.key + ".path", "there is no file \(path)",
            remedy: "put it there, or mend the path")
    }

    /// A place as it is called in records: addresses as they are, local files by their names.
    func place(_ file: Manifest.File) -> String {
        switch file.place {
        case .url(let url, _): url
        case .local(let path), .manual(let path, _, _): (path as NSString).lastPathComponent
        }
    }

    public func run(_ partition: Partition, to temporary: String, reporting: ProgressReporter) async throws
        -> Outcome
    {
        let files = destinations.first { $0.name == partition.name }?.files ?? []
        if partition.output.hasSuffix(FetchStage.missing) { return try leaveWord(about: files, in: temporary) }
        var unpacked = 0
        for file in files {
            let source = try await obtain(file)
            do {
                unpacked += try place(file, from: source.path, named: partition.name, at: temporary)
            } catch let error as InputError {
                guard source.isDownload else { throw error }
                // Nothing of it is of use, and what a person mends must not meet its digest.
                let words = complaint(error, aboutDownload: source.path, of: file)
                try? FileManager.default.removeItem(atPath: source.path)
                throw words
            }
            if source.isDownload {
                if file.sha256 == nil { try await lock.pin(place(file), to: source.sha256) }
                try FileManager.default.removeItem(atPath: source.path)
            }
            reporting(1)
        }
        return Outcome(counts: ["files": unpacked])
    }

    /// Puts a file where it belongs, unpacked if it is to be.
    /// - Returns: the number of files that it gave.
    private func place(_ file: Manifest.File, from source: String, named name: String, at target: String) throws -> Int
    {
        if case .url = file.place { try refuseWebPage(source, insteadOf: file) }
        let limits = ArchiveLimits(file.unpackLimits)
        switch file.unpack {
        case nil:
            try copy(source, to: target)
            return 1
        case .gzip:
            try unpackOne(source, named: name, to: target, limits)
            return 1
        case .tar, .zip:
            try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
            return try Archive.unpack(source, into: target, stripping: file.strip, limits: limits).count
        }
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
    private func unpackOne(
        _ source: String, named name: String, to temporary: String, _ limits: ArchiveLimits
    ) throws {
        let folder =
            (temporary as NSString).deletingLastPathComponent + "/" + AtomicOutput.temporaryName(for: "unpacked")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = try Archive.unpack(source, into: folder, isSingle: true, limits: limits)
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
    private func obtain(_ file: Manifest.File) async throws -> (path: String, isDownload: Bool, sha256: String) {
        let pinned = await lock.digest(of: place(file))
        let wanted = file.sha256 ?? pinned
        switch file.place {
        case .local(let path), .manual(let path, _, _):
            try checkPresence(of: path, file)
            let digest = try Digest.ofFile(path)
            if let wanted, wanted != digest { throw mismatch(file, wanted: wanted, found: digest) }
            return (path, false, digest)
        case .url(let url, let mirrors):
            let path = workspace.file(
                ".downloads/\(Digest.of(url).prefix(16))-\((file.destination as NSString).lastPathComponent)")
            try FileManager.default.createDirectory(
                atPath: workspace.file(".downloads"), withIntermediateDirectories: true)
            do {
                let requests = try ([url] + mirrors).map { try access.request(engine.downloadRequest($0)) }
                let download = try await engine.download(
                    anyOf: requests, to: path, sha256: wanted, limit: file.maxBytes)
                return (path, true, download.sha256)
            } catch let error as TransferError {
                throw await complaint(error, about: file)
            } catch var error as InputError {
                // Of the configuration of buckets, or of a place that can be none.
                (error.file, error.line) = (error.file ?? manifest, error.line ?? file.line)
                throw error
            }
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
