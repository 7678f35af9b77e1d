import Documents
import Foundation

/// Keeps two runs from writing to one workspace. The system lets go of it when the process ends, however it ends.
public final class WorkspaceLock: Sendable {
    private let descriptor: Int32

    /// - Throws: ``Fault`` that names the process which holds the workspace.
    public init(_ workspace: Workspace) throws {
        try FileManager.default.createDirectory(atPath: workspace.path, withIntermediateDirectories: true)
        let path = workspace.file(".lock")
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw Fault("locking \(workspace.path)", reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
            close(descriptor)
            throw Fault("locking \(workspace.path)", reason: "process \(holder) works in it; wait for it or stop it")
        }
        let text = "\(ProcessInfo.processInfo.processIdentifier)"
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.utf8.count, 0) == text.utf8.count else {
            close(descriptor)
            throw Fault("locking \(workspace.path)", reason: String(cString: strerror(errno)))
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
