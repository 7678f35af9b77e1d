import Media

/// Images and videos that are the same, or look so.
struct SameMedia {
    private var prints: [UInt64: [Int32]] = [:]
    private var parts: [UInt64: [Int32]] = [:]
    private var seen: [(entry: MediaTally.Entry, print: MediaPrint, hash: PictureHash?)] = []
    private(set) var findings: Findings
    private let distance: Int

    init(_ settings: ValidationSettings) {
        findings = Findings(settings)
        distance = Int(settings.value(.similarMediaInTwoSplits, "distance"))
    }

    mutating func add(_ entry: MediaTally.Entry, _ look: MediaLook) {
        guard let print = look.print else { return }
        let number = Int32(seen.count)
        seen.append((entry, print, look.hash))
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
        for part in hash.parts {
            for other in parts[part] ?? [] where !told.contains(other) {
                let others = seen[Int(other)]
                guard others.entry.split != entry.split, let its = others.hash, hash.distance(to: its) <= distance else {
                    continue
                }
                told.insert(other)
                findings.add(
                    .similarMediaInTwoSplits, entry.place, items: [entry.id, others.entry.id],
                    "\(SameMedia.pair(entry, others.entry)) look the same: \(hash.distance(to: its)) of 128 bits differ")
            }
            parts[part, default: []].append(number)
        }
    }

    private static func pair(_ a: MediaTally.Entry, _ b: MediaTally.Entry) -> String {
        "'\(a.id)' of '\(a.split)', \(a.path), and '\(b.id)' of '\(b.split)', \(b.path), \(b.place.file):\(b.place.line),"
    }
}
