import Corpus
import Documents

/// A `tu` element as far as it was read.
struct TMXUnit {
    /// A `tuv` element: a text in one language.
    struct Variant {
        var language: String
        var text: String?
    }

    struct Complaint: Error {
        let reason: String
    }

    /// Bytes of UTF-8 that a text may have.
    static let longestText = 1 << 20

    let line: Int
    /// As the file has it; `*all*` or empty for none.
    let source: String
    let date: String
    var variants: [Variant] = []
    /// The type of the `prop` element that is open.
    var property: String?
    private var damage: String?
    private var engine: String?
    private var version: String?
    private var flags: [String] = []

    init(line: Int, source: String, date: String) {
        self.line = line
        self.source = source
        self.date = date
    }

    /// Says why the unit gives no entries; the first reason stays.
    mutating func spoil(_ reason: String) {
        if damage == nil { damage = reason }
    }

    mutating func keepProperty(_ text: String) {
        switch property {
        case "x-engine": engine = text
        case "x-engine-version": version = text
        case "x-flags": flags = text.split(separator: " ").map(String.init)
        default: break
        }
        property = nil
    }

    mutating func keepSegment(_ text: String?) {
        guard !variants.isEmpty, variants[variants.count - 1].text == nil else {
            return spoil("a <seg> too many")
        }
        variants[variants.count - 1].text = text
    }

    /// An entry for each language but the source.
    func entries(engine fallback: String) -> Result<[MemoryEntry], Complaint> {
        if let damage { return .failure(Complaint(reason: damage)) }
        do throws(Complaint) {
            let texts = try variants.map { variant throws(Complaint) in
                guard let text = variant.text else { throw Complaint(reason: "a <tuv> without <seg>") }
                return (language: try TMXUnit.language(variant.language), text: text)
            }
            guard texts.count >= 2 else { throw Complaint(reason: "fewer than two languages") }
            let position = try sourcePosition(texts.map(\.language))
            let original = texts[position]
            return .success(
                texts.indices.filter { $0 != position }.map { index in
                    MemoryEntry(
                        engine: engine ?? fallback, version: version, source: original.language,
                        target: texts[index].language, text: original.text, translation: texts[index].text,
                        flags: flags, date: day)
                })
        } catch {
            return .failure(error)
        }
    }

    /// Which language is the source: the one that is named, or the only one of that name beside its region.
    private func sourcePosition(_ languages: [Language]) throws(Complaint) -> Int {
        if source.isEmpty || source.lowercased() == "*all*" { return 0 }
        let wanted = try TMXUnit.language(source)
        let near = languages.indices.filter { languages[$0].code == wanted.code }
        guard let position = languages.firstIndex(of: wanted) ?? (near.count == 1 ? near[0] : nil) else {
            throw Complaint(reason: "no text in the source language '\(source)'")
        }
        return position
    }

    /// Some programs write `EN_US`.
    private static func language(_ text: String) throws(Complaint) -> Language {
        do {
            return try Language(text.replacing("_", with: "-"))
        } catch {
            throw Complaint(reason: text.isEmpty ? "a <tuv> without xml:lang" : "'\(text)' is not a known language")
        }
    }

    /// TMX's `20261121T101500Z` as `2026-11-21`; empty for what is no date.
    private var day: String {
        let digits = date.prefix(8)
        let text = "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.dropFirst(6))"
        return MemoryEntry.isDay(text) ? text : ""
    }
}
