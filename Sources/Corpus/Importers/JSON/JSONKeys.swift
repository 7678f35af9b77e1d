/// The keys of objects that a reader wants; values of others are stepped over, at any depth.
struct JSONKeys: Sendable {
    private let names: [String]
    private let bytes: [[UInt8]]

    init(_ names: [String]) {
        self.names = names
        bytes = names.map { Array($0.utf8) }
    }

    /// The name that these bytes are, if it is wanted.
    func name(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
        search: for index in self.bytes.indices where self.bytes[index].count == range.count {
            for offset in 0..<range.count where self.bytes[index][offset] != bytes[range.lowerBound + offset] {
                continue search
            }
            return names[index]
        }
        return nil
    }

    func contains(_ name: String) -> Bool { names.contains(name) }
}
