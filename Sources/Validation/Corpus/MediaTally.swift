import Corpus
import Media

/// Where items' images and videos lie, and whether they are there.
struct MediaTally: Sendable {
    /// A file, or a sample of a shard, with the item that names it.
    struct Entry: Sendable {
        let path: String
        let kind: Item.Media.Kind
        let id: String
        let split: String
        let place: Place
    }

    /// All of them, each once, in the order of the corpus.
    private(set) var all: [Entry] = []
    /// The places of those that are there.
    private(set) var present: [Int32] = []
    private(set) var findings: Findings
    private var absences: Findings
    private let settings: ValidationSettings
    /// The items by the hashes of their paths, to find two that name one.
    private var paths: [UInt64: Int32] = [:]

    init(_ settings: ValidationSettings) {
        self.settings = settings
        findings = Findings(settings)
        absences = Findings(settings)
    }

    /// - Parameter folder: where to look for them; nil: nowhere.
    mutating func add(_ record: RecordAnalysis, in folder: MediaFolder?) throws {
        guard let media = record.media else { return }
        guard !media.path.isEmpty else {
            findings.add(.mediaMissing, record.place, items: [record.id], "'\(record.id)' names no image or video")
            return
        }
        let entry = Entry(
            path: media.path, kind: media.kind, id: record.id, split: record.split, place: record.place)
        if let place = paths[hashed(media.path)] {
            let other = all[Int(place)]
            // An item that stands twice is told as that.
            guard other.id != record.id else { return }
            findings.add(
                other.split == record.split ? .mediaTwice : .mediaInTwoSplits, record.place,
                items: [record.id, other.id],
                "'\(record.id)' and '\(other.id)' of '\(other.split)', \(other.place.file):\(other.place.line), both have \(media.path)"
            )
            return
        }
        paths[hashed(media.path)] = Int32(all.count)
        all.append(entry)
        switch try folder?.presence(of: media.path) {
        case nil: break
        case .present: present.append(Int32(all.count - 1))
        case .notFetched(let reason):
            absences.add(
                .mediaNotFetched, record.place, items: [record.id], "'\(record.id)' was not fetched: \(reason)")
        case .missing(let problem):
            absences.add(.mediaMissing, record.place, items: [record.id], "'\(record.id)': \(problem)")
        }
    }

    /// What was found about those that are not there.
    var missing: Findings {
        guard present.isEmpty, let first = all.first else { return absences }
        // Captions alone were fetched, or copied.
        guard absences.list.allSatisfy({ $0.rule == Rule.mediaMissing.name }) else { return absences }
        var findings = Findings(settings)
        findings.add(
            .mediaAbsent, first.place, "none of \(all.count) images and videos is there, such as \(first.path)")
        return findings
    }
}
