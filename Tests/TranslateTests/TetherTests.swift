import Foundation
import TestSupport
import Testing

@testable import Translate

/// A program must end with Tessera, however Tessera ends.
@Suite struct TetherTests {
    private let mark = "\(UUID())"

    /// A program that starts another one, both to be found by the mark.
    private var command: [String] {
        ["/bin/sh", "-c", "echo ready; sh -c 'sleep 300; : $0' $0 & sleep 300; : $0", mark]
    }

    /// The marked processes, without the one that holds the tether's other end.
    private var running: [RunningProcess] {
        RunningProcess.all().filter { $0.command.contains(mark) && !$0.command.contains("python") }
    }

    private func waitUntilGone() async throws {
        for _ in 0..<500 where !running.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        #expect(running.isEmpty)
    }

    @Test func killingTheParentEndsIt() async throws {
        // A parent that can be killed, in place of this process: it starts what TetheredProcess starts, and only waits.
        let parent = Process()
        parent.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        parent.arguments = [
            "-c",
            """
            import subprocess, sys
            child = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, process_group=0)
            child.wait()
            """, "/bin/sh", "-c", TetheredProcess.tether, "sh",
        ] + command
        parent.standardOutput = FileHandle.nullDevice
        try parent.run()
        while running.count < 3 { try await Task.sleep(for: .milliseconds(5)) }
        kill(parent.processIdentifier, SIGKILL)
        try await waitUntilGone()
    }

    @Test func stoppingEndsIt() async throws {
        let process = TetheredProcess(command)
        for await line in process.lines {
            #expect(line.hasPrefix("ready"))
            break
        }
        #expect(!process.hasEnded)
        await process.stop()
        #expect(process.hasEnded)
        #expect(running.isEmpty)
    }

    @Test func lettingGoEndsIt() async throws {
        var process: TetheredProcess? = TetheredProcess(command)
        while running.count < 3 { try await Task.sleep(for: .milliseconds(5)) }
        _ = process
        process = nil
        try await waitUntilGone()
    }

    @Test func itsEndIsNoticed() async throws {
        let process = TetheredProcess(["/bin/sh", "-c", "sleep 300 & echo last words >&2; exit 3", mark])
        for await _ in process.lines {}
        await process.stop()
        #expect(process.lastWords == "last words")
        try await waitUntilGone()
    }
}

/// A process of this machine, as /proc shows it; one that is dead and not yet reaped does not count.
struct RunningProcess: Sendable {
    let id: Int
    let group: Int
    let command: String

    static func all() -> [RunningProcess] {
        let ids = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int($0) }
        return ids.compactMap { id in
            guard let command = read("/proc/\(id)/cmdline"), !command.isEmpty,
                let status = read("/proc/\(id)/stat"), let end = status.lastIndex(of: ")")
            else { return nil }
            // After the name in brackets: state, parent, group.
            let fields = status[status.index(after: end)...].split(separator: " ")
            guard fields.count > 2, fields[0] != "Z", fields[0] != "X", let group = Int(fields[2]) else { return nil }
            return RunningProcess(id: id, group: group, command: command.replacing("\0", with: " "))
        }
    }

    private static func read(_ path: String) -> String? {
        // Not by Foundation, which takes long for a file that says it is empty; there may be thousands.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let bytes = [UInt8](unsafeUninitializedCapacity: 8192) { buffer, count in
            count = max(0, Foundation.read(descriptor, buffer.baseAddress, buffer.count))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
