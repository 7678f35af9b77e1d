import Foundation
import Texts

/// A caption in one language and the one of its item that it should translate.
struct ShiftSlot: Sendable {
    let place: Place
    let id: String
    let text: String
    let translated: Side
    let original: Side

    /// What is compared of a text.
    struct Side: Sendable {
        /// The words' hashes, or those of two letters each in scripts without blanks; not more than ``most``.
        let words: [UInt32]
        /// The logarithm of the number of characters.
        let length: Float

        private static let most = 48

        init(_ caption: CaptionAnalysis) {
            words = Array(caption.words.prefix(Side.most))
            length = Float(log(Double(caption.characters + 1)))
        }
    }
}

extension TextProfile {
    /// What texts are aligned and languages known by: the words' hashes, or those of two letters each in scripts without
    /// blanks. Words of digits, and names, are the same in many languages.
    var tokens: [UInt32] {
        guard isUnspaced else {
            return words.map { UInt32(truncatingIfNeeded: $0.hash ^ $0.hash >> 32) }
        }
        return zip(signs, signs.dropFirst()).map { UInt32(truncatingIfNeeded: mixed(UInt64($0) << 32 | UInt64($1))) }
    }

    /// Whether most of it is in scripts whose languages write no blanks between words.
    var isUnspaced: Bool {
        let unspaced = signs.count { sign in
            switch sign {
            case 0xe00...0xeff, 0x1000...0x109f, 0x1780...0x17ff, 0x2e80...0xa4cf, 0xf900...0xfaff, 0x20000...0x3ffff:
                true
            default: false
            }
        }
        return 2 * unspaced > signs.count
    }
}
