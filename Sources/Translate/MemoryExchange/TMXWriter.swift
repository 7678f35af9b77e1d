import Documents

/// Writes a translation memory as TMX 1.4, level 1: a unit an entry, in the order in which they come.
///
/// The engine, its version and its flags stand in each unit as `prop` elements of the types `x-engine`, `x-engine-version` and
/// `x-flags`, and where they are known the language that was found and the attempt as `x-detected` and `x-attempt`. The bytes
/// depend on the entries alone.
public struct TMXWriter {
    private let path: String
    private var output: MemoryOutput

    /// - Parameter path: a temporary file that the caller publishes.
    /// - Throws: ``InputError`` when the file cannot be made.
    public init(_ path: String) throws {
        self.path = path
        output = try MemoryOutput(path)
        try output.write(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <tmx version="1.4">
            <header creationtool="tessera" creationtoolversion="1" segtype="sentence" o-tmf="tessera" adminlang="en" \
            srclang="*all*" datatype="plaintext"/>
            <body>

            """)
    }

    /// Writes an entry.
    /// - Returns: nil, or why it is left out: XML has no way to write some control characters.
    /// - Throws: ``Fault`` when the disk fails.
    public mutating func write(_ entry: MemoryEntry) throws -> MemoryProblem? {
        guard let unit = TMXWriter.unit(entry) else {
            return MemoryProblem(
                file: path,
                reason: "left out, for it holds a control character that XML cannot: \(entry.text.debugDescription)")
        }
        try output.write(unit)
        return nil
    }

    /// Ends the document. Without it the file is no TMX.
    public mutating func finish() throws {
        try output.write("</body>\n</tmx>\n")
        try output.finish()
    }

    private static func unit(_ entry: MemoryEntry) -> String? {
        let properties = [
            ("x-engine", entry.engine), ("x-engine-version", entry.version ?? ""),
            ("x-flags", entry.flags.joined(separator: " ")), ("x-detected", entry.detected ?? ""),
            ("x-attempt", entry.attempt > 0 ? "\(entry.attempt)" : ""),
        ]
        guard let text = XMLText.escaped(entry.text), let translation = XMLText.escaped(entry.translation) else {
            return nil
        }
        var unit = "<tu srclang=\"\(entry.source)\""
        if MemoryEntry.isDay(entry.date) {
            unit += " creationdate=\"\(entry.date.split(separator: "-").joined())T000000Z\""
        }
        unit += ">\n"
        for (name, value) in properties where !value.isEmpty {
            guard let value = XMLText.escaped(value) else { return nil }
            unit += "<prop type=\"\(name)\">\(value)</prop>\n"
        }
        unit += "<tuv xml:lang=\"\(entry.source)\"><seg>\(text)</seg></tuv>\n"
        return unit + "<tuv xml:lang=\"\(entry.target)\"><seg>\(translation)</seg></tuv>\n</tu>\n"
    }
}
