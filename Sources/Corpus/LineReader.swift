import Documents
import Foundation

/// The lines of a file, without their line ends (LF or CR LF), read in pieces.
///
///     var lines = try LineReader(path)
///     while let line = try lines.next() { print(lines.number, line.count) }
public struct LineReader {
    private var window: ByteWindow
    /// The number of the line that ``next()`` gave last, counted from 1; 0 before the first.
    public private(set) var number = 0
    /// Where the next line begins.
    public var place: Place { Place(offset: offset, line: number) }
    /// The bytes of the lines that were given, with their ends.
    private var offset = 0

    /// A place in a file at which a line begins.
    public struct Place: Sendable, Hashable {
        /// Bytes before it.
        public let offset: Int
        /// Lines before it.
        public let line: Int

        /// The beginning of the file.
        public static let start = Place(offset: 0, line: 0)
    }

    /// A longer line, in bytes, would be a file of another kind, and would fill the memory.
    public static let longestLine = 1 << 26

    /// - Parameter skipsByteOrderMark: whether a byte order mark, which some editors write, is left out of the first line.
    /// - Throws: ``InputError`` when the file cannot be opened; ``Fault`` when the disk fails.
    public init(_ path: String, skipsByteOrderMark: Bool = false) throws {
        window = try ByteWindow(path)
        if skipsByteOrderMark { try window.skipByteOrderMark() }
    }

    /// The lines from a place on that ``place`` gave.
    /// - Throws: ``InputError`` when the file cannot be opened; ``Fault`` when the disk fails.
    public init(_ path: String, from place: Place) throws {
        window = try ByteWindow(path, from: place.offset)
        (number, offset) = (place.line, place.offset)
    }

    /// The lines of an open file, such as standard input.
    /// - Parameter name: what complaints call it.
    public init(_ handle: FileHandle, name: String = "the input") {
        window = ByteWindow(handle, name: name)
    }

    /// The next line, nil behind the last one.
    /// - Throws: ``Fault`` when the disk fails; ``InputError`` for a line of more than ``longestLine`` bytes.
    public mutating func next() throws -> [UInt8]? {
        var searched = 0
        while true {
            if let end = window.bytes.firstIndex(of: UInt8(ascii: "\n"), from: window.position + searched) {
                defer { window.position = end + 1 }
                number += 1
                offset += end + 1 - window.position
                let isCRLF = end > window.position && window.bytes[end - 1] == UInt8(ascii: "\r")
                return Array(window.bytes[window.position..<(isCRLF ? end - 1 : end)])
            }
            searched = window.bytes.count - window.position
            guard searched <= Self.longestLine else {
                throw InputError(
                    file: window.name, line: number + 1, "a line has more than \(Self.longestLine >> 20) MiB",
                    remedy: "check that this is the right file, and not an archive or a picture")
            }
            guard try window.extend() else { break }
        }
        guard window.position < window.bytes.count else { return nil }
        defer { window.position = window.bytes.count }
        number += 1
        offset += window.bytes.count - window.position
        return Array(window.bytes[window.position...])
    }

    /// Hands out the lines that are left, each with its number.
    public mutating func forEach(_ body: (_ line: [UInt8], _ number: Int) throws -> Void) throws {
        while let line = try next() { try body(line, number) }
    }
}
