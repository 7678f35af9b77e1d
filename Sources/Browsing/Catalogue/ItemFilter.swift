/// Which items are wanted; nil for any.
struct ItemFilter: Sendable, Equatable {
    var split: String?
    /// The item has a caption in this language.
    var language: String?
    /// A caption has this flag: one in ``language`` where that is named, else one in any.
    var flag: String?

    func matches(_ marks: Catalogue.Marks) -> Bool {
        if let split, marks.split != split { return false }
        if let language, !marks.languages.contains(language) { return false }
        guard let flag else { return true }
        if let language { return marks.flags[language]?.contains(flag) == true }
        return marks.flags.values.contains { $0.contains(flag) }
    }
}
