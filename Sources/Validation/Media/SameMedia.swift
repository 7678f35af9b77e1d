import Media

/// Images and videos that are the same, or look so.
struct SameMedia {
    private var prints: [UInt64: [Int32]] = [:]
    private var seen: [(entry: MediaTally.Entry, print: MediaPrint)] = []
    /// Pictures, each with its place in `seen` and its split.
    private var hashes: [PictureHash] = []
    private var owners: [Int32] = []
    private var splits: [Int32] = []
    private var numbers: [String: Int32] = [:]
    private(set) var findings: Findings
    private let most: Int

    init(_ settings: ValidationSettings) {
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
        guard let hash = look.hash else { return }
        let split = numbers[entry.split] ?? Int32(numbers.count)
        numbers[entry.split] = split
        // Each with each: decoding a picture takes longer than comparing it with 100,000 others.
        for (place, other) in hashes.enumerated() where splits[place] != split {
            guard let distance = hash.distance(to: other), distance <= most, !told.contains(owners[place]) else {
                continue
            }
            let others = seen[Int(owners[place])].entry
            findings.add(
                .similarMediaInTwoSplits, entry.place, items: [entry.id, others.id],
                "\(SameMedia.pair(entry, others)) look the same: \(distance) of 128 bits differ")
        }
        hashes.append(hash)
        owners.append(number)
        splits.append(split)
    }

    private static func pair(_ a: MediaTally.Entry, _ b: MediaTally.Entry) -> String {
        "'\(a.id)' of '\(a.split)', \(a.path), and '\(b.id)' of '\(b.split)', \(b.path), \(b.place.file):\(b.place.line),"
    }
}
