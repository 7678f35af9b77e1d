import Corpus

/// Languages that a detector does not tell apart in one short sentence.
///
/// A translation into one of a group that is taken for another of it gets no flag, even where it is the source's.
enum RelatedLanguages {
    private static let groups: [Set<String>] = [
        ["es", "ca", "gl", "pt", "oc", "ast", "an"], ["it", "co", "scn"], ["fr", "oc", "ca"],
        ["cs", "sk"], ["da", "nb", "no", "nn", "sv"], ["is", "fo"],
        ["hr", "sr", "bs", "cnr", "sh", "sl"], ["bg", "mk"], ["ru", "uk", "be"],
        ["id", "ms", "jv", "su", "min"], ["fil", "tl", "ceb"], ["af", "nl", "fy", "li"], ["de", "lb", "nds"],
        ["hi", "mr", "ne", "bho", "mai", "sa"], ["bn", "as"], ["fa", "prs", "tg", "ps"], ["ur", "pnb", "sd", "ks"], ["tr", "az", "tk", "crh", "gag"],
        ["ga", "gd"], ["rw", "rn"], ["zh", "yue", "wuu"], ["fi", "et"], ["yi", "he"],
    ]

    /// Whether two languages are the same, or in one group. Regions and scripts do not matter: of `zh-Hans` and `zh-Hant`
    /// many captions are neither.
    static func areClose(_ a: Language, _ b: Language) -> Bool {
        let (a, b) = (a.code, b.code)
        return a == b || groups.contains { $0.contains(a) && $0.contains(b) }
    }
}
