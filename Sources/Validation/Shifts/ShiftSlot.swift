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
        guard signs.count > 12 * words.count else {
            return words.map { UInt32(truncatingIfNeeded: $0.hash ^ $0.hash >> 32) }
        }
        return zip(signs, signs.dropFirst()).map { UInt32(truncatingIfNeeded: mixed(UInt64($0) << 32 | UInt64($1))) }
    }
}
