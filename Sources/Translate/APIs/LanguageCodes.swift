import Corpus
import Foundation

/// How a provider names languages.
struct LanguageCodes: Sendable {
    /// How it names those that no table lists.
    enum Spelling: Sendable {
        /// By their BCP 47 tags.
        case tag
        /// By their tags in capitals.
        case capitals
        /// By the three letters of ISO 639.
        case threeLetters
        /// By their English names and their tags: `Czech (cs)`.
        case englishName
    }

    let spelling: Spelling
    /// Its codes by tag.
    var codes: [String: String] = [:]
    /// Its codes by tag for target languages, where they differ from those for sources.
    var targets: [String: String] = [:]
    /// What the endpoint says, before all else.
    var overrides: [Language: String] = [:]

    /// A pair of languages in the provider's codes.
    func pair(_ source: Language, _ target: Language) -> CodedPair {
        CodedPair(
            source: source, target: target, sourceCode: code(ofSource: source), targetCode: code(ofTarget: target))
    }

    /// A source language may lose its region: no provider needs it to read a text.
    private func code(ofSource language: Language) -> String {
        // What a text was translated from is no provider's business.
        let language = language.spoken
        if let code = overrides[language] ?? codes[language.tag] ?? codes[language.code] { return code }
        switch spelling {
        case .tag: return language.code
        case .capitals: return language.code.uppercased()
        case .threeLetters: return language.threeLetterCode
        case .englishName: return language.englishName
        }
    }

    private func code(ofTarget language: Language) -> String {
        let language = language.spoken
        if let code = overrides[language] ?? targets[language.tag] ?? codes[language.tag] { return code }
        switch spelling {
        case .tag: return language.tag
        case .capitals: return language.tag.uppercased()
        case .threeLetters: return language.threeLetterCode
        case .englishName: return language.englishName
        }
    }

    /// These codes, with others in their place where an endpoint names them.
    func overridden(by overrides: [Language: String]) -> LanguageCodes {
        var codes = self
        codes.overrides = overrides
        return codes
    }

    /// Chinese by script, under all the tags that people write for it.
    static func chinese(simplified: String, traditional: String) -> [String: String] {
        let tags = [
            simplified: ["zh", "zh-Hans", "zh-CN", "zh-SG", "zh-Hans-CN"],
            traditional: ["zh-Hant", "zh-TW", "zh-HK", "zh-MO", "zh-Hant-TW", "zh-Hant-HK"],
        ]
        return tags.reduce(into: [:]) { codes, pair in
            for tag in pair.value { codes[tag] = pair.key }
        }
    }
}

/// A pair of languages, with a provider's codes for them.
struct CodedPair: Sendable, Hashable, CustomStringConvertible {
    let source: Language
    let target: Language
    let sourceCode: String
    let targetCode: String

    var description: String {
        let codes =
            sourceCode == source.tag && targetCode == target.tag ? "" : " (sent as \(sourceCode), \(targetCode))"
        return "from \(source) to \(target)\(codes)"
    }
}

extension Language {
    /// The language in English, and its tag.
    fileprivate var englishName: String {
        let name = Locale(identifier: "en").localizedString(forIdentifier: tag)
        return name.map { "\($0) (\(tag))" } ?? tag
    }
}
