import Corpus
import Documents

/// A pair of languages as Apertium names them, with three letters.
struct ApertiumPair: Sendable, Hashable, Decodable {
    let source: String
    let target: String

    init(_ source: Language, _ target: Language) {
        self.init(LanguageCodes.apertium.pair(source, target))
    }

    init(_ pair: CodedPair) {
        source = pair.sourceCode
        target = pair.targetCode
    }

    private enum CodingKeys: String, CodingKey {
        case source = "sourceLanguage"
        case target = "targetLanguage"
    }

    /// - Parameter place: which server lacks it.
    func isMissing(at place: String) -> InputError {
        InputError(
            "apertium-apy at \(place) has no pair \(source)-\(target)",
            remedy: "install its data (in Debian 'apertium-\(source)-\(target)' or 'apertium-\(target)-\(source)', "
                + "where there is one), or translate into other languages")
    }
}

extension LanguageCodes {
    /// Apertium's modes are named by ISO 639-3.
    static let apertium = LanguageCodes(spelling: .threeLetters)
}
