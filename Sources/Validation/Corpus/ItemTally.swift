import Corpus
import Media

/// Items by their ids: twice, in two splits, without captions, without a language that others have.
struct ItemTally: Sendable {
    private struct Seen: Sendable {
        let split: Int32
        let file: Int32
        let line: Int32
    }

    private struct Split: Sendable {
        var items = 0
        /// Items that have any caption.
        var captioned = 0
        /// Items that have each language.
        var languages: [String: Int] = [:]
        /// Items that lack each, as long as examples of them are wanted.
        var lacking: [String: [(id: String, place: Place)]] = [:]
        /// The first items, all of which lack a language that comes first later.
        var first: [(id: String, place: Place)] = []
    }

    private var seen: [UInt64: Seen] = [:]
    private var names: [String] = []
    private var files: [String] = []
    private var numbers: [String: Int32] = [:]
    private var fileNumbers: [String: Int32] = [:]
    private var splits: [String: Split] = [:]
    private(set) var findings: Findings
    private let settings: ValidationSettings
    private static let kept = 1000

    init(_ settings: ValidationSettings) {
        self.settings = settings
        findings = Findings(settings)
    }

    /// Where the item stands whose id has a hash.
    func place(of id: UInt64) -> Place? { seen[id].map { Place(files[Int($0.file)], Int($0.line)) } }

    /// Items of a split whose ids are not among some, by their hashes.
    func places(of split: String, without ids: Set<UInt64>) -> [Place] {
        guard let number = numbers[split] else { return [] }
        return seen.filter { $0.value.split == number && !ids.contains($0.key) }
            .map { Place(files[Int($0.value.file)], Int($0.value.line)) }
            .sorted { ($0.file, $0.line) < ($1.file, $1.line) }
    }

    /// Items by split.
    var counts: [String: Int] { splits.mapValues(\.items) }
    /// Captions by split and language.
    private(set) var captions: [String: [String: Int]] = [:]

    mutating func add(_ record: RecordAnalysis) {
        for complaint in record.complaints {
            findings.add(complaint.rule, complaint.place, items: [record.id], complaint.message)
        }
        // A line that is no item was complained about.
        guard !record.id.isEmpty else { return }
        addID(record)
        if record.captions.isEmpty {
            findings.add(.itemWithoutCaption, record.place, items: [record.id], "'\(record.id)' has no caption")
        }
        for caption in record.captions { captions[record.split, default: [:]][caption.tag, default: 0] += 1 }
        if let named = record.fileSplit, named != record.split {
            findings.add(
                .splitFile, record.place, items: [record.id],
                "'\(record.id)' says that it is of '\(record.split)', in a file of '\(named)'")
        }
        addLanguages(record)
    }

    private mutating func addID(_ record: RecordAnalysis) {
        let split = ItemTally.number(record.split, &names, &numbers)
        let file = ItemTally.number(record.idPlace.file, &files, &fileNumbers)
        let place = Seen(split: split, file: file, line: Int32(clamping: record.idPlace.line))
        guard let other = seen[hashed(record.id)] else {
            self.seen[hashed(record.id)] = place
            return
        }
        let named = "\(files[Int(other.file)]):\(other.line)"
        if other.split == split {
            findings.add(
                .itemTwice, record.idPlace, items: [record.id],
                "'\(record.id)' stands in '\(record.split)' twice: also at \(named)")
        } else {
            findings.add(
                .itemInTwoSplits, record.idPlace, items: [record.id],
                "'\(record.id)' is in '\(record.split)', and in '\(names[Int(other.split)])' at \(named)")
        }
    }

    private static func number(_ name: String, _ names: inout [String], _ numbers: inout [String: Int32]) -> Int32 {
        if let number = numbers[name] { return number }
        let number = Int32(names.count)
        names.append(name)
        numbers[name] = number
        return number
    }

    private mutating func addLanguages(_ record: RecordAnalysis) {
        var split = splits.removeValue(forKey: record.split) ?? Split()
        defer { splits[record.split] = split }
        let tags = Set(record.captions.map(\.tag))
        for tag in tags {
            if split.languages[tag] == nil { split.lacking[tag] = split.first }
            split.languages[tag, default: 0] += 1
        }
        split.items += 1
        guard !tags.isEmpty else { return }
        split.captioned += 1
        for tag in split.languages.keys where !tags.contains(tag) {
            if split.lacking[tag, default: []].count < ItemTally.kept {
                split.lacking[tag, default: []].append((record.id, record.place))
            }
        }
        if split.first.count < ItemTally.kept { split.first.append((record.id, record.place)) }
    }

    /// Items that lack a language, which only the end shows.
    func missingLanguages() -> Findings {
        var findings = Findings(settings)
        let share = settings.value(.languageMissing, "share")
        for (name, split) in splits.sorted(by: { $0.key < $1.key }) {
            for (tag, count) in split.languages.sorted(by: { $0.key < $1.key }) where count < split.captioned {
                guard Double(count) >= share * Double(split.captioned) else { continue }
                let lacking = split.lacking[tag] ?? []
                for (id, place) in lacking {
                    findings.add(
                        .languageMissing, place, items: [id],
                        "'\(id)' has no caption in '\(tag)', as \(count) of \(split.captioned) of '\(name)' have")
                }
                let more = split.captioned - count - lacking.count
                if more > 0 {
                    findings.add(
                        .languageMissing, Place(lacking.last?.place.file ?? ""), times: more, "and \(more) more")
                }
            }
        }
        addSplitLanguages(&findings)
        return findings
    }

    /// Splits without a language that all of another have.
    private func addSplitLanguages(_ findings: inout Findings) {
        for (name, split) in splits.sorted(by: { $0.key < $1.key }) {
            for (other, its) in splits.sorted(by: { $0.key < $1.key }) where other != name {
                for (tag, count) in its.languages.sorted(by: { $0.key < $1.key }) {
                    guard split.languages[tag] == nil, count == its.captioned, let place = split.first.first?.place
                    else {
                        continue
                    }
                    findings.add(
                        .splitLanguage, Place(place.file), "'\(name)' has no captions in '\(tag)', which '\(other)' has"
                    )
                }
            }
        }
    }
}
