import Corpus

/// The languages that libcld2 knows, under its codes and under ours.
public enum DetectableLanguage {
    /// Codes of libcld2 that BCP 47 writes in another way.
    private static let renamed = [
        "iw": "he", "jw": "jv", "no": "nb", "tl": "fil", "zh": "zh-Hans", "bh": "bho",
    ]

    /// Codes that stand for one that libcld2 knows, by the first subtag of the tag.
    private static let equivalent = [
        "he": "iw", "jv": "jw", "nb": "no", "nn": "no", "fil": "tl", "bho": "bh", "mai": "bh", "bs": "hr", "cnr": "sr",
        "arb": "ar", "pes": "fa", "prs": "fa", "cmn": "zh", "zsm": "ms", "npi": "ne", "swh": "sw", "lvs": "lv",
        "ekk": "et", "uzn": "uz", "als": "sq", "azj": "az", "ory": "or", "ydd": "yi",
    ]

    /// libcld2's own list, in its codes, without Limbu, which ``Language`` does not know.
    private static let codes = [
        "af", "ar", "az", "be", "bg", "bh", "bn", "ca", "ceb", "chr", "cs", "cy", "da", "de", "dv", "el", "en", "es",
        "et", "eu", "fa", "fi", "fr", "ga", "gd", "gl", "gu", "hi", "hmn", "hr", "ht", "hu", "hy", "id", "is", "it",
        "iu", "iw", "ja", "jw", "ka", "km", "kn", "ko", "lg", "lo", "lt", "lv", "mk", "ml", "mr", "ms", "mt",
        "ne", "nl", "no", "or", "pa", "pl", "pt", "ro", "ru", "rw", "si", "sk", "sl", "sq", "sr", "sv", "sw", "syr",
        "ta", "te", "th", "tl", "tr", "uk", "ur", "vi", "yi", "zh", "zh-Hant",
    ]

    /// Our languages by libcld2's codes. `un`, for none, is not among them.
    static let byCode: [String: Language] = Dictionary(
        uniqueKeysWithValues: codes.compactMap { code in
            (try? Language(renamed[code] ?? code)).map { (code, $0) }
        })

    /// libcld2's code of a language, which may be one that it does not know.
    static func code(of language: Language) -> String {
        let code = equivalent[language.code] ?? language.code
        return code == "zh" && isTraditional(language) ? "zh-Hant" : code
    }

    /// Whether libcld2 can find the language.
    public static func contains(_ language: Language) -> Bool { byCode[code(of: language)] != nil }

    /// Chinese by its script, or by its region where the tag names none.
    private static func isTraditional(_ language: Language) -> Bool {
        let subtags = Set(language.tag.split(separator: "-").dropFirst())
        return subtags.contains("Hant") || !subtags.contains("Hans") && !subtags.isDisjoint(with: ["TW", "HK", "MO"])
    }
}
