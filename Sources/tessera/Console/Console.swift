import Documents
import Foundation

/// Standard output and standard error.
enum Console {
    /// One line, or several, of a result.
    static func print(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// One line for a person: an error, a note, progress.
    static func error(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Whether a person watches standard error.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// The path of this very program, for others to run.
    static func executable() throws -> String {
        do { return try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") } catch {
            throw Fault("finding this program's own path", reason: error.localizedDescription)
        }
    }

    /// A value as the one JSON document on standard output.
    static func print(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        Console.print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}

/// Rows of text in columns as wide as they need; numbers stand to the right.
struct TextTable {
    var rows: [[String]]

    var text: String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + space : space + cell
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
