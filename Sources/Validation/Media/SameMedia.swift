import Media

/// Images and videos that are the same, or look so.
struct SameMedia {
    private var prints: [UInt64: [Int32]] = [:]
    private var seen: [(entry: MediaTally.Entry, print: MediaPrint)] = []
    /// Pictures that those of other splits are compared with, each with its place in `seen` and its split.
    private var pictures: [(hash: PictureHash, thumbnail: PictureThumbnail, owner: Int32, split: Int32)] = []
    private var splits: [String: Int32] = [:]
    /// The split that comes last, which no other is compared with.
    private let last: String?
    private(set) var findings: Findings
    private let most: Int

    /// - Parameter last: the split that comes behind all others, where there is one.
    init(_ settings: ValidationSettings, last: String?) {
        self.last = last
        findings = Findings(settings)
        most = Int(settings.value(.similarMediaInTwoSplits, "distance"))
    }

    mutating func add(_ entry: MediaTally.Entry, _ look: MediaLook) {
        guard let print = look.print else { return }
        let number = Int32(seen.count)
        seen.append((entry, print))
        // An empty file is complained about as that.
        guard print.bytes > 0 else { return }
        var told: Set<Int32> = []
        for other in prints[hashed(print.digest)] ?? [] where seen[Int(other)].print == print {
            told.insert(other)
            let others = seen[Int(other)].entry
            findings.add(
                others.split == entry.split ? .mediaTwice : .mediaInTwoSplits, entry.place,
                items: [entry.id, others.id], "\(SameMedia.pair(entry, others)) have files of the same bytes")
        }
        prints[hashed(print.digest), default: []].append(number)
        guard let hash = look.hash, let thumbnail = look.thumbnail else { return }
        let split = splits[entry.split] ?? Int32(splits.count)
        splits[entry.split] = split
        // Each with each: decoding a picture takes longer than comparing it with 100,000 others.
        for other in pictures where other.split != split {
            guard let distance = hash.distance(to: other.hash), distance <= most, !told.contains(other.owner),
                other.thumbnail.isLike(thumbnail)
            else { continue }
            let others = seen[Int(other.owner)].entry
            findings.add(
                .similarMediaInTwoSplits, entry.place, items: [entry.id, others.id],
                "\(SameMedia.pair(entry, others)) look the same: \(distance) of 128 bits differ")
        }
        if entry.split != last { pictures.append((hash, thumbnail, number, split)) }
    }

    private static func pair(_ a: MediaTally.Entry, _ b: MediaTally.Entry) -> String {
        "'\(a.id)' of '\(a.split)', \(a.path), and '\(b.id)' of '\(b.split)', \(b.path), \(b.place.file):\(b.place.line),"
    }
}
