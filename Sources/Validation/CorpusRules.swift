import Corpus
import Documents
import Media

/// Rules over a corpus's items.
enum CorpusRules {
    static func check(_ corpus: CorpusFolder) throws -> [Finding] {
        var splits: [String: String] = [:]
        var twoSplits = Finding("item-in-two-splits", .error)
        var twice = Finding("item-twice", .error)
        var noCaption = Finding("item-without-caption", .warning)
        var empty = Finding("empty-caption", .warning)
        var badSource = Finding("translation-without-source", .error)
        var noMedia = Finding("media-missing", .error)
        var notFetched = Finding("media-not-fetched", .warning)
        let media = MediaFolder(corpus.root)
        for file in corpus.files {
            var line = 0
            try CorpusFile.forEach(in: file) { item in
                line += 1
                if let split = splits.updateValue(item.split, forKey: item.id) {
                    if split == item.split {
                        twice.add(file, line, "'\(item.id)' stands twice in '\(split)'")
                    } else {
                        twoSplits.add(file, line, "'\(item.id)' is in '\(split)' and in '\(item.split)'")
                    }
                }
                if item.captions.isEmpty { noCaption.add(file, line, "'\(item.id)' has no caption") }
                for caption in item.captions {
                    if caption.text.allSatisfy(\.isWhitespace) {
                        empty.add(file, line, "'\(item.id)' has an empty caption in '\(caption.language)'")
                    }
                    if caption.origin == .machine, !(caption.source.map(item.captions.indices.contains) ?? false) {
                        badSource.add(
                            file, line, "'\(item.id)': a translation into '\(caption.language)' names no source")
                    }
                }
                switch try media.presence(of: item.media.path) {
                case .present: break
                case .notFetched(let reason): notFetched.add(file, line, "'\(item.id)' was not fetched: \(reason)")
                case .missing(let problem): noMedia.add(file, line, "'\(item.id)': \(problem)")
                }
            }
        }
        return [twoSplits, twice, noCaption, empty, badSource, noMedia, notFetched]
    }
}
