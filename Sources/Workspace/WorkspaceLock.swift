import Documents
import Foundation

/// Keeps two runs from writing to one workspace, and two workers from doing one partition. The system lets go of it when the
/// process ends, however it ends.
///
/// A run locks all of the file `.lock`, and a worker a byte of it for each of its partitions: workers stand beside each other,
/// but none beside a run. Such locks hold between machines too, where a network file system has them.
public final class WorkspaceLock: Sendable {
    private let descriptor: Int32

    /// - Parameter partitions: those that a worker does; nil for a run.
    /// - Throws: ``Fault`` that names the process which holds the workspace, or the partition that another one does.
    public init(_ workspace: Workspace, partitions: [Partition]? = nil) throws {
        try FileManager.default.createDirectory(atPath: workspace.path, withIntermediateDirectories: true)
        let path = workspace.file(".lock")
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        let task = "locking \(workspace.path)"
        guard descriptor >= 0 else { throw Fault(task, reason: String(cString: strerror(errno))) }
        // From here on `deinit` closes it, also after a failure.
        guard let partitions else {
            if let holder = try WorkspaceLock.lock(descriptor, from: 0, length: 0, task) {
                let number =
                    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
                let who =
                    holder.l_len == 0 ? "process \(number) works in it" : "another process does one of its partitions"
                throw Fault(task, reason: "\(who); wait for it or stop it")
            }
            let text = "\(ProcessInfo.processInfo.processIdentifier)"
            guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.utf8.count, 0) == text.utf8.count else {
                throw Fault(task, reason: String(cString: strerror(errno)))
            }
            return
        }
        for partition in partitions {
            guard
                let holder = try WorkspaceLock.lock(
                    descriptor, from: WorkspaceLock.place(of: partition), length: 1, task)
            else { continue }
            let who =
                holder.l_len == 0 ? "another process works in all of it" : "another process does \(partition.name)"
            throw Fault(task, reason: "\(who); wait for it or stop it")
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The byte that stands for a partition. The file need not be so long.
    private static func place(of partition: Partition) -> Int {
        1 + Digest.of(partition.output).prefix(14).reduce(0) { $0 << 4 | ($1.hexDigitValue ?? 0) }
    }

    /// Of the open file, not of the process: closing another descriptor of it lets go of nothing.
    private static let (setLock, getLock): (Int32, Int32) = (37, 36)

    /// Locks a part of a file; a length of 0 is all that follows.
    /// - Returns: what stands in the way; nil when it is locked.
    private static func lock(_ descriptor: Int32, from start: Int, length: Int, _ task: String) throws -> flock? {
        var part: flock = .init()
        part.l_type = Int16(F_WRLCK)
        part.l_whence = Int16(SEEK_SET)
        part.l_start = start
        part.l_len = length
        while fcntl(descriptor, setLock, &part) != 0 {
            guard errno == EAGAIN || errno == EACCES, fcntl(descriptor, getLock, &part) == 0 else {
                throw Fault(task, reason: String(cString: strerror(errno)))
            }
            if part.l_type != Int16(F_UNLCK) { return part }
            // Whoever held it has gone meanwhile.
            part.l_type = Int16(F_WRLCK)
        }
        return nil
    }
}
