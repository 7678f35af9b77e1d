import Documents

/// A place in a bucket, as people write it: `s3://bucket/some/key`. The key stands there as it is, without percent signs for
/// its signs: `s3://b/a b?.txt` names the object `a b?.txt`.
public struct S3Location: Sendable, Hashable, CustomStringConvertible {
    public let bucket: String
    /// Empty for the bucket itself; never begins with a slash.
    public let key: String

    private static let scheme = "s3://"
    /// S3's own bound, in bytes.
    private static let longestKey = 1024

    /// Whether a text is meant as such a place.
    public static func isLocation(_ text: String) -> Bool { text.utf8.starts(with: scheme.utf8) }

    init(bucket: String, key: String) { (self.bucket, self.key) = (bucket, key) }

    /// - Throws: ``InputError`` for another scheme, a bucket that can be none, or a key that a URL cannot hold.
    public init(_ text: String) throws {
        guard S3Location.isLocation(text) else {
            throw InputError(key: text, "is no place in a bucket", remedy: "write s3://bucket/key")
        }
        let rest = text.utf8.dropFirst(S3Location.scheme.utf8.count)
        let name = rest.prefix { $0 != 0x2F }
        (bucket, key) = (
            String(decoding: name, as: UTF8.self), String(decoding: rest.dropFirst(name.count + 1), as: UTF8.self)
        )
        let isName = (1...255).contains(name.count) && name.allSatisfy { $0.isUnreserved && $0 != 0x7E }
        guard isName, !bucket.hasPrefix(".") else {
            throw InputError(
                key: text, "'\(bucket)' can be no bucket",
                remedy: "write s3://bucket/key; a bucket has letters, digits, dots and hyphens")
        }
        try check()
    }

    /// What servers and clients would each understand in another way.
    private func check() throws {
        let parts = key.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
        let isOdd = parts.contains { $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) }
        guard !isOdd, !key.utf8.contains(where: { $0 < 32 || $0 == 127 }), key.utf8.count <= S3Location.longestKey,
            !key.hasPrefix("/")
        else {
            throw InputError(
                key: description.debugDescription,
                "the key has '.' or '..' between slashes, begins with a slash, is longer than "
                    + "1024 bytes, or holds control characters", remedy: "give the object another name")
        }
    }

    /// The object of that name under this place, as in a folder.
    /// - Throws: ``InputError`` for a name that can be no key.
    public func appending(_ name: String) throws -> S3Location {
        let place = S3Location(bucket: bucket, key: key.isEmpty || key.hasSuffix("/") ? key + name : "\(key)/\(name)")
        try place.check()
        return place
    }

    public var description: String { "s3://\(bucket)/\(key)" }

    public static func == (one: S3Location, other: S3Location) -> Bool {
        one.bucket.utf8.elementsEqual(other.bucket.utf8) && one.key.utf8.elementsEqual(other.key.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        for text in [bucket, key] { Array(text.utf8).hash(into: &hasher) }
    }
}

/// AWS's percent-encoding: of every byte but the unreserved ones of RFC 3986. Signatures are over exactly this form.
enum AWSEncoding {
    static func of(_ text: String, keeping kept: UInt8? = nil) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte.isUnreserved || byte == kept {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func path(_ key: String) -> String { of(key, keeping: UInt8(ascii: "/")) }

    /// A query as it is signed: sorted by name, each with its `=`.
    static func query(_ values: [String: String]) -> String {
        values.map { (of($0.key), of($0.value)) }.sorted { $0.0 < $1.0 }.map { "\($0.0)=\($0.1)" }
            .joined(separator: "&")
    }

    /// Undoes the encoding of a listing, which writes a space as a plus sign; nil for what is not encoded so.
    static func decoded(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(32)
            case UInt8(ascii: "%"):
                let pair = rest.prefix(2)
                guard pair.count == 2, let value = UInt8(String(decoding: pair, as: UTF8.self), radix: 16) else {
                    return nil
                }
                bytes.append(value)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    /// RFC 3986's unreserved characters.
    fileprivate var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: "-._~".utf8.contains(self)
        }
    }
}
