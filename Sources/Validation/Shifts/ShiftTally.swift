/// Captions that belong to other items, in all languages of all splits.
struct ShiftTally: Sendable {
    private var trackers: [String: ShiftTracker] = [:]
    private let settings: ValidationSettings
    private let reference: String?

    init(_ settings: ValidationSettings, reference: String?) {
        self.settings = settings
        self.reference = settings.isWanted(.captionsShifted) ? reference : nil
    }

    mutating func add(_ record: RecordAnalysis) {
        guard let reference else { return }
        for caption in record.captions {
            guard let source = caption.source, record.captions[source].tag == reference, caption.tag != reference else {
                continue
            }
            let original = record.captions[source]
            let key = "\(record.split)\u{0}\(caption.tag)"
            let slot = ShiftSlot(
                place: caption.place, id: record.id, text: caption.text, translated: .init(caption),
                original: .init(original))
            trackers[
                key, default: ShiftTracker(settings, split: record.split, reference: reference, tag: caption.tag)
            ].add(slot)
        }
    }

    /// What was found, after the last item.
    mutating func finish() -> Findings {
        var findings = Findings(settings)
        for key in trackers.keys.sorted() {
            trackers[key]?.finish()
            if let tracker = trackers[key] { findings.add(tracker.findings) }
        }
        return findings
    }
}
