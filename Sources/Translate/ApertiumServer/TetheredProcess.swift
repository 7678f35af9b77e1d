import Documents
import Foundation
import Subprocess
import Synchronization

/// A program that runs beside Tessera and ends when Tessera does, however Tessera ends.
///
/// It runs under a shell that reads a pipe whose other end only Tessera holds: when the pipe closes, because Tessera was
/// killed, the shell kills the program and all that the program started. They are a process group of their own.
final class TetheredProcess: Sendable {
    /// The shell's script; the program and its arguments are the script's.
    static let tether = """
        exec 3<&0
        { cat <&3 >/dev/null 2>&1; kill -s KILL -- -$$; } &
        "$@" 3<&- </dev/null &
        wait $!
        status=$?
        trap '' TERM
        kill -s TERM -- -$$
        exit $status
        """

    /// The lines of the program's standard output; it ends when the program does.
    let lines: AsyncStream<String>
    private let record: Record
    private let running: Task<Void, Never>

    /// Starts a program.
    /// - Parameters:
    ///   - command: the program's path and its arguments.
    ///   - environment: variables to set beside those that Tessera has.
    init(_ command: [String], environment: [String: String] = [:]) {
        let (lines, output) = AsyncStream<String>.makeStream()
        let record = Record()
        self.lines = lines
        self.record = record
        running = Task {
            do {
                try await TetheredProcess.run(command, environment, record, output)
            } catch {
                record.append("\(error)")
            }
            record.end()
            output.finish()
        }
    }

    deinit { running.cancel() }

    /// Whether the program has ended.
    var hasEnded: Bool { record.hasEnded }

    /// The last lines that the program wrote to its standard error.
    var lastWords: String { record.lastWords }

    /// Kills the program and all that it started, and waits for the program's end.
    func stop() async {
        running.cancel()
        await running.value
    }

    private static func run(
        _ command: [String], _ environment: [String: String], _ record: Record,
        _ output: AsyncStream<String>.Continuation
    ) async throws {
        var options = PlatformOptions()
        // Its own group: a Ctrl-C at the terminal is Tessera's to handle, and a signal reaches pipelines too.
        options.processGroupID = 0
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
        ]
        let variables = environment.map { (Environment.Key(stringLiteral: $0.key), Optional($0.value)) }
        _ = try await Subprocess.run(
            .path("/bin/sh"), arguments: Arguments(["-c", tether, "sh"] + command),
            environment: .inherit.updating(Dictionary(uniqueKeysWithValues: variables)), platformOptions: options,
            input: .inputWriter, output: .sequence, error: .sequence
        ) { execution in
            async let errors: Void = {
                for try await line in execution.standardError.strings() { record.append(line) }
            }()
            for try await line in execution.standardOutput.strings() { output.yield(line) }
            try await errors
        }
    }

    /// What is known of a program, from any thread.
    private final class Record: Sendable {
        private let state = Mutex<(lines: [String], ended: Bool)>(([], false))

        func append(_ line: String) {
            state.withLock { state in
                state.lines.append(line.trimmingCharacters(in: .whitespacesAndNewlines))
                if state.lines.count > 5 { state.lines.removeFirst() }
            }
        }

        func end() { state.withLock { $0.ended = true } }

        var hasEnded: Bool { state.withLock { $0.ended } }

        var lastWords: String { state.withLock { $0.lines.filter { !$0.isEmpty }.joined(separator: " | ") } }
    }
}
