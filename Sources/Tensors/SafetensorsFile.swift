import Documents
import Foundation

/// A safetensors file, mapped: tensors are views of the file's own bytes.
///
/// Nothing in the file is trusted: lengths, types, shapes and offsets are checked when it is opened.
public struct SafetensorsFile: Sendable {
    /// A tensor's place in the file.
    public struct Entry: Sendable, Equatable {
        /// The type of its elements.
        public let type: ElementType
        /// Its sizes, outermost first.
        public let shape: [Int]
        /// Its bytes, counted from the start of the file.
        let range: Range<Int>
    }

    /// The tensors by name.
    public let entries: [String: Entry]
    /// The file's own notes.
    public let metadata: [String: String]
    private let file: MappedFile

    /// The largest header that is read; the reference library has the same limit.
    private static let headerLimit = 100_000_000

    /// Opens a file and checks its header.
    /// - Throws: ``InputError`` when it is not a whole and sound safetensors file.
    public init(_ path: String) throws {
        file = try MappedFile(path)
        let bytes = file.bytes
        guard bytes.count >= 8 else { throw Self.unsound(path, "it is shorter than a header") }
        let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
        guard length <= Self.headerLimit, Int(length) <= bytes.count - 8 else {
            throw Self.unsound(path, "the header's length of \(length) does not fit the file")
        }
        let start = 8 + Int(length)
        let text = Data(bytes[8..<start])
        guard let header = try? JSONSerialization.jsonObject(with: text) as? [String: Any] else {
            throw Self.unsound(path, "the header is not a JSON object")
        }
        var entries: [String: Entry] = [:]
        for (name, value) in header where name != "__metadata__" {
            entries[name] = try Self.entry(name, value, path: path, start: start, end: bytes.count)
        }
        try Self.checkLayout(entries, path: path, start: start, end: bytes.count)
        self.entries = entries
        if let notes = header["__metadata__"] {
            guard let notes = notes as? [String: String] else {
                throw Self.unsound(path, "the metadata holds something other than texts")
            }
            metadata = notes
        } else {
            metadata = [:]
        }
    }

    /// The file's path.
    public var path: String { file.path }

    /// The tensors' names, sorted.
    public var names: [String] { entries.keys.sorted() }

    /// A tensor, without a copy where the file's alignment allows it.
    /// - Throws: ``InputError`` when there is no tensor of that name, or of a type that Tessera does not read.
    public func tensor(_ name: String) throws -> Tensor {
        guard let entry = entries[name] else {
            throw InputError(
                file: path, key: name, "there is no such tensor",
                remedy: "it holds \(names.count), such as \(names.prefix(3).joined(separator: ", "))")
        }
        let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[entry.range])
        let aligned = bytes.baseAddress.map { Int(bitPattern: $0) % max(entry.type.size, 1) == 0 } ?? true
        if aligned { return try Tensor.over(bytes, type: entry.type, shape: entry.shape, owner: file) }
        return try Tensor(bytes: bytes, type: entry.type, shape: entry.shape)
    }

    private static func entry(_ name: String, _ value: Any, path: String, start: Int, end: Int) throws -> Entry {
        guard let fields = value as? [String: Any], let dtype = fields["dtype"] as? String,
            let shape = fields["shape"] as? [Int], let offsets = fields["data_offsets"] as? [Int], offsets.count == 2
        else { throw unsound(path, "its entry is not of the form of safetensors", key: name) }
        guard let type = ElementType(rawValue: dtype), type != .other else {
            throw InputError(
                file: path, key: name, "the type \(dtype) is not read by Tessera",
                remedy:
                    "use one of \(ElementType.allCases.filter { $0 != .other }.map(\.rawValue).joined(separator: ", "))"
            )
        }
        var size = type.size
        for dimension in shape {
            let (product, overflow) = size.multipliedReportingOverflow(by: dimension)
            guard dimension >= 0, !overflow else { throw unsound(path, "its shape is not possible", key: name) }
            size = product
        }
        guard offsets[0] >= 0, offsets[1] >= offsets[0], offsets[1] <= end - start else {
            throw unsound(path, "its bytes lie outside the file", key: name)
        }
        guard offsets[1] - offsets[0] == size else { throw unsound(path, "its bytes do not fill its shape", key: name) }
        return Entry(type: type, shape: shape, range: start + offsets[0]..<start + offsets[1])
    }

    /// The tensors must cover the file after the header without holes or overlaps.
    private static func checkLayout(_ entries: [String: Entry], path: String, start: Int, end: Int) throws {
        var position = start
        for (name, entry) in entries.sorted(by: {
            ($0.value.range.lowerBound, $0.value.range.upperBound) < (
                $1.value.range.lowerBound, $1.value.range.upperBound
            )
        }) {
            guard entry.range.lowerBound == position else {
                throw unsound(path, "its bytes do not follow the tensor before it", key: name)
            }
            position = entry.range.upperBound
        }
        guard position == end else { throw unsound(path, "\(end - position) bytes at the end belong to no tensor") }
    }

    private static func unsound(_ path: String, _ problem: String, key: String? = nil) -> InputError {
        InputError(file: path, key: key, "not a sound safetensors file: \(problem)", remedy: "make or fetch it again")
    }
}
