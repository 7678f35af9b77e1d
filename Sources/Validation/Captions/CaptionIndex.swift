import Texts

/// Captions of some splits, to be found by others that are the same, or nearly.
struct CaptionIndex: Sendable {
    /// A caption that is in the index.
    struct Entry: Sendable {
        let split: String
        let id: String
        let tag: String
        let identity: UInt64
        let text: String
        let place: Place
    }

    /// A caption of another split.
    struct Match: Sendable {
        let entry: Entry
        /// 1 where they are the same but for case and punctuation.
        let similarity: Double
        /// The caption that was looked for.
        let text: String
        let place: Place
    }

    private var entries: [Entry] = []
    /// The entry that was added last of each key.
    private var heads: [UInt64: Int32] = [:]
    /// What keys of each split are mixed with, so that each has lists of its own.
    private var salts: [String: UInt64] = [:]
    /// For each entry and band the entry that was added before with the same key; -1 for none.
    private var next: [Int32] = []
    private let similarity: Double
    /// Texts of fewer pieces are nearly the same too easily.
    private static let enoughPieces = 12
    /// The most entries of a split that are compared with a caption in a band: `A man.` may be there a thousand times.
    private static let most = 64

    init(similarity: Double) { self.similarity = similarity }

    mutating func add(_ caption: CaptionAnalysis, id: String, split: String) {
        guard !caption.keys.isEmpty else { return }
        let number = Int32(entries.count)
        entries.append(
            Entry(
                split: split, id: id, tag: caption.tag, identity: caption.identity, text: caption.text,
                place: caption.place))
        let salt = hashed(split)
        if salts[split] == nil { salts[split] = salt }
        for key in caption.keys { next.append(heads.updateValue(number, forKey: mixed(key ^ salt)) ?? -1) }
    }

    /// The captions of other splits in the same language that are the same, or nearly.
    func matches(of caption: CaptionAnalysis, split: String) -> [Match] {
        guard !caption.keys.isEmpty, !entries.isEmpty else { return [] }
        var seen: Set<Int32> = []
        var pieces: TextPieces?
        var matches: [Match] = []
        let others = salts.filter { $0.key != split }.sorted { $0.key < $1.key }.map(\.value)
        for (band, key) in caption.keys.enumerated() {
            for salt in others {
                var place = heads[mixed(key ^ salt)] ?? -1
                var left = CaptionIndex.most
                while place >= 0, left > 0 {
                    defer { place = next[Int(place) * MinHash.bands + band] }
                    left -= 1
                    guard seen.insert(place).inserted else { continue }
                    let entry = entries[Int(place)]
                    guard entry.tag == caption.tag else { continue }
                    if entry.identity == caption.identity {
                        matches.append(Match(entry: entry, similarity: 1, text: caption.text, place: caption.place))
                        continue
                    }
                    let own = pieces ?? TextPieces(TextProfile(caption.text))
                    pieces = own
                    guard own.hashes.count >= CaptionIndex.enoughPieces else { continue }
                    let found = own.similarity(to: TextPieces(TextProfile(entry.text)))
                    if found >= similarity {
                        matches.append(Match(entry: entry, similarity: found, text: caption.text, place: caption.place))
                    }
                }
            }
        }
        return matches
    }
}
