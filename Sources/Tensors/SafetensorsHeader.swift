import Documents

/// What a safetensors file says of its tensors, checked: lengths, types, shapes, offsets, and that the tensors fill the file
/// without holes or overlaps. The rules are the reference library's; beyond them a name that stands twice is refused.
struct SafetensorsHeader {
    /// The tensors by name.
    private(set) var entries: [String: SafetensorsFile.Entry] = [:]
    /// The file's own notes.
    private(set) var metadata: [String: String] = [:]

    /// The largest header that is read, in bytes; the reference library has the same limit.
    static let mostBytes = 100_000_000
    /// The most dimensions that a tensor may have; NumPy has the same limit.
    static let mostDimensions = 64

    /// What is wrong with a file, and with which of its tensors.
    struct Unsound: Error {
        let problem: String
        var key: String?
    }

    /// - Parameter file: all of the file.
    /// - Throws: ``Unsound``.
    init(_ file: UnsafeRawBufferPointer) throws {
        guard file.count >= 8 else { throw Unsound(problem: "it is shorter than a header") }
        let length = UInt64(littleEndian: file.loadUnaligned(as: UInt64.self))
        guard length <= Self.mostBytes, Int(length) <= file.count - 8 else {
            throw Unsound(problem: "the header's length of \(length) does not fit the file")
        }
        let start = 8 + Int(length)
        var scanner = HeaderScanner(UnsafeRawBufferPointer(rebasing: file[8..<start]))
        guard scanner.isAtObject else { throw Unsound(problem: "the header is not a JSON object") }
        var hasMetadata = false
        try scanner.object { name, scanner in
            if name == "__metadata__" {
                guard !hasMetadata else { throw Unsound(problem: "the metadata stands twice") }
                hasMetadata = true
                try readMetadata(&scanner)
            } else {
                let entry = try Self.entry(name, &scanner, start: start, end: file.count)
                guard entries.updateValue(entry, forKey: name) == nil else {
                    throw Unsound(problem: "the name stands twice", key: name)
                }
            }
        }
        try scanner.end()
        try checkLayout(start: start, end: file.count)
    }

    private mutating func readMetadata(_ scanner: inout HeaderScanner) throws {
        if try scanner.null() { return }
        guard scanner.isAtObject else { throw Unsound(problem: "the metadata is not an object") }
        try scanner.object { name, scanner in
            guard let text = try scanner.text() else {
                throw Unsound(problem: "the metadata holds something other than texts", key: name)
            }
            guard metadata.updateValue(text, forKey: name) == nil else {
                throw Unsound(problem: "a name in the metadata stands twice", key: name)
            }
        }
    }

    private static func entry(_ name: String, _ scanner: inout HeaderScanner, start: Int, end: Int) throws
        -> SafetensorsFile.Entry
    {
        let form = Unsound(problem: "its entry is not of the form of safetensors", key: name)
        guard scanner.isAtObject else { throw form }
        var (type, shape, offsets): (String?, [Int]?, [Int]?)
        try scanner.object { field, scanner in
            switch field {
            case "dtype":
                guard type == nil, let text = try scanner.text() else { throw form }
                type = text
            case "shape":
                guard shape == nil else { throw form }
                shape = try scanner.numbers(most: mostDimensions)
                if shape == nil { throw Unsound(problem: "its shape is not possible", key: name) }
            case "data_offsets":
                guard offsets == nil else { throw form }
                offsets = try scanner.numbers(most: 2)
                if offsets == nil { throw Unsound(problem: "its bytes lie outside the file", key: name) }
            default: try scanner.skip()
            }
        }
        guard let type, let shape, let offsets, offsets.count == 2 else { throw form }
        guard offsets[1] >= offsets[0], offsets[1] <= end - start else {
            throw Unsound(problem: "its bytes lie outside the file", key: name)
        }
        let range = start + offsets[0]..<start + offsets[1]
        if let bits = bits[type] { try checkSize(range.count, shape, bits: bits, name) }
        return SafetensorsFile.Entry(
            type: ElementType(rawValue: type) ?? .other, typeName: type, shape: shape, range: range)
    }

    private static func checkSize(_ bytes: Int, _ shape: [Int], bits: Int, _ name: String) throws {
        var size = bits
        for dimension in shape {
            let (product, overflow) = size.multipliedReportingOverflow(by: dimension)
            guard !overflow else { throw Unsound(problem: "its shape is not possible", key: name) }
            size = product
        }
        guard size % 8 == 0, bytes == size / 8 else {
            throw Unsound(problem: "its bytes do not fill its shape", key: name)
        }
    }

    /// The tensors must cover the file after the header without holes or overlaps.
    private func checkLayout(start: Int, end: Int) throws {
        var position = start
        let places = entries.map { (range: $1.range, name: $0) }.sorted {
            ($0.range.lowerBound, $0.range.upperBound, $0.name) < ($1.range.lowerBound, $1.range.upperBound, $1.name)
        }
        for (range, name) in places {
            guard range.lowerBound == position else {
                throw Unsound(problem: "its bytes do not follow the tensor before it", key: name)
            }
            position = range.upperBound
        }
        guard position == end else { throw Unsound(problem: "\(end - position) bytes at the end belong to no tensor") }
    }

    /// Bits an element of the types that the format has. Of one that came later the size is not checked.
    private static let bits = [
        "BOOL": 8, "U8": 8, "I8": 8, "I16": 16, "U16": 16, "F16": 16, "BF16": 16, "I32": 32, "U32": 32, "F32": 32,
        "I64": 64, "U64": 64, "F64": 64, "C64": 64, "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6, "F8_E5M2": 8, "F8_E4M3": 8,
        "F8_E8M0": 8, "F8_E5M2FNUZ": 8, "F8_E4M3FNUZ": 8,
    ]
}
