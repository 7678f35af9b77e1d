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
        RunningProcess.all { $0.mentions(mark) && !$0.mentions("python") }
    }

    private func waitUntilGone() async throws {
        for _ in 0..<200 where !running.isEmpty { try await Task.sleep(for: .milliseconds(50)) }
        #expect(running.isEmpty)
    }

    @Test func killingTheParentEndsIt() async throws {
        // A parent that can be killed, in place of this process: it starts what TetheredProcess starts, and only waits.
        let parent = Process()
        parent.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        parent.arguments =
            [
                "-c",
                """
                import subprocess, sys
                child = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, process_group=0)
                child.wait()
                """, "/bin/sh", "-c", TetheredProcess.tether, "sh",
            ] + command
        parent.standardOutput = FileHandle.nullDevice
        try parent.run()
        for _ in 0..<200 where running.count < 3 { try await Task.sleep(for: .milliseconds(50)) }
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
        try await waitUntilGone()
    }

    @Test func lettingGoEndsIt() async throws {
        var process: TetheredProcess? = TetheredProcess(command)
        for _ in 0..<200 where running.count < 3 { try await Task.sleep(for: .milliseconds(50)) }
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
