import Documents
import Foundation

/// A language by its BCP 47 tag: `en`, `pt-BR`, `zh-Hans`.
public struct Language: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// The tag, in its usual case.
    public let tag: String

    /// Codes that people write for a language and that BCP 47 gives to none, or to another.
    private static let mistaken = [
        "jp": "ja", "cz": "cs", "gr": "el", "kr": "ko", "cn": "zh", "ua": "uk", "dk": "da", "se": "sv", "sp": "es",
        "eng": "en", "spa": "es", "cat": "ca", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "ces": "cs",
        "zho": "zh", "jpn": "ja", "rus": "ru",
    ]

    private static let known = Set(Locale.LanguageCode.isoLanguageCodes.map(\.identifier))

    /// - Throws: ``InputError`` for what is not a tag of a known language; the remedy names the right one where it is clear.
    public init(_ text: String) throws {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        let code = parts[0].lowercased()
        if let right = Language.mistaken[code] {
            throw InputError("'\(text)' is not a BCP 47 language", remedy: "write '\(right)'")
        }
        let sound = parts.allSatisfy { part in
            (1...8).contains(part.utf8.count) && part.utf8.allSatisfy { Language.isLetterOrDigit($0) }
        }
        guard sound, Language.known.contains(code) else {
            throw InputError("'\(text)' is not a known language", remedy: "write a BCP 47 tag such as en, de or pt-BR")
        }
        // After a letter of its own a tag tells something else, such as what a text was translated from (BCP 47, extension T).
        let end = parts.firstIndex { $0.utf8.count == 1 } ?? parts.count
        let own = parts[1..<max(end, 1)].map(Language.usualCase) + parts[end...].map { $0.lowercased() }
        tag = ([code] + own).joined(separator: "-")
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
    }

    /// Scripts are written `Hans`, regions `BR`.
    private static func usualCase(_ subtag: String) -> String {
        switch subtag.count {
        case 2: subtag.uppercased()
        case 4: subtag.prefix(1).uppercased() + subtag.dropFirst().lowercased()
        default: subtag.lowercased()
        }
    }

    /// Whether texts of this tag were translated, as the tag says: `en-t-de`, English out of German (RFC 6497).
    public var isTranslation: Bool { tag.split(separator: "-").dropFirst().contains("t") }

    /// The language that texts of this tag are in: `en` of `en-t-de`.
    public var spoken: Language {
        guard let end = tag.range(of: "-t-")?.lowerBound else { return self }
        return Language(tag: String(tag[..<end]))
    }

    private init(tag: String) { self.tag = tag }

    /// The first subtag: `pt` of `pt-BR`.
    public var code: String {
        guard let end = tag.utf8.firstIndex(of: UInt8(ascii: "-")) else { return tag }
        return String(tag[..<end])
    }

    /// The code of three letters (ISO 639-2/T and 639-3), which some engines want: `spa`.
    public var threeLetterCode: String {
        Locale.LanguageCode(code).identifier(.alpha3) ?? code
    }

    public var description: String { tag }

    public static func < (a: Language, b: Language) -> Bool { a.tag < b.tag }

    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(tag)
    }
}

extension Document {
    /// A language's tag.
    public func language() throws -> Language {
        do {
            return try Language(string())
        } catch let complaint as InputError where complaint.file == nil {
            throw error(complaint.problem, remedy: complaint.remedy)
        }
    }
}
