import Documents
import Foundation

/// When each stage began, when each partition was done and how long it took: `.journal` in a workspace, a line each.
///
/// Outputs and done records are the same whenever and wherever they are made. What is not stands here alone. Workers on several
/// machines have a file each, `.journal-MACHINE`: appending is safe among the processes of one.
public struct Journal: Sendable {
    /// A partition that was done.
    public struct Entry: Sendable, Equatable, Codable {
        public let stage: String
        /// The output's path, relative to the workspace.
        public let output: String
        /// Seconds since 1970.
        public let began: Double
        public let seconds: Double
        /// How many items failed, by the reason; nil for none.
        public let failed: [String: Int]?

        public init(stage: String, output: String, began: Double, seconds: Double, failed: [String: Int]? = nil) {
            (self.stage, self.output, self.failed) = (stage, output, failed)
            self.began = Journal.rounded(began)
            self.seconds = Journal.rounded(seconds)
        }

        /// Whether no clock could have told otherwise.
        var isPlausible: Bool { (0...Journal.longest).contains(seconds) && (0...Journal.latest).contains(began) }
    }

    /// A stage that was begun, whether it had work or not.
    public struct Opening: Sendable, Equatable, Codable {
        public let stage: String
        public let partitions: Int
        /// Those that were done before.
        public let done: Int
        /// Seconds since 1970.
        public let began: Double

        public init(stage: String, partitions: Int, done: Int, began: Double = Date().timeIntervalSince1970) {
            (self.stage, self.partitions, self.done) = (stage, partitions, done)
            self.began = Journal.rounded(began)
        }
    }

    private let folder: String
    private let path: String
    static let name = ".journal"
    /// A century, and the year 5138, in seconds.
    private static let (longest, latest) = (3.2e9, 1e11)

    /// - Parameter ofThisMachine: whether lines are added to a file that processes on other machines do not write to.
    public init(_ workspace: Workspace, ofThisMachine: Bool = false) {
        folder = workspace.path
        path = workspace.file(Journal.name) + (ofThisMachine ? "-\(Machine.name)" : "")
    }

    /// A thousandth of a second is more than anybody reads.
    private static func rounded(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }

    /// Adds a line by one write to the file's end, so that several processes can.
    public func append(_ line: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line = try encoder.encode(line) + Data("\n".utf8)
        // A stage's beginning is told before its first output makes the folder.
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Fault("opening \(path)", reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        let written = line.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        guard written == line.count else { throw Fault("writing \(path)", reason: String(cString: strerror(errno))) }
    }

    /// The journal's files, in the order of their names.
    var files: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0 == Journal.name || $0.hasPrefix(Journal.name + "-") }.sorted().map {
            "\(folder)/\($0)"
        }
    }

    /// The last entry of each output. A line that a power cut tore, or with a time that no run takes, is passed over: no output
    /// hangs on it.
    public func last() -> [String: Entry] {
        var last: [String: Entry] = [:]
        JournalReader(files).read { line in
            guard case .entry(let entry) = line else { return }
            if let other = last[entry.output], other.began > entry.began { return }
            last[entry.output] = entry
        }
        return last
    }
}
