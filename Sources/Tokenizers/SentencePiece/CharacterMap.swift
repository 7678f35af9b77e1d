import Documents
import Foundation

/// SentencePiece's compiled map of characters, from a tokenizer.json: a double-array trie of what is replaced, and the texts
/// that replace it, each ending with a zero byte.
struct CharacterMap: Sendable {
    private let units: [UInt32]
    private let replacements: [UInt8]

    init(_ json: JSONNode) throws {
        let failure = json.error("is not a map of characters", remedy: "fetch the file again")
        guard let data = Data(base64Encoded: Data(try json.bytes())) else { throw failure }
        let bytes = [UInt8](data)
        let word = { (place: Int) in (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << (8 * UInt32($1)) } }
        guard bytes.count > 4, case let size = Int(word(0)), size >= 4, size % 4 == 0, size <= bytes.count - 4 else {
            throw failure
        }
        units = stride(from: 4, to: 4 + size, by: 4).map(word)
        replacements = Array(bytes[(4 + size)...])
        guard String(validating: replacements, as: UTF8.self) != nil else { throw failure }
    }

    /// The mapped text.
    ///
    /// As in the reference, a short grapheme (fewer than six bytes) is looked up as a whole, and the shortest entry that
    /// it begins with replaces all of it; of a longer one, and where there is none, each character is looked up.
    func callAsFunction(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text)
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(text.count)
        for grapheme in String(view) {
            let utf8 = grapheme.utf8
            if utf8.count < 6, let mapped = replacement(of: utf8) {
                result.append(contentsOf: mapped)
                continue
            }
            for scalar in grapheme.unicodeScalars {
                if let mapped = replacement(of: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter) {
                    result.append(contentsOf: mapped)
                } else {
                    result.append(scalar)
                }
            }
        }
        return result
    }

    /// What replaces the shortest entry that a key begins with.
    private func replacement(of key: some Sequence<UInt8>) -> String.UnicodeScalarView? {
        guard let root = units.first else { return nil }
        var place = Self.offset(root)
        for byte in key {
            if byte == 0 { return nil }
            place ^= Int(byte)
            guard units.indices.contains(place), units[place] & 0x8000_00FF == UInt32(byte) else { return nil }
            let unit = units[place]
            place ^= Self.offset(unit)
            guard unit & 0x100 != 0 else { continue }
            guard units.indices.contains(place), case let start = Int(units[place] & 0x7FFF_FFFF),
                start < replacements.count
            else { return nil }
            let end = replacements[start...].firstIndex(of: 0) ?? replacements.count
            return String(decoding: replacements[start..<end], as: UTF8.self).unicodeScalars
        }
        return nil
    }

    private static func offset(_ unit: UInt32) -> Int { Int((unit >> 10) << ((unit & 0x200) >> 6)) }
}
