/// Captions that stand in two splits.
struct SplitTally: Sendable {
    /// Captions that others are compared with.
    private(set) var index: CaptionIndex
    private(set) var findings: Findings

    init(_ settings: ValidationSettings) {
        index = CaptionIndex(similarity: settings.value(.similarCaptionInTwoSplits, "similarity"))
        findings = Findings(settings)
    }

    /// The captions of other splits that an item's are the same as, or nearly.
    static func matches(of record: RecordAnalysis, in index: CaptionIndex) -> [CaptionIndex.Match] {
        record.captions.flatMap { index.matches(of: $0, split: record.split) }
    }

    /// Adds what was found about an item, and its captions to the index.
    mutating func add(_ record: RecordAnalysis, _ matches: [CaptionIndex.Match], keeping: Bool) {
        // One finding for two items, with all the languages in which they agree.
        var byItem: [String: [CaptionIndex.Match]] = [:]
        var order: [String] = []
        for match in matches where match.entry.id != record.id {
            let key = "\(match.entry.split)\u{0}\(match.entry.id)"
            if byItem[key] == nil { order.append(key) }
            byItem[key, default: []].append(match)
        }
        for key in order {
            guard let all = byItem[key], let best = all.max(by: { $0.similarity < $1.similarity }) else { continue }
            let same = all.filter { $0.similarity == 1 }
            let tags = unique((same.isEmpty ? all : same).map(\.entry.tag))
            let entry = best.entry
            let other =
                "'\(record.id)' of '\(record.split)' and '\(entry.id)' of '\(entry.split)', \(entry.place.file):\(entry.place.line)"
            if same.isEmpty {
                let share = Int((100 * best.similarity).rounded())
                findings.add(
                    .similarCaptionInTwoSplits, best.place, items: [record.id, entry.id],
                    "\(other): \(share)% alike in \(tags): '\(shown(best.text))' and '\(shown(entry.text))'")
            } else {
                findings.add(
                    .captionInTwoSplits, best.place, items: [record.id, entry.id],
                    "\(other): the same in \(tags): '\(shown(entry.text))'")
            }
        }
        if keeping { for caption in record.captions { index.add(caption, id: record.id, split: record.split) } }
    }

    private func unique(_ tags: [String]) -> String {
        var seen: Set<String> = []
        return tags.filter { seen.insert($0).inserted }.joined(separator: ", ")
    }
}
