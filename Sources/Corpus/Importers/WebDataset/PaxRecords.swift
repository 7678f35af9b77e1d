/// What an extended head of POSIX's pax form says: records of `LENGTH KEY=VALUE` and a line end.
struct PaxRecords {
    private(set) var path: [UInt8]?
    private(set) var size: Int?

    init(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let space = rest.firstIndex(of: 0x20),
            let length = Int(String(decoding: rest[..<space], as: UTF8.self)), length > space - rest.startIndex,
            length <= rest.count
        {
            let record = rest[(space + 1)..<(rest.startIndex + length)].dropLast()
            rest = rest.dropFirst(length)
            guard let sign = record.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let value = record[(sign + 1)...]
            if record[..<sign].elementsEqual("path".utf8) { path = Array(value) }
            if record[..<sign].elementsEqual("size".utf8) { size = Int(String(decoding: value, as: UTF8.self)) }
        }
    }
}
