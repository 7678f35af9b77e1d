import Documents
import Foundation

/// Writes a safetensors file whose tensors' shapes are known before their elements are: the header first, then elements at
/// their places, in any order and from any thread. Nothing is gathered in memory.
///
/// Tensors of wider types come first, as the reference library has it, so that each is aligned to its type; the bytes
/// depend on nothing but the tensors and the metadata.
public final class TensorFileWriter: Sendable {
    /// A tensor that is to be written.
    public struct Entry: Sendable {
        public let name: String
        public let type: ElementType
        /// Its sizes, outermost first.
        public let shape: [Int]

        public init(_ name: String, _ type: ElementType, _ shape: [Int]) {
            (self.name, self.type, self.shape) = (name, type, shape)
        }

        var bytes: Int { shape.reduce(type.size, *) }
    }

    private let path: String
    private let descriptor: Int32
    /// Each tensor's bytes, counted from the start of the file.
    private let places: [String: Range<Int>]

    /// Begins a file; what is never written stays zero.
    /// - Parameter path: a temporary one that the caller renames: see Workspace.
    /// - Throws: ``Fault`` when the disk refuses.
    public init(_ path: String, metadata: [String: String] = [:], _ tensors: [Entry]) throws {
        let ordered = tensors.sorted { ($1.type.size, $0.name) < ($0.type.size, $1.name) }
        var header = try TensorFileWriter.header(metadata, ordered)
        header.append(contentsOf: repeatElement(UInt8(ascii: " "), count: (8 - header.count % 8) % 8))
        var position = 8 + header.count
        var places: [String: Range<Int>] = [:]
        for tensor in ordered {
            places[tensor.name] = position..<position + tensor.bytes
            position += tensor.bytes
        }
        self.places = places
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure }
        guard ftruncate(descriptor, off_t(position)) == 0 else { throw failure }
        let length = UInt64(header.count).littleEndian
        try withUnsafeBytes(of: length) { try write($0, at: 0) }
        try header.withUnsafeBytes { try write($0, at: 8) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Writes elements of a tensor.
    /// - Parameter first: the place of the first of them among the tensor's elements, in row-major order.
    /// - Throws: ``Fault`` when the disk refuses; ``TensorError`` for elements beyond the tensor, or of none there is.
    public func write<T: BitwiseCopyable>(_ values: [T], to name: String, at first: Int = 0) throws {
        try write(values[...], to: name, at: first)
    }

    /// Writes elements of a tensor.
    /// - Parameter first: the place of the first of them among the tensor's elements, in row-major order.
    /// - Throws: ``Fault`` when the disk refuses; ``TensorError`` for elements beyond the tensor, or of none there is.
    public func write<T: BitwiseCopyable>(_ values: ArraySlice<T>, to name: String, at first: Int = 0) throws {
        let start = (places[name]?.lowerBound ?? 0) + first * MemoryLayout<T>.stride
        let end = start + values.count * MemoryLayout<T>.stride
        guard let place = places[name], first >= 0, end <= place.upperBound else {
            throw TensorError(
                operation: "write", reason: "\(values.count) elements from \(first) are not within \(name)")
        }
        try values.withUnsafeBytes { try write($0, at: start) }
    }

    private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws {
        var rest = bytes
        var offset = offset
        while let base = rest.baseAddress, !rest.isEmpty {
            let written = pwrite(descriptor, base, rest.count, off_t(offset))
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw failure }
            offset += written
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }

    private var failure: Fault { Fault("writing \(path)", reason: String(cString: strerror(errno))) }

    private static func header(_ metadata: [String: String], _ tensors: [Entry]) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        func quoted(_ text: String) throws -> String { String(decoding: try encoder.encode(text), as: UTF8.self) }
        var fields: [String] = []
        if !metadata.isEmpty {
            let notes = try metadata.sorted { $0.key < $1.key }.map { "\(try quoted($0.key)):\(try quoted($0.value))" }
            fields.append("\"__metadata__\":{\(notes.joined(separator: ","))}")
        }
        var position = 0
        for tensor in tensors {
            let end = position + tensor.bytes
            let shape = tensor.shape.map(String.init).joined(separator: ",")
            fields.append(
                "\(try quoted(tensor.name)):{\"dtype\":\"\(tensor.type.rawValue)\",\"shape\":[\(shape)],"
                    + "\"data_offsets\":[\(position),\(end)]}")
            position = end
        }
        return Array("{\(fields.joined(separator: ","))}".utf8)
    }
}
