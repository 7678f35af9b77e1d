import Documents
import Foundation

/// Writes a corpus file: an item a line, keys sorted, so that the same items always give the same bytes.
///
/// By hand and not by Foundation's encoder, because corpora are written by the million.
public struct ItemWriter {
    private let path: String
    private let handle: FileHandle
    private var lines: [UInt8] = []

    /// Bytes that are held before they are written.
    private static let block = 1 << 18

    /// - Parameter path: a temporary one that the caller renames.
    public init(_ path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw Fault("writing \(path)", reason: String(cString: strerror(errno))) }
        self.path = path
        self.handle = handle
    }

    /// Adds a line.
    public mutating func write(_ item: Item) throws {
        lines.append(line: item)
        if lines.count >= ItemWriter.block { try flush() }
    }

    /// Writes what is held and closes the file.
    public mutating func finish() throws {
        try flush()
        do { try handle.close() } catch { throw Fault("writing \(path)", reason: error.localizedDescription) }
    }

    private mutating func flush() throws {
        do {
            try handle.write(contentsOf: lines)
            lines.removeAll(keepingCapacity: true)
        } catch {
            throw Fault("writing \(path)", reason: error.localizedDescription)
        }
    }
}

extension [UInt8] {
    /// Adds an item as a line of JSON.
    mutating func append(line item: Item) {
        append("{\"captions\":[")
        for (index, caption) in item.captions.enumerated() {
            if index > 0 { append(UInt8(ascii: ",")) }
            append(caption)
        }
        append("],\"id\":")
        append(quoted: item.id)
        append(",\"media\":{\"kind\":")
        append(quoted: item.media.kind.rawValue)
        append(",\"path\":")
        append(quoted: item.media.path)
        append(",\"url\":", item.media.url)
        append("},\"split\":")
        append(quoted: item.split)
        append("}\n")
    }

    private mutating func append(_ caption: Caption) {
        append(UInt8(ascii: "{"))
        if let date = caption.date {
            append("\"date\":")
            append(quoted: date)
            append(UInt8(ascii: ","))
        }
        if let engine = caption.engine {
            append("\"engine\":")
            append(quoted: engine)
            append(UInt8(ascii: ","))
        }
        if let flags = caption.flags {
            append("\"flags\":[")
            for (index, flag) in flags.enumerated() {
                if index > 0 { append(UInt8(ascii: ",")) }
                append(quoted: flag)
            }
            append("],")
        }
        append("\"language\":")
        append(quoted: caption.language.tag)
        append(",\"origin\":")
        append(quoted: caption.origin.rawValue)
        if let source = caption.source { append(",\"source\":\(source)") }
        append(",\"text\":")
        append(quoted: caption.text)
        append(",\"version\":", caption.version)
        append(UInt8(ascii: "}"))
    }

    private mutating func append(_ text: String) { append(contentsOf: text.utf8) }

    private mutating func append(_ key: String, _ value: String?) {
        guard let value else { return }
        append(key)
        append(quoted: value)
    }

    /// Adds a text as a JSON string.
    private mutating func append(quoted text: String) {
        append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            if bytes.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
                for byte in bytes { append(escaped: byte) }
            } else {
                append(contentsOf: bytes)
            }
        }
        append(UInt8(ascii: "\""))
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case UInt8(ascii: "\n"): append("\\n")
        case UInt8(ascii: "\r"): append("\\r")
        case UInt8(ascii: "\t"): append("\\t")
        case 0x08: append("\\b")
        case 0x0c: append("\\f")
        case ..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            append("\\u00")
            append(digits[Int(byte >> 4)])
            append(digits[Int(byte & 15)])
        default: append(byte)
        }
    }
}
