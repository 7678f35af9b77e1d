import Documents
import Foundation

/// Small JSON files that say themselves whether they are whole: the last key, `seal`, is the SHA-256 of all that stands before
/// its value. Nothing else tells of a flipped bit in them.
package enum Seal {
    private static let (opening, closing) = (Data("\"seal\" : \"".utf8), Data("\"\n}\n".utf8))
    /// Hexadecimal digits of a digest.
    private static let digits = 64

    /// - Parameter value: what is encoded as a JSON object with keys.
    package static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        // The object's last line is its brace.
        let text = try encoder.encode(value).dropLast(2) + Data(",\n  ".utf8) + opening
        return text + Data(digest(text).utf8) + closing
    }

    /// What a file says; nil when it is not whole. Files of versions that knew no seal are taken as they are.
    package static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) -> Value? {
        if isSealed(data) {
            let text = data.dropLast(closing.count + digits)
            guard data.suffix(closing.count) == closing, text.suffix(opening.count) == opening,
                Data(digest(text).utf8) == data.dropLast(closing.count).suffix(digits)
            else { return nil }
        }
        return try? JSONDecoder().decode(type, from: data)
    }

    /// By the key or by the digits: one flipped bit does not hide both.
    private static func isSealed(_ data: Data) -> Bool {
        let value = data.dropLast(closing.count).suffix(digits)
        return data.dropLast(closing.count + digits).suffix(opening.count) == opening
            || value.count == digits
                && value.allSatisfy {
                    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
                }
    }

    private static func digest(_ data: Data) -> String {
        var digest = Digest()
        data.withUnsafeBytes { digest.update($0) }
        return digest.hexadecimal()
    }
}
