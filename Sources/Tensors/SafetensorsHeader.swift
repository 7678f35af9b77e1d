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
        var scanner = JSONScanner(Array(file[8..<start]))
        do {
            try read(&scanner, start: start, end: file.count)
        } catch let broken as JSONScanner.Broken {
            throw Unsound(
                problem: "the header is no JSON: expected \(broken.expected) at byte \(broken.position + 8)")
        }
        try checkLayout(start: start, end: file.count)
    }

    private mutating func read(_ scanner: inout JSONScanner, start: Int, end: Int) throws {
        guard scanner.peek() == "{" else { throw Unsound(problem: "the header is not a JSON object") }
        var hasMetadata = false
        try scanner.object { name, scanner in
            let name = try scanner.string(name)
            if name == "__metadata__" {
                guard !hasMetadata else { throw Unsound(problem: "the metadata stands twice") }
                hasMetadata = true
                try readMetadata(&scanner)
            } else {
                let entry = try Self.entry(name, &scanner, start: start, end: end)
                guard entries.updateValue(entry, forKey: name) == nil else {
                    throw Unsound(problem: "the name stands twice", key: name)
                }
            }
        }
        try scanner.end()
    }

    private mutating func readMetadata(_ scanner: inout JSONScanner) throws {
        if scanner.peek() == "n" { return try scanner.null() }
        guard scanner.peek() == "{" else { throw Unsound(problem: "the metadata is not an object") }
        try scanner.object { name, scanner in
            let name = try scanner.string(name)
            guard let text = try scanner.string() else {
                throw Unsound(problem: "the metadata holds something other than texts", key: name)
            }
            guard metadata.updateValue(text, forKey: name) == nil else {
                throw Unsound(problem: "a name in the metadata stands twice", key: name)
            }
        }
    }

    private static func entry(_ name: String, _ scanner: inout JSONScanner, start: Int, end: Int) throws
        -> SafetensorsFile.Entry
    {
        let form = Unsound(problem: "its entry is not of the form of safetensors", key: name)
        guard scanner.peek() == "{" else { throw form }
        var (type, shape, offsets): (String?, [Int]?, [Int]?)
        try scanner.object { field, scanner in
            switch try scanner.string(field) {
            case "dtype":
                guard type == nil, let text = try scanner.string() else { throw form }
                type = text
            case "shape":
                guard shape == nil else { throw form }
                shape = try numbers(&scanner, most: mostDimensions)
                if shape == nil { throw Unsound(problem: "its shape is not possible", key: name) }
            case "data_offsets":
                guard offsets == nil else { throw form }
                offsets = try numbers(&scanner, most: 2)
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

    /// A list of whole numbers that are not negative; nil where it is another list, or a longer one than `most`.
    private static func numbers(_ scanner: inout JSONScanner, most: Int) throws -> [Int]? {
        var numbers: [Int]? = []
        try scanner.list { scanner in
            // Of digits alone; -0, 1.0 and 1e3 are no whole numbers to the reference library either.
            let digits = try scanner.number()
            guard (numbers?.count ?? most) < most, digits.allSatisfy({ (0x30...0x39).contains($0) }),
                let value = Int(String(decoding: digits, as: UTF8.self))
            else { return numbers = nil }
            numbers?.append(value)
        }
        return numbers
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
