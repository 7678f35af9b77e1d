import Documents
import Foundation

/// When each partition was done and how long it took: `.journal` in a workspace, a line a partition.
///
/// Outputs and done records are the same whenever and wherever they are made. What is not stands here alone.
public struct Journal: Sendable {
    /// A partition that was done.
    public struct Entry: Sendable, Equatable, Codable {
        public let stage: String
        /// The output's path, relative to the workspace.
        public let output: String
        /// Seconds since 1970.
        public let began: Double
        public let seconds: Double

        public init(stage: String, output: String, began: Double, seconds: Double) {
            (self.stage, self.output) = (stage, output)
            // A thousandth of a second is more than anybody reads.
            self.began = (began * 1000).rounded() / 1000
            self.seconds = (seconds * 1000).rounded() / 1000
        }
    }

    private let path: String
    /// A century, and the year 5138, in seconds.
    private static let (longest, latest) = (3.2e9, 1e11)

    public init(_ workspace: Workspace) { path = workspace.file(".journal") }

    /// Adds a line by one write to the file's end, so that several processes can.
    public func append(_ entry: Entry) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line = try encoder.encode(entry) + Data("\n".utf8)
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Fault("opening \(path)", reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        let written = line.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        guard written == line.count else { throw Fault("writing \(path)", reason: String(cString: strerror(errno))) }
    }

    /// The last entry of each output. A line that a power cut tore, or with a time that no run takes, is passed over: no output
    /// hangs on it.
    public func last() -> [String: Entry] {
        guard let data = FileManager.default.contents(atPath: path) else { return [:] }
        let entries = data.split(separator: UInt8(ascii: "\n")).compactMap {
            try? JSONDecoder().decode(Entry.self, from: $0)
        }.filter { (0...Journal.longest).contains($0.seconds) && (0...Journal.latest).contains($0.began) }
        return Dictionary(entries.map { ($0.output, $0) }) { $1 }
    }
}
