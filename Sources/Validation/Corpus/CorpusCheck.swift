import Corpus
import Documents
import Foundation
import Media
import Synchronization
import Workspace

/// Looks at all items and captions of a corpus.
///
/// The files of the largest split come last, so that the captions of the others, which are few, are all that is kept to find
/// what stands in two splits.
struct CorpusCheck: Sendable {
    let settings: ValidationSettings
    /// The folder that media paths are relative to; nil where media are not looked for.
    let media: MediaFolder?
    let reporting: ProgressReporter

    /// What a corpus holds, for whoever compares it with something.
    struct Summary: Sendable {
        /// Items by split.
        var items: [String: Int] = [:]
        /// Captions by split and language.
        var captions: [String: [String: Int]] = [:]
        var findings: Findings
        var register: ItemTally
        /// Where the items' images and videos lie.
        var media: MediaTally

        /// Whether an item of the id is in the corpus.
        func holds(_ id: String) -> Bool { register.place(of: hashed(id)) != nil }
    }

    func run(_ files: [RecordFile]) async throws -> Summary {
        var findings = Findings(settings)
        for file in files { try checkLines(file, &findings) }
        let (others, last) = CorpusCheck.ordered(files)
        let tools = CaptionTools(settings)
        let reference = try CorpusCheck.reference(files)
        let analyser = RecordAnalyser(settings: settings, tools: tools, reference: reference)
        let state = CorpusState(settings, media, reference: reference)
        try await go(others, analyser, state, index: nil)
        try await go(last, analyser, state, index: state.index)
        var summary = state.summary(tools)
        findings.add(summary.findings)
        checkFiles(files, summary.items, &findings)
        summary.findings = findings
        return summary
    }

    /// Analyses the lines of files on all cores, and adds the results in their order.
    /// - Parameter index: what captions are compared with; nil: with those that were added so far.
    private func go(_ files: [RecordFile], _ analyser: RecordAnalyser, _ state: CorpusState, index: CaptionIndex?)
        async throws
    {
        let pieces = RecordPieces(files)
        state.begin()
        try await Cores.work(next: { try pieces.take() }) { piece in
            let result = try analyser.analyse(piece)
            let matches = index.map { index in result.records.map { SplitTally.matches(of: $0, in: index) } }
            try state.add(piece.number, result, matches)
            reporting(result.records.count)
        }
    }

    /// Files that are not there, of which so many are told by name.
    private static let toldParts = 20

    /// Files that should be there by the names of others, and splits of which none has an item.
    private func checkFiles(_ files: [RecordFile], _ items: [String: Int], _ findings: inout Findings) {
        var parts: [String: (count: Int, there: Set<Int>, file: String)] = [:]
        var splits: [String: String] = [:]
        for file in files {
            guard case .items(let path) = file.form else { continue }
            if let split = file.split, splits[split] == nil { splits[split] = path }
            guard let part = CorpusFile.part(of: path) else { continue }
            let key = "\(part.split) of \(part.count)"
            parts[key, default: (part.count, [], path)].there.insert(part.index)
        }
        for (_, part) in parts.sorted(by: { $0.key < $1.key }) {
            // A name may count any number of others, so not all that are not there are told one by one.
            let missing = part.count - part.there.count
            let told = (0..<part.count).lazy.filter { !part.there.contains($0) }.prefix(CorpusCheck.toldParts)
            let folder = (part.file as NSString).deletingLastPathComponent
            for (number, index) in told.enumerated() {
                let name = CorpusFile.name(
                    split: CorpusFile.part(of: part.file)?.split ?? "", index: index, of: part.count)
                findings.add(
                    .partMissing, Place("\(folder)/\(name)"),
                    times: number == 0 ? missing - min(missing, CorpusCheck.toldParts) + 1 : 1,
                    "is not there, and \(part.there.count) of \(part.count) are")
            }
        }
        for (split, path) in splits.sorted(by: { $0.key < $1.key }) where items[split] == nil {
            findings.add(.splitEmpty, Place(path), "'\(split)' has no items")
        }
    }

    /// How the lines of files end, and how many there are.
    private func checkLines(_ file: RecordFile, _ findings: inout Findings) throws {
        var counts: [Int] = []
        for path in file.paths {
            let ends = try LineEndings(path)
            counts.append(ends.lines)
            if ends.beginsWithMark {
                findings.add(
                    .byteOrderMark, Place(path, 1),
                    "the file begins with a byte order mark, which other tools take for text")
            }
            if !ends.endsWhole { findings.add(.noFinalNewline, Place(path, ends.lines), "the last line has no end") }
            if let returns = ends.carriageReturns {
                findings.add(
                    .carriageReturn, Place(path, returns.first),
                    "\(returns.count) of \(ends.lines) lines end with CR LF")
            }
        }
        let usual = counts.max { a, b in
            let (x, y) = (counts.count { $0 == a }, counts.count { $0 == b })
            return (x, a) < (y, b)
        }
        for (path, count) in zip(file.paths, counts) where count != usual {
            findings.add(.lineCount, Place(path, count), "it has \(count) lines, and those beside it \(usual ?? 0)")
        }
    }

    /// The files of the largest split, by their bytes, behind all others. Where names tell no splits, all may hold several.
    static func ordered(_ files: [RecordFile]) -> (others: [RecordFile], last: [RecordFile]) {
        var bytes: [String: Int] = [:]
        for file in files { if let split = file.split { bytes[split, default: 0] += file.bytes } }
        guard files.allSatisfy({ $0.split != nil }),
            let largest = bytes.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key
        else { return (files, []) }
        return (files.filter { $0.split != largest }, files.filter { $0.split == largest })
    }

    /// The language that others are translations of: the one that most captions name as their source's, or, where none names
    /// any, the first one's.
    static func reference(_ files: [RecordFile]) throws -> String? {
        var sources: [String: Int] = [:]
        var first: String?
        var parser = RecordParser()
        for file in files {
            guard let piece = try RecordPieces([file]).take() else { continue }
            for record in parser.records(piece) {
                first = first ?? record.captions.first?.tag
                for caption in record.captions {
                    if let source = caption.source, record.captions.indices.contains(source) {
                        sources[record.captions[source].tag, default: 0] += 1
                    }
                }
            }
            // A piece of the first file that has captions says it.
            if first != nil { break }
        }
        return sources.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? first
    }
}
