import Corpus

/// The scripts in which languages are written, after Unicode's CLDR (supplemental data, `languageData`).
public enum LanguageScripts {
    /// The scripts of a language; nil for one that the table does not know. A script in the tag (`sr-Latn`) decides.
    public static func of(_ language: Language) -> [Script]? {
        for subtag in language.tag.split(separator: "-").dropFirst() where subtag.utf8.count == 4 {
            if let scripts = bySubtag[String(subtag)] { return scripts }
        }
        return byCode[language.code]
    }

    private static let bySubtag: [String: [Script]] = [
        "Latn": [.latin], "Cyrl": [.cyrillic], "Grek": [.greek], "Arab": [.arabic], "Hebr": [.hebrew],
        "Deva": [.devanagari], "Beng": [.bengali], "Guru": [.gurmukhi], "Gujr": [.gujarati], "Taml": [.tamil],
        "Telu": [.telugu], "Thai": [.thai], "Geor": [.georgian], "Armn": [.armenian], "Mong": [.mongolian],
        "Hans": [.han], "Hant": [.han], "Hani": [.han], "Jpan": [.han, .kana], "Kore": [.hangul, .han],
        "Hang": [.hangul], "Cans": [.canadian], "Cher": [.cherokee],
    ]

    private static let byCode: [String: [Script]] = {
        var table: [String: [Script]] = [
            "el": [.greek], "hy": [.armenian], "he": [.hebrew], "yi": [.hebrew], "syr": [.syriac], "dv": [.thaana],
            "bn": [.bengali], "as": [.bengali], "gu": [.gujarati], "or": [.oriya], "ta": [.tamil], "te": [.telugu],
            "kn": [.kannada], "ml": [.malayalam], "si": [.sinhala], "th": [.thai], "lo": [.lao], "bo": [.tibetan],
            "dz": [.tibetan], "my": [.myanmar], "ka": [.georgian], "ko": [.hangul, .han], "km": [.khmer],
            "zh": [.han], "yue": [.han], "wuu": [.han], "ja": [.han, .kana], "chr": [.cherokee],
            "iu": [.canadian, .latin], "mn": [.cyrillic, .mongolian], "pa": [.gurmukhi, .arabic], "pnb": [.arabic],
            "ks": [.arabic, .devanagari], "sd": [.arabic, .devanagari],
        ]
        let shared: [(scripts: [Script], codes: String)] = [
            ([.latin], latin),
            ([.cyrillic], "ru uk be bg mk ky tt ba cv os ab ce kv udm mhr sah tyv"),
            ([.cyrillic, .latin], "sr uz kk tk sh"),
            ([.cyrillic, .arabic], "tg"),
            ([.arabic], "ar fa ur ps ckb ug arz ary prs pes arb"),
            ([.latin, .arabic], "ku az ms ha"),
            ([.devanagari], "hi mr ne sa bho mai kok awa"),
            ([.ethiopic], "am ti"),
        ]
        for (scripts, codes) in shared {
            for code in codes.split(separator: " ") { table[String(code)] = scripts }
        }
        return table
    }()

    private static let latin = """
        en de fr es it pt nl sv da nb nn no is fo fi et lv lt pl cs sk sl hr bs hu ro sq ca gl eu oc br cy ga gd gv mt \
        lb af fy tr vi id jv su min fil tl ceb ilo war mg sw rw rn lg ny zu xh st tn ts ss nso sn ln yo ig wo so om \
        ht eo la gn qu ay mi sm to fj haw hmn lij sc co ast an scn nds li
        """
}
