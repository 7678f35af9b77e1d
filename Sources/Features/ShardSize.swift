import Documents

/// How much goes into a shard. A corpus file with more becomes several.
public enum ShardSize: Sendable, Hashable {
    /// Items at most.
    case items(Int)
    /// Bytes, about: what the features take is known beforehand, and what the captions take is estimated.
    case bytes(Int)

    /// Small enough for a shard to be gathered in memory, and large enough that most corpus files become one.
    public static let usual = ShardSize.bytes(256_000_000)

    private static let units = [
        "TB": 1_000_000_000_000, "GB": 1_000_000_000, "MB": 1_000_000, "KB": 1000, "TIB": 1 << 40, "GIB": 1 << 30,
        "MIB": 1 << 20, "KIB": 1 << 10, "B": 1,
    ]

    /// Reads a size in a pipeline file: `{items: 4096}` or `{bytes: 256MB}`.
    init(_ document: Document) throws {
        try document.allow(only: ["items", "bytes"])
        switch (try document.optional("items"), try document.optional("bytes")) {
        case (let items?, nil): self = .items(try items.int(in: 1...1_000_000_000))
        case (nil, let bytes?):
            guard let count = ShardSize.bytes(try bytes.string()) else {
                throw bytes.error("'\(try bytes.string())' is no size", remedy: "write, for example, 256MB")
            }
            self = .bytes(count)
        default: throw document.error("names not exactly one size", remedy: "write {items: 4096} or {bytes: 256MB}")
        }
    }

    /// Reads a size on the command line: `4096` items, or `256MB`.
    public init(_ text: String) throws {
        if let items = Int(text), items > 0 {
            self = .items(items)
        } else if let bytes = ShardSize.bytes(text), Int(text) == nil {
            self = .bytes(bytes)
        } else {
            throw InputError(
                key: "--shard", "'\(text)' is no size", remedy: "write a number of items, or bytes such as 256MB")
        }
    }

    /// Reads a number of bytes: `256MB`, `1 GiB`, `4096`.
    /// - Returns: nil for what is none, or for less than one.
    public static func bytes(_ text: String) -> Int? {
        let number = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(number.count).drop { $0 == " " }.uppercased()
        guard let count = Int(number), let size = unit.isEmpty ? 1 : units[unit] else { return nil }
        let (product, overflow) = count.multipliedReportingOverflow(by: size)
        return overflow || product < 1 ? nil : product
    }
}
