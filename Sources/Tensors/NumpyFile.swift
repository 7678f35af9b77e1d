import Documents
import Foundation

/// A .npy file of floating-point numbers, mapped: rows are read as they are asked for.
///
/// Versions 1.0, 2.0 and 3.0 of the format (numpy.lib.format), 2, 4 or 8 bytes a number, little-endian, in C order.
/// Nothing in the file is trusted: its header and its length are checked when it is opened.
public struct NumpyFile: Sendable {
    /// The file's path.
    public let path: String
    /// F16, F32 or F64.
    public let type: ElementType
    /// The array's sizes, outermost first; empty for a single number.
    public let shape: [Int]
    private let file: MappedFile
    /// Where the numbers begin, in bytes.
    private let start: Int

    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    /// numpy itself reads no longer header from a file that it does not trust.
    private static let longestHeader = 10_000
    private static let types: [String: ElementType] = ["<f2": .float16, "<f4": .float32, "<f8": .float64]

    /// - Throws: ``InputError`` for what is not such a file.
    public init(_ path: String) throws {
        file = try MappedFile(path)
        self.path = path
        let bytes = file.bytes
        guard bytes.count >= 10, bytes.prefix(6).elementsEqual(NumpyFile.magic) else {
            throw NumpyFile.unsound(path, "it does not begin as one")
        }
        let (major, minor) = (bytes[6], bytes[7])
        guard (1...3).contains(major), minor == 0 else {
            throw NumpyFile.unsound(path, "it has version \(major).\(minor), and 1.0 to 3.0 are read")
        }
        // The length takes two bytes in the first version, and four in the others.
        let begin = major == 1 ? 10 : 12
        guard bytes.count >= begin else { throw NumpyFile.unsound(path, "its header is cut off") }
        let length = (8..<begin).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
        guard length <= NumpyFile.longestHeader, begin + length <= bytes.count else {
            throw NumpyFile.unsound(path, "its header's length of \(length) does not fit")
        }
        start = begin + length
        let header = try NumpyHeader(String(decoding: bytes[begin..<start], as: UTF8.self), path: path)
        guard let type = NumpyFile.types[header.type] else {
            throw InputError(
                file: path, key: "descr", "numbers of the type '\(header.type)' are not read",
                remedy: "save it again with numpy.save(file, array.astype('<f4'))")
        }
        guard !header.isFortran || header.shape.count < 2 else {
            throw InputError(
                file: path, key: "fortran_order", "arrays in Fortran order are not read",
                remedy: "save it again with numpy.save(file, numpy.ascontiguousarray(array))")
        }
        var size = type.size
        for length in header.shape {
            let (product, overflow) = size.multipliedReportingOverflow(by: length)
            guard !overflow else { throw NumpyFile.unsound(path, "its shape is not possible") }
            size = product
        }
        guard bytes.count - start == size else {
            throw NumpyFile.unsound(path, "its shape takes \(size) bytes, and it has \(bytes.count - start)")
        }
        (self.type, shape) = (type, header.shape)
    }

    /// Numbers one after the other, in C order.
    /// - Parameter range: within the array's elements.
    public func values(_ range: Range<Int>) -> [Float] {
        precondition(range.lowerBound >= 0 && range.upperBound <= shape.reduce(1, *), "within the array")
        return range.map { index in
            let offset = start + index * type.size
            return switch type {
            case .float16:
                Float(
                    Float16(
                        bitPattern: UInt16(
                            littleEndian: file.bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))))
            case .float32:
                Float(
                    bitPattern: UInt32(littleEndian: file.bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
            default:
                Float(
                    Double(
                        bitPattern: UInt64(
                            littleEndian: file.bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))))
            }
        }
    }

    fileprivate static func unsound(_ path: String, _ problem: String) -> InputError {
        InputError(file: path, "not a sound .npy file: \(problem)", remedy: "save it again with numpy.save")
    }
}

/// The header of a .npy file: a Python dictionary with exactly three keys.
private struct NumpyHeader {
    var type = ""
    var isFortran = false
    var shape: [Int] = []

    private var rest: Substring
    private let path: String

    init(_ text: String, path: String) throws {
        rest = text[...]
        self.path = path
        var keys: Set<String> = []
        try expect("{")
        while !accept("}") {
            let key = try quoted()
            guard keys.insert(key).inserted else {
                throw NumpyFile.unsound(path, "'\(key)' stands twice in its header")
            }
            try expect(":")
            switch key {
            case "descr":
                guard !accept("[") else {
                    throw InputError(
                        file: path, key: "descr", "structured arrays are not read",
                        remedy: "save the one field that holds the features")
                }
                type = try quoted()
            case "fortran_order":
                isFortran = accept("True")
                if !isFortran { try expect("False") }
            case "shape": shape = try tuple()
            default: throw NumpyFile.unsound(path, "its header has the key '\(key)'")
            }
            if !accept(",") {
                try expect("}")
                break
            }
        }
        guard keys.count == 3, rest.allSatisfy(\.isWhitespace) else {
            throw NumpyFile.unsound(path, "its header is not a dictionary of descr, fortran_order and shape")
        }
    }

    private mutating func accept(_ text: String) -> Bool {
        rest = rest.drop { $0 == " " || $0 == "\n" }
        guard rest.hasPrefix(text) else { return false }
        rest = rest.dropFirst(text.count)
        return true
    }

    private mutating func expect(_ text: String) throws {
        guard accept(text) else {
            throw NumpyFile.unsound(path, "its header has '\(rest.prefix(12))' where '\(text)' was expected")
        }
    }

    private mutating func quoted() throws -> String {
        let quote: Character = accept("\"") ? "\"" : "'"
        if quote == "'" { try expect("'") }
        guard let end = rest.firstIndex(of: quote) else { throw NumpyFile.unsound(path, "its header is cut off") }
        defer { rest = rest[rest.index(after: end)...] }
        return String(rest[..<end])
    }

    private mutating func tuple() throws -> [Int] {
        try expect("(")
        var sizes: [Int] = []
        while !accept(")") {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let size = Int(digits), sizes.count < 32 else {
                throw NumpyFile.unsound(path, "its shape is not possible")
            }
            rest = rest.dropFirst(digits.count)
            sizes.append(size)
            if !accept(",") {
                try expect(")")
                break
            }
        }
        return sizes
    }
}
