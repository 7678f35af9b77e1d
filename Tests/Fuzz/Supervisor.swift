import Foundation
import Synchronization

/// Runs the cases in processes that may die, starts another one after a death, and counts what came of each case.
final class Supervisor: Sendable {
    /// What came of a case.
    enum Outcome: String, CaseIterable {
        case fine, refused, fault, nameless, other, crash, hang, memory

        var isFailure: Bool { [.nameless, .other, .crash, .hang, .memory].contains(self) }
    }

    private let arguments: [String]
    private let timeLimit: Int32
    private let memoryLimit: Int
    private let counts = Mutex<[Subject: [Outcome: Int]]>([:])
    private let findings = Mutex<[String]>([])

    /// - Parameters:
    ///   - arguments: what each child is given, but for its cases.
    ///   - timeLimit: seconds for a case.
    ///   - memoryLimit: MB that the process may take for a case.
    init(arguments: [String], timeLimit: Int, memoryLimit: Int) {
        (self.arguments, self.timeLimit, self.memoryLimit) = (arguments, Int32(timeLimit), memoryLimit)
    }

    /// Runs all cases and prints what came of them.
    /// - Returns: whether no case failed.
    func run(count: Int, jobs: Int) async throws -> Bool {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for job in 0..<jobs {
                group.addTask { try self.supervise(stride(from: job, to: count, by: jobs).map { $0 }) }
            }
            try await group.waitForAll()
        }
        let findings = findings.withLock { $0.sorted() }
        for finding in findings { print(finding) }
        print(["kind"].joined().padded(14) + Outcome.allCases.map { $0.rawValue.padded(9) }.joined())
        let counts = counts.withLock { $0 }
        for subject in Subject.allCases {
            let row = Outcome.allCases.map { String(counts[subject]?[$0] ?? 0).padded(9) }
            print(subject.rawValue.padded(14) + row.joined())
        }
        return findings.isEmpty
    }

    private func supervise(_ cases: [Int]) throws {
        var rest = cases[...]
        while !rest.isEmpty {
            // A child of bounded age: what one case leaves behind must not tell against a later one.
            let batch = rest.prefix(200)
            let done = try runChild(Array(batch))
            rest = rest.dropFirst(done)
        }
    }

    /// Runs one child; returns how many cases it saw through, or died of.
    private func runChild(_ cases: [Int]) throws -> Int {
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments =
            arguments + ["--cases", "\(cases[0]),\(cases.count > 1 ? cases[1] - cases[0] : 1),\(cases.count)"]
        process.standardOutput = pipe
        process.standardError = FileHandle.standardError
        try process.run()
        defer { process.waitUntilExit() }
        let descriptor = pipe.fileHandleForReading.fileDescriptor
        var (buffer, current, done) = ([UInt8](), Int?.none, 0)
        while true {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, timeLimit * 1000) > 0 else {
                kill(process.processIdentifier, SIGKILL)
                note(current ?? cases[done], .hang, "took more than \(timeLimit) s")
                return done + 1
            }
            let data = pipe.fileHandleForReading.availableData
            if data.isEmpty { break }
            buffer += data
            while let end = buffer.firstIndex(of: 10) {
                let line = String(decoding: buffer[..<end], as: UTF8.self)
                buffer.removeFirst(end + 1)
                if line.hasPrefix("begin ") { current = Int(line.dropFirst(6)) }
                if line.hasPrefix("end ") {
                    take(line)
                    (current, done) = (nil, done + 1)
                }
            }
        }
        process.waitUntilExit()
        if done == cases.count { return done }
        note(current ?? cases[done], .crash, "status \(process.terminationStatus)")
        return done + 1
    }

    private func take(_ line: String) {
        let parts = line.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 4, let number = Int(parts[1]), let peak = Int(parts[2]) else { return }
        let outcome = Outcome(rawValue: parts[3]) ?? .other
        if peak > memoryLimit {
            note(number, .memory, "took \(peak) MB")
        } else {
            note(number, outcome, parts.count > 4 ? parts[4] : "")
        }
    }

    private func note(_ number: Int, _ outcome: Outcome, _ reason: String) {
        let subject = Subject.of(case: number)
        counts.withLock { $0[subject, default: [:]][outcome, default: 0] += 1 }
        if outcome.isFailure {
            findings.withLock { $0.append("\(outcome.rawValue): case \(number), \(subject.rawValue): \(reason)") }
        }
    }
}

extension String {
    fileprivate func padded(_ length: Int) -> String { self + String(repeating: " ", count: max(1, length - count)) }
}
