import Documents

/// Writes a translation memory as JSON Lines: an object an entry, in the order in which they come.
///
/// The keys are `source`, `target`, `text`, `translation`, `engine`, and where they are known `version`, `date`, `flags`,
/// `detected` and `attempt`, in that order. Every text can be written. The bytes depend on the entries alone.
public struct JSONLinesMemoryWriter {
    private var output: MemoryOutput

    /// - Parameter path: a temporary file that the caller publishes.
    /// - Throws: ``InputError`` when the file cannot be made.
    public init(_ path: String) throws {
        output = try MemoryOutput(path)
    }

    /// Writes an entry.
    /// - Throws: ``Fault`` when the disk fails.
    public mutating func write(_ entry: MemoryEntry) throws {
        var line = "{\"source\":\"\(entry.source)\",\"target\":\"\(entry.target)\""
        line += ",\"text\":\(Self.quoted(entry.text)),\"translation\":\(Self.quoted(entry.translation))"
        line += ",\"engine\":\(Self.quoted(entry.engine))"
        if let version = entry.version { line += ",\"version\":\(Self.quoted(version))" }
        if !entry.date.isEmpty { line += ",\"date\":\(Self.quoted(entry.date))" }
        if !entry.flags.isEmpty { line += ",\"flags\":[\(entry.flags.map(Self.quoted).joined(separator: ","))]" }
        if let detected = entry.detected { line += ",\"detected\":\(Self.quoted(detected))" }
        if entry.attempt > 0 { line += ",\"attempt\":\(entry.attempt)" }
        try output.write(line + "}\n")
    }

    /// Writes what is left, and closes the file.
    public mutating func finish() throws {
        try output.finish()
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5c }) else { return "\"\(text)\"" }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                result += "\\"
                result.unicodeScalars.append(scalar)
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                result += scalar.value < 0x10 ? "\\u000" : "\\u00"
                result += String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
