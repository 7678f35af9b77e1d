import Corpus

extension Item {
    /// Each original with its translations, by language.
    /// - Parameter languages: their tags, in order; others come after them.
    package func captionGroups(_ languages: [String]) -> [[Caption]] {
        func place(_ caption: Caption) -> Int {
            languages.firstIndex(of: caption.language.tag) ?? languages.count
        }
        let isTranslation = captions.map { caption in caption.source.map(captions.indices.contains) ?? false }
        return captions.indices.filter { !isTranslation[$0] }.map { original in
            let translations = captions.indices.filter { isTranslation[$0] && captions[$0].source == original }
            return ([original] + translations).map { captions[$0] }.sorted {
                (place($0), $0.language) < (place($1), $1.language)
            }
        }
    }
}
