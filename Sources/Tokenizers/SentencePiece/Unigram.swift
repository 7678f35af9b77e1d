/// The best segmentation under a unigram model, with scores summed in single precision, as sentencepiece 0.2 does.
///
/// Debian's library (0.1.97) compares sums in double precision with sums that it has rounded, so that of two
/// segmentations with all but the same score it may take the other one: in about one caption of 100,000, and in one
/// line of 5,000 of odd text.
struct Unigram: Sendable {
    private let vocabulary: Vocabulary
    private let scores: [Float]
    private let unknownScore: Float
    private let unknown: Int32

    /// Nil for models of other kinds, and with pieces that score by other rules; for those the library answers.
    init?(_ file: ModelFile) {
        guard file.isUnigram, let unknown = file.pieces.firstIndex(where: { $0.kind == .unknown }),
            file.pieces.allSatisfy({ [.normal, .unknown, .control].contains($0.kind) })
        else { return nil }
        let normal = file.pieces.enumerated().filter { $1.kind == .normal && !$1.text.isEmpty }
        vocabulary = Vocabulary(normal.map { ($1.text, Int32($0)) })
        scores = file.pieces.map(\.score)
        unknownScore = (normal.map(\.element.score).min() ?? 0) - 10
        self.unknown = Int32(unknown)
    }

    /// The best way to reach each place of the text: where its last piece starts, and which it is.
    private struct Step {
        var score: Float = 0
        var start = -1
        var piece: Int32 = 0
    }

    /// The model's ids of a normalized text. A run of unknown characters is one unknown piece.
    func encode(_ text: [UInt8]) -> [Int32] {
        var steps = [Step](repeating: Step(), count: text.count + 1)
        var start = 0
        while start < text.count {
            let next = text[(start + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? text.count
            let before = steps[start].score
            var isCovered = false
            func offer(_ end: Int, _ piece: Int32, _ score: Float) {
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
        var ids: [Int32] = []
        var end = text.count
        while end > 0 {
            let step = steps[end]
            if step.piece != unknown || ids.last != unknown { ids.append(step.piece) }
            end = step.start
        }
        return ids.reversed()
    }
}
