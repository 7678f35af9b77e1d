import Corpus
import Documents

/// From where on a translation is doubtful: `thresholds` of a pipeline file's `quality` section.
public struct QualityThresholds: Sendable, Equatable {
    /// The least and the most that a translation's length may be, divided by its source's, by target language; in
    /// characters that are not blank. Languages that are not named have bands of our own.
    public var lengthRatio: [Language: ClosedRange<Double>] = [:]
    /// How often words or letters may not stand in a row: from this number on there is a flag, unless the source has it too.
    public var repetition = 3
    /// The least share of letters in the target language's scripts. A sign of Han counts as three letters, one of kana or
    /// Hangul as two.
    public var scriptShare = 0.5
    /// The least share of the letters that must be in another language for a translation to be in the wrong one.
    public var languageShare = 0.5
    /// The largest number that may be written as a word. It needs no digits in the translation.
    ///
    /// Of Multi30K's 29,000 German, French and Czech translations 4, 4 and 5 lose a larger number than 5, all of them for a
    /// good reason (`in their 30s`, `in den Dreißigern`); none writes 6 to 12 as words. With 0 it is 18, 7 and 12.
    public var wordNumbers = 5
    /// The share of the expected length below which a translation without an end is cut short, where the source has one.
    public var cutShortShare = 0.6

    public init() {}

    /// Reads a mapping such as `{length_ratio: {de: [0.6, 2.2]}, repetition: 3, script_share: 0.5}`. What is left out
    /// stays as it is by default.
    /// - Throws: ``InputError`` with file, line, key and remedy.
    public init(_ document: Document) throws {
        try document.allow(only: [
            "length_ratio", "repetition", "script_share", "language_share", "word_numbers", "cut_short_share",
        ])
        for (_, entry) in try document.optional("length_ratio")?.entries() ?? [] {
            let language = try entry.languageOfKey()
            guard lengthRatio.updateValue(try QualityThresholds.band(entry), forKey: language) == nil else {
                throw entry.error("the language '\(language)' stands twice", remedy: "keep one of them")
            }
        }
        repetition = try document.optional("repetition")?.int(in: 2...1000) ?? repetition
        scriptShare = try document.optional("script_share")?.double(in: 0...1) ?? scriptShare
        languageShare = try document.optional("language_share")?.double(in: 0...1) ?? languageShare
        wordNumbers = try document.optional("word_numbers")?.int(in: 0...999) ?? wordNumbers
        cutShortShare = try document.optional("cut_short_share")?.double(in: 0...1) ?? cutShortShare
    }

    private static func band(_ document: Document) throws -> ClosedRange<Double> {
        let bounds = try document.list().map { try $0.double(in: 0...1000) }
        guard bounds.count == 2, bounds[0] < bounds[1], bounds[0] > 0 else {
            throw document.error(
                "a length ratio is the least and the most, both above 0", remedy: "write two numbers such as [0.6, 2.2]"
            )
        }
        return bounds[0]...bounds[1]
    }

    /// All thresholds in a line that is the same for equal ones.
    public var fingerprint: String {
        let bands = lengthRatio.sorted { $0.key < $1.key }.map { language, band in
            "\(language)=\(band.lowerBound):\(band.upperBound)"
        }
        return """
            length_ratio \(bands.joined(separator: ",")) repetition \(repetition) script_share \(scriptShare) \
            language_share \(languageShare) word_numbers \(wordNumbers) cut_short_share \(cutShortShare)
            """
    }
}

extension Document {
    /// The last part of this value's key, as a language's tag.
    fileprivate func languageOfKey() throws -> Language {
        let name = key.split(separator: ".").last.map(String.init) ?? key
        do {
            return try Language(name)
        } catch let complaint as InputError where complaint.file == nil {
            throw error(complaint.problem, remedy: complaint.remedy)
        }
    }
}
