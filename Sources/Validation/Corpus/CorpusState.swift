import Corpus
import Media
import Synchronization

/// What is known of a corpus so far. Pieces come from many workers, in any order, and are added in theirs.
final class CorpusState: Sendable {
    private typealias Piece = (result: RecordAnalyser.Result, matches: [[CaptionIndex.Match]]?)

    private struct State {
        var items: ItemTally
        var splits: SplitTally
        var columns: ColumnTally
        var pairs: PairTally
        var lengths: LengthTally
        var media: MediaTally
        var shifts: ShiftTally
        /// Pieces that came before their turn.
        var waiting: [Int: Piece] = [:]
        var next = 0
    }

    private let state: Mutex<State>
    private let media: MediaFolder?

    init(_ settings: ValidationSettings, _ media: MediaFolder?, reference: String?) {
        self.media = media
        state = Mutex(
            State(
                items: ItemTally(settings), splits: SplitTally(settings), columns: ColumnTally(settings),
                pairs: PairTally(settings), lengths: LengthTally(settings), media: MediaTally(settings),
                shifts: ShiftTally(settings, reference: reference)))
    }

    /// The captions so far.
    var index: CaptionIndex { state.withLock { $0.splits.index } }

    /// Before the pieces of other files, which are counted from 0.
    func begin() { state.withLock { $0.next = 0 } }

    /// Adds a piece.
    /// - Parameter matches: what each record has in common with other splits; nil: it is looked for among those before, and
    ///   is itself looked for by those behind.
    func add(_ number: Int, _ result: RecordAnalyser.Result, _ matches: [[CaptionIndex.Match]]?) throws {
        try state.withLock { state in
            state.waiting[number] = (result, matches)
            while let piece = state.waiting.removeValue(forKey: state.next) {
                state.next += 1
                try add(piece, to: &state)
            }
        }
    }

    private func add(_ piece: Piece, to state: inout State) throws {
        state.columns.add(piece.result)
        for (place, record) in piece.result.records.enumerated() {
            state.items.add(record)
            guard !record.id.isEmpty else { continue }
            let matches = piece.matches?[place] ?? SplitTally.matches(of: record, in: state.splits.index)
            state.splits.add(record, matches, keeping: piece.matches == nil)
            state.pairs.add(record)
            state.shifts.add(record)
            for caption in record.captions { state.lengths.add(caption, id: record.id) }
            try state.media.add(record, in: media)
        }
    }

    func summary(_ tools: CaptionTools) -> CorpusCheck.Summary {
        state.withLock { state in
            var findings = state.items.findings
            findings.add(state.items.missingLanguages())
            findings.add(state.splits.findings)
            findings.add(state.columns.findings(tools))
            findings.add(state.pairs.findings())
            findings.add(state.lengths.findings())
            findings.add(state.shifts.finish())
            findings.add(state.media.findings)
            findings.add(state.media.missing)
            return CorpusCheck.Summary(
                items: state.items.counts, captions: state.items.captions, findings: findings, register: state.items,
                media: state.media)
        }
    }
}
