import Corpus
import Documents
import Foundation
import Workspace

/// Reads a workspace's corpus once, an item at a time, and knows afterwards where to find samples.
struct CorpusScan {
    let summary: CorpusSummary
    /// The language that translations were made from; without translations the one that people wrote the most in.
    let source: Language?
    /// Items by split, of each file.
    private let files: [(path: String, items: [String: Int])]

    private static let order = ["train", "val", "validation", "dev", "test"]

    /// The corpus with translations where there is one, else the imported one; nil where neither is there.
    init?(_ workspace: Workspace) throws {
        let corpora = ["corpus", "source"].map { CorpusFolder.files(in: workspace.file($0)) }
        guard let paths = corpora.first(where: { !$0.isEmpty }) else { return nil }
        var counter = Counter()
        files = try paths.map { path in
            var items: [String: Int] = [:]
            try CorpusFile.forEach(in: path) { item in
                items[item.split, default: 0] += 1
                counter.add(item)
            }
            return (path, items)
        }
        source = counter.source
        summary = counter.summary
    }

    /// Items of the test split, or of the nearest thing to it, evenly spread over the split's order.
    func samples(_ count: Int) throws -> [Item] {
        let names = summary.splits.map(\.name)
        let wanted = ["test", "val", "validation", "dev"] + names
        guard let split = wanted.first(where: names.contains) else { return [] }
        return try spread(count) { $0 == split }
    }

    /// Items that are evenly spread over some splits, in the files' order.
    func spread(_ count: Int, where isMeant: (_ split: String) -> Bool = { _ in true }) throws -> [Item] {
        func items(_ counts: [String: Int]) -> Int { counts.reduce(0) { $0 + (isMeant($1.key) ? $1.value : 0) } }
        let total = files.reduce(0) { $0 + items($1.items) }
        let places = Set((0..<min(count, total)).map { (2 * $0 + 1) * total / (2 * min(count, total)) })
        var samples: [Item] = []
        var first = 0
        for (path, counts) in files {
            let next = first + items(counts)
            defer { first = next }
            guard places.contains(where: { (first..<next).contains($0) }) else { continue }
            var place = first
            try CorpusFile.forEach(in: path) { item in
                guard isMeant(item.split) else { return }
                if places.contains(place) { samples.append(item) }
                place += 1
            }
        }
        return samples
    }

    /// Items of a workspace's corpus, by their ids; those that are not there are left out.
    static func items(_ ids: Set<String>, in workspace: Workspace) throws -> [String: Item] {
        var found: [String: Item] = [:]
        guard !ids.isEmpty else { return found }
        for path in CorpusFolder.files(in: workspace.file("corpus")) {
            try CorpusFile.forEach(in: path) { item in
                if ids.contains(item.id) { found[item.id] = item }
            }
        }
        return found
    }

    /// Adds up items.
    private struct Counter {
        private var splits: [String: CorpusSummary.Split] = [:]
        private var languages: [Language: CorpusSummary.LanguageSummary] = [:]
        private var sources: [Language: Int] = [:]

        mutating func add(_ item: Item) {
            var split = splits[item.split] ?? CorpusSummary.Split(name: item.split, items: 0, captions: [:])
            split.items += 1
            for caption in item.captions {
                split.captions[caption.language.tag, default: 0] += 1
                languages[caption.language, default: CorpusSummary.LanguageSummary(caption.language)].add(caption)
                if let source = caption.source, item.captions.indices.contains(source) {
                    sources[item.captions[source].language, default: 0] += 1
                }
            }
            splits[item.split] = split
        }

        var source: Language? {
            let counts = sources.isEmpty ? languages.mapValues(\.human) : sources
            return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
        }

        var summary: CorpusSummary {
            let source = source
            func place(_ split: String) -> Int { order.firstIndex(of: split) ?? order.count }
            return CorpusSummary(
                splits: splits.values.sorted { (place($0.name), $0.name) < (place($1.name), $1.name) },
                languages: languages.values.sorted { a, b in
                    (a.language == source ? 0 : 1, a.language) < (b.language == source ? 0 : 1, b.language)
                })
        }
    }
}
