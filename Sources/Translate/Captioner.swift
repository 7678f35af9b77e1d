import Corpus
import Workspace

/// Puts translations into items.
struct Captioner {
    let source: Language
    let targets: [Language]
    let translations: [Language: Translator.Translations]
    let engine: String
    let version: String?

    /// An item with its translations, and what could not be translated.
    func translate(_ item: Item) -> (item: Item, failures: [Outcome.Failure]) {
        var result = item
        var failures: [Outcome.Failure] = []
        for target in targets {
            for (index, caption) in item.captions.enumerated()
            where caption.origin == .human && caption.language == source {
                let text = ExactText(caption.text)
                if let translation = translations[target]?.found[text] {
                    let flags = CaptionFlag.all(of: translation, source: text).map(\.rawValue)
                    result.captions.append(
                        Caption(
                            language: target, text: translation.text, origin: .machine, source: index, engine: engine,
                            version: version, flags: flags))
                } else {
                    let reason = translations[target]?.refused[text] ?? "no translation came"
                    failures.append(.init(item: item.id, reason: "caption \(index) into \(target): \(reason)"))
                }
            }
        }
        return (result, failures)
    }
}
