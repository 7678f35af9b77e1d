import Documents
import Foundation

/// Reads a journal's lines. There may be millions.
struct JournalReader {
    enum Line {
        case entry(Journal.Entry)
        case opening(Journal.Opening)
    }

    private let files: [String]

    init(_ files: [String]) { self.files = files }

    /// Gives each whole line of each file, in order; what is no line of a journal is passed over.
    func read(_ body: (Line) -> Void) {
        for file in files { _ = JournalReader.read(file, from: 0, body) }
    }

    /// Gives the whole lines of a file from a place on.
    /// - Returns: the place after the last of them.
    static func read(_ file: String, from start: UInt64, _ body: (Line) -> Void) -> UInt64 {
        guard let handle = FileHandle(forReadingAtPath: file) else { return start }
        defer { try? handle.close() }
        guard (try? handle.seek(toOffset: start)) != nil else { return start }
        var place = start
        var rest: [UInt8] = []
        while let data = try? handle.read(upToCount: 1 << 20), !data.isEmpty {
            rest += data
            var begin = 0
            while let end = rest[begin...].firstIndex(of: UInt8(ascii: "\n")) {
                if let line = line(Array(rest[begin..<end])) { body(line) }
                begin = end + 1
            }
            place += UInt64(begin)
            rest.removeFirst(begin)
        }
        return place
    }

    static func length(of file: String) -> UInt64 {
        var status = stat()
        return stat(file, &status) == 0 ? UInt64(max(0, status.st_size)) : 0
    }

    private static func line(_ bytes: [UInt8]) -> Line? {
        var scanner = JSONScanner(bytes)
        var texts: [String: String] = [:]
        var numbers: [String: Double] = [:]
        var failed: [String: Int]?
        func number(_ scanner: inout JSONScanner) throws -> Double {
            Double(String(decoding: try scanner.number(), as: UTF8.self)) ?? .nan
        }
        do {
            try scanner.object { key, scanner in
                let key = String(decoding: key, as: UTF8.self)
                switch scanner.peek() {
                case "\"": texts[key] = try scanner.text().map { String(decoding: $0, as: UTF8.self) }
                case "{":
                    var reasons: [String: Int] = [:]
                    try scanner.object { reason, scanner in
                        reasons[String(decoding: reason, as: UTF8.self)] = Int(exactly: try number(&scanner)) ?? 0
                    }
                    failed = reasons
                default: numbers[key] = try number(&scanner)
                }
            }
        } catch { return nil }
        guard let stage = texts["stage"], let began = numbers["began"] else { return nil }
        if let output = texts["output"], let seconds = numbers["seconds"] {
            let entry = Journal.Entry(stage: stage, output: output, began: began, seconds: seconds, failed: failed)
            return entry.isPlausible ? .entry(entry) : nil
        }
        guard let partitions = numbers["partitions"].flatMap(Int.init(exactly:)),
            let done = numbers["done"].flatMap(Int.init(exactly:)), began >= 0
        else { return nil }
        return .opening(Journal.Opening(stage: stage, partitions: partitions, done: done, began: began))
    }
}
