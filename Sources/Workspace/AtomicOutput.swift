import Documents
import Foundation

/// Writes outputs so that nobody ever sees half of one: to a temporary name in the same folder, synced, then renamed.
public enum AtomicOutput {
    /// Every temporary name ends so; what a killed run left is removed when the next one begins.
    static let suffix = ".part"

    /// A name for a temporary file beside an output of this name. Whoever writes it removes it; after a kill the next run
    /// does.
    public static func temporaryName(for name: String) -> String {
        ".\(name)-\(UUID().uuidString.prefix(8))\(suffix)"
    }

    /// Lets `body` write a file or a folder under a temporary name, then gives it its own.
    /// - Parameter evenCancelled: whether a cancelled task publishes too.
    /// - Throws: what `body` throws, after removing what it wrote; ``Fault`` when the disk refuses.
    public static func publish<T>(
        _ path: String, evenCancelled: Bool = false, _ body: (_ temporary: String) async throws -> T
    ) async throws -> T {
        try await publish(path, evenCancelled: evenCancelled, body, sealing: { _, result in result })
    }

    /// As ``publish(_:_:)``, with a step between what `body` writes and its name. Cancelling stops `body`, but not that
    /// step and what follows: a whole output is not thrown away.
    static func publish<T, U>(
        _ path: String, evenCancelled: Bool = false, _ body: (_ temporary: String) async throws -> T,
        sealing: (_ temporary: String, T) async throws -> U
    ) async throws -> U {
        let temporary = try prepare(path)
        do {
            let result = try await body(temporary)
            if !evenCancelled { try Task.checkCancellation() }
            let sealed = try await sealing(temporary, result)
            try install(temporary, as: path)
            return sealed
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw error
        }
    }

    /// Writes a small file.
    public static func write(_ data: Data, to path: String) throws {
        let temporary = try prepare(path)
        do {
            try data.write(to: URL(fileURLWithPath: temporary))
            try install(temporary, as: path)
        } catch let error as CocoaError {
            try? FileManager.default.removeItem(atPath: temporary)
            throw Fault("writing \(path)", reason: error.localizedDescription)
        }
    }

    private static func prepare(_ path: String) throws -> String {
        let name = (path as NSString).lastPathComponent
        let folder = (path as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(
                atPath: folder.isEmpty ? "." : folder, withIntermediateDirectories: true)
        } catch {
            throw Fault("making the folder \(folder)", reason: error.localizedDescription)
        }
        let temporary = (folder as NSString).appendingPathComponent(temporaryName(for: name))
        return temporary
    }

    /// Syncs a file, or every file of a folder, and renames it over what was there.
    private static func install(_ temporary: String, as path: String) throws {
        try sync(contentsOf: temporary)
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            // A folder cannot be renamed over another one. Its done record is gone by now, so a kill here redoes it.
            try FileManager.default.removeItem(atPath: path)
        }
        guard rename(temporary, path) == 0 else {
            throw Fault("renaming \(temporary) to \(path)", reason: String(cString: strerror(errno)))
        }
        try sync((path as NSString).deletingLastPathComponent)
    }

    /// Waits until a file, or every file of a folder, is on the disk.
    static func sync(contentsOf output: String) throws {
        for file in try OutputFiles.list(output) { try sync(file.path) }
    }

    private static func sync(_ path: String) throws {
        let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Fault("opening \(path)", reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Fault("syncing \(path)", reason: String(cString: strerror(errno))) }
    }

    /// Removes what killed runs left under a folder.
    public static func removeLeftovers(in folder: String) {
        guard let names = FileManager.default.enumerator(atPath: folder) else { return }
        let leftovers = names.compactMap { $0 as? String }.filter {
            let name = ($0 as NSString).lastPathComponent
            return name.hasPrefix(".") && name.hasSuffix(suffix)
        }
        for name in leftovers { try? FileManager.default.removeItem(atPath: folder + "/" + name) }
    }
}

/// The files of an output, which is one file or a folder.
public enum OutputFiles {
    /// A file of an output.
    public struct File: Sendable {
        /// Relative to the output; empty when the output is the file.
        public let name: String
        public let path: String
        public let bytes: Int
        /// When its bytes, name or rights were last changed, in nanoseconds since 1970; nobody can set it back.
        let changed: Int
    }

    /// An output's files, sorted by name.
    /// - Throws: ``Fault`` when it is not there.
    public static func list(_ output: String) throws -> [File] {
        let manager = FileManager.default
        var isFolder: ObjCBool = false
        guard manager.fileExists(atPath: output, isDirectory: &isFolder) else {
            throw Fault("looking at \(output)", reason: "it is not there")
        }
        guard isFolder.boolValue else { return [try file("", at: output)] }
        let names = (manager.enumerator(atPath: output)?.compactMap { $0 as? String } ?? []).sorted()
        return try names.compactMap { name in
            let path = output + "/" + name
            var isFolder: ObjCBool = false
            guard manager.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else { return nil }
            return try file(name, at: path)
        }
    }

    /// The digest and the size of an output.
    public static func digest(_ output: String) throws -> (digest: String, bytes: Int) {
        let files = try list(output)
        let bytes = files.reduce(0) { $0 + $1.bytes }
        if let only = files.first, files.count == 1, only.name.isEmpty {
            return (try Digest.ofFile(only.path), bytes)
        }
        var digest = Digest()
        for file in files { digest.update(Array("\(try Digest.ofFile(file.path))  \(file.name)\n".utf8)) }
        return (digest.hexadecimal(), bytes)
    }

    /// The size of an output; nil when it is not there.
    public static func bytes(_ output: String) -> Int? {
        guard let files = try? list(output) else { return nil }
        return files.reduce(0) { $0 + $1.bytes }
    }

    /// Whether any file of an output was changed after another file, its record, was.
    static func areChanged(_ files: [File], after record: String) throws -> Bool {
        let written = try file("", at: record).changed
        // Clocks of file systems tick every few milliseconds: in one tick, either may have come first.
        return files.contains { $0.changed >= written }
    }

    private static func file(_ name: String, at path: String) throws -> File {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw Fault("looking at \(path)", reason: String(cString: strerror(errno)))
        }
        return File(
            name: name, path: path, bytes: Int(status.st_size),
            changed: Int(status.st_ctim.tv_sec) * 1_000_000_000 + Int(status.st_ctim.tv_nsec))
    }
}
