/// The best segmentation under a unigram model: the pieces with the largest sum of scores, and of equal sums the one that
/// is found first.
///
/// Near-equal sums come out by how they are rounded, so the type of the scores is the reference's: sentencepiece adds in
/// single precision, `tokenizers` in double.
struct Unigram<Score: BinaryFloatingPoint & Sendable>: Sendable {
    private let vocabulary: Vocabulary
    private let scores: [Score]
    private let unknownScore: Score
    private let unknown: Int32

    /// - Parameters: vocabulary: The pieces that a text is cut into. scores: The score of each id.
    init(_ vocabulary: Vocabulary, scores: [Score], unknown: Int32, unknownScore: Score) {
        (self.vocabulary, self.scores, self.unknown, self.unknownScore) = (vocabulary, scores, unknown, unknownScore)
    }

    /// The best way to reach each place of the text: where its last piece starts, and which it is.
    private struct Step {
        var score: Score = 0
        var start = -1
        var piece: Int32 = 0
    }

    /// Adds the ids of a normalized text. A run of unknown characters is one unknown piece.
    func encode(_ text: [UInt8], into ids: inout [Int32]) {
        var steps = [Step](repeating: Step(), count: text.count + 1)
        var start = 0
        while start < text.count {
            let next = text[(start + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? text.count
            let before = steps[start].score
            var isCovered = false
            func offer(_ end: Int, _ piece: Int32, _ score: Score) {
                let sum = score + before
                guard steps[end].start < 0 || sum > steps[end].score else { return }
                steps[end] = Step(score: sum, start: start, piece: piece)
            }
            vocabulary.forEachPiece(of: text, at: start) { end, piece in
                offer(end, piece, scores[Int(piece)])
                if end == next { isCovered = true }
            }
            if !isCovered { offer(next, unknown, unknownScore) }
            start = next
        }
        let first = ids.count
        var end = text.count
        while end > 0 {
            let step = steps[end]
            if step.piece != unknown || ids.count == first || ids.last != unknown { ids.append(step.piece) }
            end = step.start
        }
        ids[first...].reverse()
    }
}

extension Unigram<Float> {
    /// The model of a SentencePiece file, as sentencepiece 0.2 reads it; nil for models of other kinds, and with pieces that
    /// score by other rules.
    ///
    /// Debian's library (0.1.97) compares sums in double precision with sums that it has rounded, so that of two
    /// segmentations with all but the same score it may take the other one: in about one caption of 100,000, and in one
    /// line of 5,000 of odd text.
    init?(_ file: ModelFile) {
        guard file.isUnigram, let unknown = file.pieces.firstIndex(where: { $0.kind == .unknown }),
            file.pieces.allSatisfy({ [.normal, .unknown, .control].contains($0.kind) })
        else { return nil }
        let normal = file.pieces.enumerated().filter { $1.kind == .normal && !$1.text.isEmpty }
        self.init(
            Vocabulary(normal.map { ($1.text, Int32($0)) }, searched: true), scores: file.pieces.map(\.score),
            unknown: Int32(unknown),
            unknownScore: (normal.map(\.element.score).min() ?? 0) - 10)
    }
}
