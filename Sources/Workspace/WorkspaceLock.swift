import Documents
import Foundation

/// Keeps two runs from writing to one workspace, and two workers from doing one partition. The system lets go of it when the
/// process ends, however it ends.
///
/// A run locks all of the file `.lock`, a worker a byte of it for each of its partitions, and who only submits to a cluster its
/// first byte: workers stand beside each other and beside who submits them, but none beside a run. Such locks hold between
/// machines too, where a network file system has them.
public final class WorkspaceLock: Sendable {
    /// What is locked.
    public enum Part: Sendable {
        /// All of the workspace, for a run in this process.
        case run
        /// The right to submit: for a run whose partitions others do.
        case submitting
        /// All partitions that there may be.
        case everyPartition
        case partitions([Partition])
    }

    private let descriptor: Int32
    private let path: String
    private let task: String

    /// - Throws: ``Fault`` that names the process which holds the workspace, or the partition that another one does.
    public convenience init(_ workspace: Workspace, _ part: Part = .run) throws {
        try self.init(opening: workspace)
        if let holder = try take(part) { throw Fault(task, reason: "\(holder); wait for it or stop it") }
    }

    /// Waits for those who hold it.
    /// - Parameter telling: called once, with who they are.
    public static func waiting(
        for part: Part, of workspace: Workspace, telling: (String) -> Void
    ) async throws -> WorkspaceLock {
        let lock = try WorkspaceLock(opening: workspace)
        var pause = Duration.milliseconds(100)
        var isTold = false
        while let holder = try lock.take(part) {
            if !isTold { telling(holder) }
            isTold = true
            try await Task.sleep(for: pause)
            pause = min(pause * 2, longestPause)
        }
        return lock
    }

    private static let longestPause = Duration.seconds(5)

    private init(opening workspace: Workspace) throws {
        path = workspace.file(".lock")
        task = "locking \(workspace.path)"
        do {
            try FileManager.default.createDirectory(atPath: workspace.path, withIntermediateDirectories: true)
        } catch {
            if let file = WorkspaceLock.file(on: workspace.path) {
                throw InputError(file: file, "is a file, where a folder is needed", remedy: "name another folder")
            }
            throw Fault(task, reason: error.localizedDescription)
        }
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Fault(task, reason: String(cString: strerror(errno))) }
    }

    /// The part of a path that is there and is no folder.
    private static func file(on path: String) -> String? {
        var place = path
        var isFolder: ObjCBool = false
        while !place.isEmpty, place != "/" {
            if FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) {
                return isFolder.boolValue ? nil : place
            }
            place = (place as NSString).deletingLastPathComponent
        }
        return nil
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Who works in a workspace, as "process 12 on HOST works in it"; nil for nobody. Asks without locking anything.
    public static func holder(of workspace: Workspace) throws -> String? {
        guard FileManager.default.fileExists(atPath: workspace.file(".lock")) else { return nil }
        let lock = try WorkspaceLock(opening: workspace)
        return try lock.stands(from: 0, length: 0).map(lock.description)
    }

    /// - Returns: who stands in the way; nil when it is locked.
    private func take(_ part: Part) throws -> String? {
        switch part {
        case .run, .submitting:
            if let holder = try lock(from: 0, length: part.isWhole ? 0 : 1) { return description(of: holder) }
            let text = "\(ProcessInfo.processInfo.processIdentifier) \(Machine.name)"
            guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.utf8.count, 0) == text.utf8.count else {
                throw Fault(task, reason: String(cString: strerror(errno)))
            }
        case .everyPartition:
            if let holder = try lock(from: 1, length: 0) { return description(of: holder) }
        case .partitions(let partitions):
            for partition in partitions {
                guard let holder = try lock(from: WorkspaceLock.place(of: partition), length: 1) else { continue }
                return holder.l_len == 1 ? "another process does \(partition.name)" : description(of: holder)
            }
        }
        return nil
    }

    private func description(of holder: flock) -> String {
        switch (holder.l_start, holder.l_len) {
        case (0, let length):
            let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
            let words = text.split(separator: " ", maxSplits: 1)
            let who = words.count == 2 ? "process \(words[0]) on \(words[1])" : "another process"
            return length == 0 ? "\(who) works in it" : "\(who) submits its stages"
        case (_, 0): return "another process does all partitions of a stage"
        default: return "another process does one of its partitions"
        }
    }

    /// The byte that stands for a partition. The file need not be so long.
    private static func place(of partition: Partition) -> Int {
        1 + Digest.of(partition.output).prefix(14).reduce(0) { $0 << 4 | ($1.hexDigitValue ?? 0) }
    }

    /// Of the open file, not of the process: closing another descriptor of it lets go of nothing.
    private static let (setLock, getLock): (Int32, Int32) = (37, 36)

    /// Locks a part of the file; a length of 0 is all that follows.
    /// - Returns: what stands in the way; nil when it is locked.
    private func lock(from start: Int, length: Int) throws -> flock? {
        var part = WorkspaceLock.part(from: start, length: length)
        while fcntl(descriptor, WorkspaceLock.setLock, &part) != 0 {
            guard errno == EAGAIN || errno == EACCES else {
                throw Fault(task, reason: String(cString: strerror(errno)))
            }
            if let holder = try stands(from: start, length: length) { return holder }
            // Whoever held it has gone meanwhile.
        }
        return nil
    }

    /// What another process has locked of a part.
    private func stands(from start: Int, length: Int) throws -> flock? {
        var part = WorkspaceLock.part(from: start, length: length)
        guard fcntl(descriptor, WorkspaceLock.getLock, &part) == 0 else {
            throw Fault(task, reason: String(cString: strerror(errno)))
        }
        return part.l_type == Int16(F_UNLCK) ? nil : part
    }

    private static func part(from start: Int, length: Int) -> flock {
        var part: flock = .init()
        part.l_type = Int16(F_WRLCK)
        part.l_whence = Int16(SEEK_SET)
        part.l_start = start
        part.l_len = length
        return part
    }
}

extension WorkspaceLock.Part {
    fileprivate var isWhole: Bool { if case .run = self { true } else { false } }
}
