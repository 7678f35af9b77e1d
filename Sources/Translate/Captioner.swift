import Corpus
import Texts

/// Where the translations of one partition come from: one for each part.
enum PartitionSource {
    case engine(Translator)
    case aligned(AlignedLinesIndex, [Language])
}

/// Items whose translations were begun.
struct ItemWindow {
    var items: [Item]
    /// For each part: what an engine was asked; nil for files.
    var asked: [Translator.Window?]
}

/// Puts translations into items.
struct Captioner {
    /// One part of the translation.
    struct Part {
        let source: PartitionSource
        let targets: [Language]
        let engine: String
        let version: String?
        let origin: Caption.Origin
        let quality: QualityJudge
    }

    /// What was counted on the way.
    struct Tally {
        var captions = 0
        var flagged = 0
        var dropped = 0
        /// How often each flag was given.
        var flags: [CaptionFlag: Int] = [:]
        var failures: [(item: String, reason: String)] = []
    }

    let language: Language
    let parts: [Part]

    /// Whether a caption is to be translated.
    func isSource(_ caption: Caption) -> Bool { caption.origin == .human && caption.language == language }

    /// An item with its translations.
    func translate(_ item: Item, _ window: ItemWindow, _ tally: inout Tally) throws -> Item {
        var result = item
        let languages = parts.reduce(0) { $0 + $1.targets.count }
        result.captions.reserveCapacity(item.captions.count * (1 + languages))
        for (part, asked) in zip(parts, window.asked) {
            for (targetIndex, target) in part.targets.enumerated() {
                for (index, caption) in item.captions.enumerated() where isSource(caption) {
                    let outcome = try outcome(part, asked, caption, item, targetIndex)
                    guard case .translated(let translation, let flags) = outcome else {
                        if case .failed(let reason) = outcome {
                            tally.failures.append((item.id, "caption \(index) into \(target): \(reason)"))
                        } else {
                            tally.failures.append((item.id, "caption \(index) into \(target): no translation came"))
                        }
                        continue
                    }
                    for flag in flags { tally.flags[flag, default: 0] += 1 }
                    if !flags.isEmpty { tally.flagged += 1 }
                    if part.quality.isDropped(flags) {
                        tally.dropped += 1
                        continue
                    }
                    tally.captions += 1
                    result.captions.append(
                        Caption(
                            language: target, text: translation.text, origin: part.origin, source: index,
                            engine: part.engine, version: part.version,
                            date: translation.date.isEmpty ? nil : translation.date,
                            flags: flags.isEmpty ? [] : flags.map(\.rawValue)))
                }
            }
        }
        return result
    }

    private func outcome(
        _ part: Part, _ asked: Translator.Window?, _ caption: Caption, _ item: Item, _ target: Int
    ) throws -> TextOutcome {
        switch part.source {
        case .engine:
            return asked?.outcome(of: ExactText(caption.text), target: target) ?? .missing
        case .aligned(let files, let targets):
            let outcome = try files.translation(of: caption.text, item: item.id, into: targets[target])
            guard case .translated(let translation, _) = outcome else { return outcome }
            let flags = try part.quality.flags(
                of: translation, source: ExactText(caption.text), into: targets[target])
            return .translated(translation, flags: flags)
        }
    }
}
