import Foundation

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

    /// The command, which is built beside the tests; or the one that `TESSERA_BINARY` names.
    private static var path: URL {
        if let named = ProcessInfo.processInfo.environment["TESSERA_BINARY"] { return URL(fileURLWithPath: named) }
        return URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("tessera")
    }

    /// Runs the command to its end.
    /// - Parameters:
    ///   - killedAt: sends this signal as soon as a line on standard error begins so; it need not come.
    ///   - delay: seconds between the line and the signal.
    public static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:], killedAt prefix: String? = nil,
        delay: Double = 0, signal: Int32 = SIGKILL
    ) throws -> Result {
        let process = Process()
        process.executableURL = path
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
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
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, output: String(decoding: collected.wait(), as: UTF8.self),
            errors: String(decoding: text, as: UTF8.self))
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
