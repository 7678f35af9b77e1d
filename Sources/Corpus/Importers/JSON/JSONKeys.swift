/// The keys of objects that a reader wants; values of others are stepped over, at any depth.
struct JSONKeys: Sendable {
    private let names: [String]
    /// The names' bytes behind one another, and where each of them begins: comparing them is most of the work on a key.
    private let bytes: [UInt8]
    private let starts: [Int]

    init(_ names: [String]) {
        self.names = names
        bytes = names.flatMap { Array($0.utf8) }
        starts = names.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.utf8.count) }
    }

    var count: Int { names.count }

    /// The name that these bytes are, if it is wanted.
    func name(_ key: Span<UInt8>, _ range: Range<Int>) -> String? {
        let (bytes, starts) = (bytes.span, starts.span)
        search: for index in names.indices where starts[index + 1] - starts[index] == range.count {
            for offset in 0..<range.count where bytes[starts[index] + offset] != key[range.lowerBound + offset] {
                continue search
            }
            return names[index]
        }
        return nil
    }

    func contains(_ name: String) -> Bool { names.contains(name) }
}
