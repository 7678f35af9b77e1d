import Foundation
import TestServer

/// Captions with many duplicates, across items, files and splits.
struct ChaosCorpus {
    /// The different sentences.
    let sentences: [String]
    /// For each file, the items' captions.
    let files: [(name: String, items: [[String]])]

    private static let perItem = 5
    private static let names = ["test-00000-of-00001", "train-00000-of-00002", "train-00001-of-00002"]

    /// - Parameters:
    ///   - distinct: the number of different sentences; each stands about four times.
    ///   - poison: how many of them the server refuses.
    init(distinct: Int, poison: Int = 0, seed: UInt64) {
        var random = ChaosRandom(seed: seed)
        let subjects = ["A man", "Two women", "A brown dog", "The café’s owner", "The cafe\u{301}’s owner", "A child"]
        let verbs = ["is reading", "runs", "looks at a kite", "plays the guitar", "sleeps", "waits for a bus"]
        var sentences = (0..<distinct - poison).map { index in
            // Two of the subjects are equal as Swift's strings, and differ in their bytes.
            "\(subjects[index % 6]) \(verbs[index / 6 % 6]) on street number \(index / 36)."
        }
        for index in 0..<poison {
            sentences.append("\(ChaosServer.poison(index % 2 == 0 ? 400 : 413)) of bottle \(index).")
        }
        self.sentences = sentences
        let extra = (0..<distinct * 3).map { _ in sentences[random.below(distinct)] }
        let captions = (sentences + extra).shuffled(using: &random)
        let items = stride(from: 0, to: captions.count, by: ChaosCorpus.perItem).map {
            Array(captions[$0..<min(captions.count, $0 + ChaosCorpus.perItem)])
        }
        let third = items.count / 3
        files = [
            (ChaosCorpus.names[0], Array(items[..<third])), (ChaosCorpus.names[1], Array(items[third..<2 * third])),
            (ChaosCorpus.names[2], Array(items[(2 * third)...])),
        ]
    }

    /// Whether the server refuses a sentence.
    static func isPoison(_ sentence: String) -> Bool { sentence.hasPrefix("Poison") }

    /// Writes the corpus as `tessera fetch` would, into `source` of a folder.
    func write(to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder + "/source", withIntermediateDirectories: true)
        for (name, items) in files {
            var lines = Data()
            for (index, captions) in items.enumerated() {
                let item: [String: Any] = [
                    "id": "\(name) \(index)", "split": name.prefix { $0 != "-" },
                    "media": ["path": "media/\(index).jpg", "kind": "image"],
                    "captions": captions.map { ["language": "en", "text": $0, "origin": "human"] },
                ]
                lines += try JSONSerialization.data(withJSONObject: item, options: .sortedKeys) + Data("\n".utf8)
            }
            try lines.write(to: URL(fileURLWithPath: "\(folder)/source/\(name).jsonl"))
        }
    }
}

/// SplitMix64.
struct ChaosRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
