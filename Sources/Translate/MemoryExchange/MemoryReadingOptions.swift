import Corpus
import Documents
import Texts

/// What a file of translations leaves open, and what its languages are taken for.
public struct MemoryReadingOptions: Sendable {
    /// The engine of entries that name none; without one those are skipped.
    public var engine: String?
    /// The version of that engine.
    public var version: String?
    /// The source language of TMX units, whatever they name as theirs.
    public var source: Language?
    private var languages: [String: Language] = [:]

    public init(engine: String? = nil, version: String? = nil, source: Language? = nil) {
        self.engine = engine
        self.version = version
        self.source = source
    }

    /// Has a language of the file taken for another one: `en-US` for `en`. The name need not be a BCP 47 tag.
    public mutating func take(_ name: String, as language: Language) {
        languages[MemoryReadingOptions.plain(name)] = language
    }

    /// The language that is meant by a name in the file.
    /// - Throws: ``InputError`` for what is no language.
    func language(_ name: String) throws -> Language {
        let plain = MemoryReadingOptions.plain(name)
        if let language = languages[plain] { return language }
        return try Language(plain)
    }

    /// Checks an entry, and fills in what it leaves open.
    /// - Throws: ``InputError`` that says why there is none.
    func complete(
        engine named: String?, version namedVersion: String?, _ entry: (String, String?) -> MemoryEntry
    ) throws -> MemoryEntry {
        guard let engine = named ?? engine else {
            throw InputError("it names no engine, and none was given for such", remedy: "say which one is meant")
        }
        let entry = entry(engine, named == nil ? namedVersion ?? version : namedVersion)
        // Programs write a segment without text for what is not translated yet. An engine of our own may have answered so.
        if named == nil, entry.translation.isBlank, !entry.text.isBlank {
            throw InputError("not translated", remedy: "translate it")
        }
        if let flag = entry.flags.first(where: { CaptionFlag(rawValue: $0) == nil }) {
            throw InputError("'\(flag)' is not a flag", remedy: "leave it out")
        }
        if let detected = entry.detected, LanguageDetector.Detection(stored: detected) == nil {
            throw InputError(
                "'\(detected)' is not a detected language", remedy: "write it as 'de + 98', or leave it out")
        }
        guard entry.attempt >= 0 else {
            throw InputError("'\(entry.attempt)' is not a number of attempts", remedy: "write 0 or more")
        }
        guard entry.source != entry.target else {
            throw InputError("both languages are '\(entry.source)'", remedy: "leave it out")
        }
        return entry
    }

    /// Some programs write `EN_US`.
    private static func plain(_ name: String) -> String { name.replacing("_", with: "-").lowercased() }
}
