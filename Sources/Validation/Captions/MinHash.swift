import Texts

/// A text's pieces of four letters, and a sketch of them by which texts with nearly the same pieces are found (Broder 1997).
///
/// The chance that two texts' sketches agree in a place is their Jaccard similarity: the share of pieces that both have.
struct MinHash: Sendable {
    /// One key a band. Texts that agree in all rows of any band have a key in common.
    let keys: [UInt64]

    /// With 16 bands of 4 rows, two texts of similarity 0.8 have a key in common in 99.98% of cases, of 0.5 in 64%.
    static let bands = 16
    private static let rows = 4

    /// - Parameter salt: texts of different salts have no key in common.
    init(_ pieces: TextPieces, salt: UInt64) {
        let count = MinHash.bands * MinHash.rows
        var least = [UInt32](repeating: .max, count: count)
        let factors = MinHash.factors
        for piece in pieces.hashes {
            for index in 0..<count {
                let hash = UInt32(truncatingIfNeeded: (UInt64(piece) &* factors[index]) >> 29)
                least[index] = min(least[index], hash)
            }
        }
        keys = (0..<MinHash.bands).map { band in
            var key = salt &+ UInt64(band) &* 0x9e37_79b9_7f4a_7c15
            for row in 0..<MinHash.rows { key = mixed(key ^ UInt64(least[band * MinHash.rows + row])) }
            return key
        }
    }

    /// Odd numbers of 62 bits, for hashing by multiplication.
    private static let factors: [UInt64] = (0..<UInt64(bands * rows)).map { mixed($0 &+ 1) >> 2 | 1 }
}

/// The different pieces of a text: of four letters, with a blank between words; of two in scripts without blanks.
struct TextPieces: Sendable {
    /// Sorted, each once.
    let hashes: [UInt32]

    init(_ profile: TextProfile) {
        var signs: [UInt32] = [0x20]
        signs.reserveCapacity(profile.signs.count + profile.words.count + 1)
        var start = 0
        for word in profile.words {
            signs.append(contentsOf: profile.signs[start..<word.end])
            signs.append(0x20)
            start = word.end
        }
        let length = profile.isUnspaced ? 2 : 4
        guard signs.count >= length else {
            hashes = []
            return
        }
        var hashes = (0...signs.count - length).map { place in
            var hash: UInt64 = 0
            for offset in 0..<length { hash = mixed(hash ^ UInt64(signs[place + offset])) }
            return UInt32(truncatingIfNeeded: hash)
        }
        hashes.sort()
        var unique = 0
        for index in hashes.indices where index == 0 || hashes[index] != hashes[index - 1] {
            hashes[unique] = hashes[index]
            unique += 1
        }
        hashes.removeSubrange(unique...)
        self.hashes = hashes
    }

    /// The Jaccard similarity of two texts, 0 to 1.
    func similarity(to other: TextPieces) -> Double {
        var (i, j, common) = (0, 0, 0)
        while i < hashes.count, j < other.hashes.count {
            if hashes[i] == other.hashes[j] {
                common += 1
                i += 1
                j += 1
            } else if hashes[i] < other.hashes[j] {
                i += 1
            } else {
                j += 1
            }
        }
        let all = hashes.count + other.hashes.count - common
        return all == 0 ? 0 : Double(common) / Double(all)
    }
}

/// All bits of a number depend on all of another's (the finaliser of SplitMix64).
@inline(__always)
func mixed(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9e37_79b9_7f4a_7c15
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
}

/// A hash of a text's bytes that is the same on every machine.
func hashed(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return mixed(hash)
}
