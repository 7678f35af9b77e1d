import Documents
import Foundation

/// A vocabulary file, read whole.
enum TextFile {
    /// The bytes of a file of any kind.
    static func contents(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputError(file: path, "cannot be read", remedy: "check that the file is there and may be read")
        }
        return [UInt8](data)
    }

    /// The bytes of a file of UTF-8.
    static func bytes(_ path: String) throws -> [UInt8] {
        let bytes = try contents(path)
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw InputError(file: path, "is not UTF-8 text", remedy: "fetch the file again")
        }
        return bytes
    }

    /// The lines of a file, without their ends (LF or CR LF); the empty rest after the last end is no line.
    static func lines(_ path: String) throws -> [ArraySlice<UInt8>] {
        var lines = try bytes(path).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
    }
}
