import Foundation
import TestSupport
import Testing

/// The short form of Scripts/chaos: nothing is lost, and it says so when something is.
@Suite(.serialized) struct ChaosScriptTests {
    private struct Ended {
        let status: Int32
        let lines: [String]
        let counts: [String: Any]
    }

    private func chaos(_ arguments: [String], binary: String? = nil) throws -> Ended {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let (process, output) = (Process(), Pipe())
        process.executableURL = root.appendingPathComponent("Scripts/chaos")
        process.arguments = ["--short", "--only", "text"] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging([
            "TESSERA_BINARY": binary ?? TesseraProcess.path.path
        ]) { $1 }
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let lines = text.split(separator: "\n").map(String.init)
        let last = try #require(lines.last, "it says nothing")
        let counts = try #require(JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any], "\(last)")
        return Ended(status: process.terminationStatus, lines: lines, counts: counts)
    }

    @Test(.timeLimit(.minutes(3))) func aFewFaultsLoseNothing() throws {
        let ended = try chaos(["--faults", "5", "--seed", "7", "--kinds", "kill,term,flip,truncate,mt"])
        #expect(ended.status == 0, "\(ended.lines.joined(separator: "\n"))")
        let (dealt, runs) = (ended.counts["faults"] as? Int, ended.counts["runs"] as? Int)
        #expect(try #require(dealt) >= 5 && #require(runs) >= 2)
        for count in ["bytes that differ", "sentences bought twice", "leftovers", "hangs"] {
            #expect(ended.counts[count] as? Int == 0)
        }
    }

    /// A command that leaves a file behind and crashes now and then is told of.
    @Test(.timeLimit(.minutes(3))) func whatIsWrongIsCounted() throws {
        let folder = try TemporaryFolder()
        let script = try folder.write(
            """
            #!/bin/sh
            "\(TesseraProcess.path.path)" "$@"
            status=$?
            while [ $# -gt 1 ]; do [ "$1" = --workspace ] && workspace=$2; shift; done
            marks="\(folder.path)/marks"
            echo >> "$marks"
            # The first run is the undisturbed one.
            [ "$(wc -l < "$marks")" -gt 1 ] || exit $status
            echo >> "$workspace/left"
            printf x >> "$workspace/report/index.html"
            exit $status

            """, to: "tessera")
        #expect(chmod(script, 0o755) == 0)
        let ended = try chaos(["--faults", "1", "--kinds", "truncate"], binary: script)
        #expect(ended.status == 1)
        #expect(ended.counts["leftovers"] as? Int == 1)
        #expect(ended.counts["bytes that differ"] as? Int == 1)
    }
}
