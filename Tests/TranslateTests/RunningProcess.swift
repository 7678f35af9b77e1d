import Foundation

/// A process of this machine, as /proc shows it; one that is dead and not yet reaped does not count.
struct RunningProcess: Sendable {
    let group: Int
    private let command: Data

    /// Whether a text stands in the command's line.
    func mentions(_ text: String) -> Bool {
        command.range(of: Data(text.utf8)) != nil
    }

    static func all(where isWanted: (RunningProcess) -> Bool) -> [RunningProcess] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.filter { Int($0) != nil }.compactMap { name in
            let command = read("/proc/\(name)/cmdline")
            let status = String(decoding: read("/proc/\(name)/stat"), as: UTF8.self)
            guard !command.isEmpty, let end = status.lastIndex(of: ")") else { return nil }
            // After the name in brackets: state, parent, group.
            let fields = status[status.index(after: end)...].split(separator: " ")
            guard fields.count > 2, fields[0] != "Z", fields[0] != "X", let group = Int(fields[2]) else { return nil }
            let process = RunningProcess(group: group, command: Data(command))
            return isWanted(process) ? process : nil
        }
    }

    /// Whether no wanted process is left within ten seconds: what was killed goes when the system gets to it.
    static func areGone(where isWanted: (RunningProcess) -> Bool) async throws -> Bool {
        for _ in 0..<200 {
            if all(where: isWanted).isEmpty { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    /// Not by Foundation, which takes long for a file that says it is empty.
    private static func read(_ path: String) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        return [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = max(0, Foundation.read(descriptor, buffer.baseAddress, buffer.count))
        }
    }
}
