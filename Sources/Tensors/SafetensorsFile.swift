import Documents

/// A safetensors file, mapped: tensors are views of the file's own bytes.
///
/// Nothing in the file is trusted: lengths, types, shapes and offsets are checked when it is opened. A file that somebody
/// cuts while it is open is out of its reach: whoever then touches what was cut is stopped by the system (SIGBUS).
public struct SafetensorsFile: Sendable {
    /// A tensor's place in the file.
    public struct Entry: Sendable, Equatable {
        /// The type of its elements; ``ElementType/other`` for one that Tessera does not read.
        public let type: ElementType
        /// The type's name in the file.
        public let typeName: String
        /// Its sizes, outermost first.
        public let shape: [Int]
        /// Its bytes, counted from the start of the file.
        public let range: Range<Int>
    }

    /// The tensors by name.
    public let entries: [String: Entry]
    /// The file's own notes.
    public let metadata: [String: String]
    /// The file itself, for those who read it without tensors.
    public let file: MappedFile

    /// Opens a file and checks its header.
    /// - Throws: ``InputError`` when it is not a whole and sound safetensors file.
    public init(_ path: String) throws {
        file = try MappedFile(path)
        do {
            let header = try SafetensorsHeader(file.bytes)
            (entries, metadata) = (header.entries, header.metadata)
        } catch let error as SafetensorsHeader.Unsound {
            throw InputError(
                file: path, key: error.key, "not a sound safetensors file: \(error.problem)",
                remedy: "make or fetch it again")
        }
    }

    /// The file's path.
    public var path: String { file.path }

    /// The tensors' names, sorted.
    public var names: [String] { entries.keys.sorted() }

    /// A tensor's elements in the mapped file, which must be kept for as long as they are used.
    /// - Parameter type: what they must be.
    /// - Throws: ``InputError`` when there is no tensor of that name, or of another type.
    public func bytes(of name: String, _ type: ElementType) throws -> UnsafeRawBufferPointer {
        let entry = try entry(name)
        guard entry.type == type else {
            throw InputError(
                file: path, key: name, "has the type \(entry.typeName), not \(type.rawValue)",
                remedy: "make or fetch it again")
        }
        return UnsafeRawBufferPointer(rebasing: file.bytes[entry.range])
    }

    private func entry(_ name: String) throws -> Entry {
        guard let entry = entries[name] else {
            throw InputError(
                file: path, key: name, "there is no such tensor",
                remedy: "it holds \(names.count), such as \(names.prefix(3).joined(separator: ", "))")
        }
        return entry
    }

    /// A tensor, without a copy where the file's alignment allows it.
    /// - Throws: ``InputError`` when there is no tensor of that name, or of a type that Tessera does not read.
    public func tensor(_ name: String) throws -> Tensor {
        let entry = try entry(name)
        guard entry.type != .other else {
            let known = ElementType.allCases.filter { $0 != .other }.map(\.rawValue).sorted()
            throw InputError(
                file: path, key: name, "the type \(entry.typeName) is not read by Tessera",
                remedy: "use one of \(known.joined(separator: ", "))")
        }
        let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[entry.range])
        let aligned = bytes.baseAddress.map { Int(bitPattern: $0) % max(entry.type.size, 1) == 0 } ?? true
        if aligned { return try Tensor.over(bytes, type: entry.type, shape: entry.shape, owner: file) }
        return try Tensor(bytes: bytes, type: entry.type, shape: entry.shape)
    }
}
