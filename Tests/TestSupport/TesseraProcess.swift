import Foundation
import Synchronization

/// The built command, run as a user runs it.
public struct TesseraProcess: Sendable {
    /// What a run left behind.
    public struct Result: Sendable {
        public let status: Int32
        public let output: String
        public let errors: String

        /// The JSON document on standard output.
        public func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(output.utf8)) }
    }

    /// The command: `TESSERA_BINARY`, or the one that is built beside the tests.
    public static var path: URL {
        if let other = ProcessInfo.processInfo.environment["TESSERA_BINARY"] { return URL(fileURLWithPath: other) }
        return URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("tessera")
    }

    /// Runs the command to its end.
    /// - Parameters:
    ///   - launcher: a program, with its arguments, that starts the command.
    ///   - killedAt: sends this signal as soon as a line on standard error begins so; it need not come.
    ///   - condition: sends this signal as soon as it holds, which is looked at every few milliseconds; it need not.
    ///   - delay: seconds between the line, or the condition, and the signal.
    public static func run(
        _ arguments: [String], launcher: [String] = [], input: String = "", environment: [String: String] = [:],
        killedAt prefix: String? = nil,
        killedWhen condition: (@Sendable () -> Bool)? = nil, delay: Double = 0, signal: Int32 = SIGKILL
    ) throws -> Result {
        let process = Process()
        process.executableURL = launcher.first.map { URL(fileURLWithPath: $0) } ?? path
        process.arguments = launcher.isEmpty ? arguments : launcher.dropFirst() + [path.path] + arguments
        // Captions hold the day on which they were translated: two runs are compared at midnight too.
        let day = ["SOURCE_DATE_EPOCH": "1700000000"]
        process.environment = ProcessInfo.processInfo.environment.merging(day) { $1 }.merging(environment) { $1 }
        let (input_, output, errors) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (input_, output, errors)
        try process.run()
        let written = Data(input.utf8)
        let writer = Thread {
            try? input_.fileHandleForWriting.write(contentsOf: written); try? input_.fileHandleForWriting.close()
        }
        writer.start()
        let collected = Collected()
        let reader = Thread { collected.set(output.fileHandleForReading.readDataToEndOfFile()) }
        reader.start()
        let watcher = condition.map { Watcher(process, until: $0, delay: delay, signal: signal) }

        var text = Data()
        var isHit = false
        while case let piece = errors.fileHandleForReading.availableData, !piece.isEmpty {
            text.append(piece)
            let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
            if let prefix, !isHit, lines.contains(where: { $0.hasPrefix(prefix) }) {
                isHit = true
                Thread.sleep(forTimeInterval: delay)
                kill(process.processIdentifier, signal)
            }
        }
        watcher?.end()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, output: String(decoding: collected.wait(), as: UTF8.self),
            errors: String(decoding: text, as: UTF8.self))
    }

    /// Sends a signal to a process when a condition holds. It is ended before the process is waited for, so that the
    /// number can be no other process's.
    private final class Watcher: Sendable {
        private let isOver = Mutex(false)

        init(_ process: Process, until condition: @escaping @Sendable () -> Bool, delay: Double, signal: Int32) {
            let number = process.processIdentifier
            Thread.detachNewThread { [self] in
                while !isOver.withLock({ $0 }) {
                    guard condition() else {
                        Thread.sleep(forTimeInterval: 0.002)
                        continue
                    }
                    Thread.sleep(forTimeInterval: delay)
                    return isOver.withLock { isOver in
                        if !isOver { kill(number, signal) }
                    }
                }
            }
        }

        func end() { isOver.withLock { $0 = true } }
    }

    /// What another thread reads.
    private final class Collected: @unchecked Sendable {
        private let done = DispatchSemaphore(value: 0)
        // Written before the semaphore is signalled, and read after.
        private var data = Data()

        func set(_ data: Data) {
            self.data = data
            done.signal()
        }

        func wait() -> Data {
            done.wait()
            return data
        }
    }
}
