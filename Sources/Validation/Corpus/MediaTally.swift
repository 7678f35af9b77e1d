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

    /// Those that are there, in the order of the corpus.
    private(set) var present: [Entry] = []
    private(set) var findings: Findings
    /// The items by the hashes of their paths, to find two that name one.
    private var paths: [UInt64: Int32] = [:]

    init(_ settings: ValidationSettings) { findings = Findings(settings) }

    mutating func add(_ record: RecordAnalysis, in folder: MediaFolder) throws {
        guard let media = record.media else { return }
        guard !media.path.isEmpty else {
            findings.add(.mediaMissing, record.place, items: [record.id], "'\(record.id)' names no image or video")
            return
        }
        switch try folder.presence(of: media.path) {
        case .present: break
        case .notFetched(let reason):
            findings.add(.mediaNotFetched, record.place, items: [record.id], "'\(record.id)' was not fetched: \(reason)")
            return
        case .missing(let problem):
            findings.add(.mediaMissing, record.place, items: [record.id], "'\(record.id)': \(problem)")
            return
        }
        let entry = Entry(
            path: media.path, kind: media.kind, id: record.id, split: record.split, place: record.place)
        if let other = paths[hashed(media.path)] {
            let other = present[Int(other)]
            // An item that stands twice is told as that.
            guard other.id != record.id else { return }
            let message = "'\(record.id)' and '\(other.id)' of '\(other.split)', \(other.place.file):\(other.place.line), both have \(media.path)"
            findings.add(
                other.split == record.split ? .mediaTwice : .mediaInTwoSplits, record.place,
                items: [record.id, other.id], message)
            return
        }
        paths[hashed(media.path)] = Int32(present.count)
        present.append(entry)
    }
}
