import Media

/// Images and videos that are the same, or look so.
struct SameMedia {
    /// For each digest the first of each split.
    private var prints: [UInt64: [String: Int32]] = [:]
    private var seen: [(entry: MediaTally.Entry, print: MediaPrint)] = []
    /// Pictures that those of other splits are compared with, each with its place in `seen` and its split.
    private var pictures: [(hash: PictureHash, thumbnail: PictureThumbnail, owner: Int32, split: Int32)] = []
    private var splits: [String: Int32] = [:]
    /// The split that comes last, which no other is compared with.
    private let last: String?
    private let folder: MediaFolder
    private(set) var findings: Findings
    private let most: Int

    /// - Parameter last: the split that comes behind all others, where there is one.
    init(_ settings: ValidationSettings, _ folder: MediaFolder, last: String?) {
        self.folder = folder
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
        let key = hashed(print.digest)
        // The first of each split with these bytes: a placeholder may be there a hundred thousand times.
        for (split, other) in (prints[key] ?? [:]).sorted(by: { $0.key < $1.key })
        where isSame(print, entry, Int(other)) {
            told.insert(other)
            let others = seen[Int(other)].entry
            findings.add(
                split == entry.split ? .mediaTwice : .mediaInTwoSplits, entry.place, items: [entry.id, others.id],
                "\(SameMedia.pair(entry, others)) have files of the same bytes")
        }
        if prints[key]?[entry.split] == nil { prints[key, default: [:]][entry.split] = number }
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

    /// Whether two are the same to the last byte: of long ones, only the ends were looked at.
    private func isSame(_ print: MediaPrint, _ entry: MediaTally.Entry, _ other: Int) -> Bool {
        guard seen[other].print == print else { return false }
        if print.isWhole { return true }
        let whole = [entry, seen[other].entry].map { try? folder.print(of: $0.path, isWhole: true) }
        return whole[0] != nil && whole[0] == whole[1]
    }

    private static func pair(_ a: MediaTally.Entry, _ b: MediaTally.Entry) -> String {
        "'\(a.id)' of '\(a.split)', \(a.path), and '\(b.id)' of '\(b.split)', \(b.path), \(b.place.file):\(b.place.line),"
    }
}
