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

        init(reason: String) {
            self.reason = reason
        }

        init(_ error: any Error) {
            reason = (error as? InputError)?.problem ?? "\(error)"
        }
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
    private var detected: String?
    private var attempt = 0

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
        case "x-detected": detected = text
        case "x-attempt":
            if let number = Int(text) { attempt = number } else { spoil("'\(text)' is not a number of attempts") }
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
    func entries(_ options: MemoryReadingOptions) -> Result<[MemoryEntry], Complaint> {
        if let damage { return .failure(Complaint(reason: damage)) }
        do throws(Complaint) {
            let texts = try variants.map { variant throws(Complaint) in
                guard let text = variant.text else { throw Complaint(reason: "a <tuv> without <seg>") }
                return (language: try TMXUnit.language(variant.language, options), text: text)
            }
            guard texts.count >= 2 else { throw Complaint(reason: "fewer than two languages") }
            let original = texts[try sourcePosition(texts.map(\.language), options)]
            let translations = texts.filter { $0.language != original.language }
            guard !translations.isEmpty else { throw Complaint(reason: "no language but '\(original.language)'") }
            return .success(
                try translations.map { translation throws(Complaint) in
                    try entry(original, translation, options)
                })
        } catch {
            return .failure(error)
        }
    }

    private func entry(
        _ original: (language: Language, text: String), _ translation: (language: Language, text: String),
        _ options: MemoryReadingOptions
    ) throws(Complaint) -> MemoryEntry {
        do {
            return try options.complete(engine: engine, version: version) { engine, version in
                MemoryEntry(
                    engine: engine, version: version, source: original.language, target: translation.language,
                    text: original.text, translation: translation.text, flags: flags, date: day, detected: detected,
                    attempt: attempt)
            }
        } catch {
            throw Complaint(error)
        }
    }

    /// Which language is the source: the one that is named, or the only one of that name beside its region.
    private func sourcePosition(_ languages: [Language], _ options: MemoryReadingOptions) throws(Complaint) -> Int {
        if options.source == nil, source.isEmpty || source.lowercased() == "*all*" { return 0 }
        let wanted = if let source = options.source { source } else { try TMXUnit.language(source, options) }
        let near = languages.indices.filter { languages[$0].code == wanted.code }
        guard let position = languages.firstIndex(of: wanted) ?? (near.count == 1 ? near[0] : nil) else {
            throw Complaint(reason: "no text in the source language '\(wanted)'")
        }
        return position
    }

    private static func language(_ text: String, _ options: MemoryReadingOptions) throws(Complaint) -> Language {
        if text.isEmpty { throw Complaint(reason: "a <tuv> without xml:lang") }
        do {
            return try options.language(text)
        } catch {
            throw Complaint(error)
        }
    }

    /// TMX's `20261121T101500Z` as `2026-11-21`; empty for what is no date.
    private var day: String {
        let digits = date.prefix(8)
        let text = "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.dropFirst(6))"
        return MemoryEntry.isDay(text) ? text : ""
    }
}
