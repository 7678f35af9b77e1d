import Corpus
import Synchronization

/// Some lines of a ``RecordFile``, not yet read as items.
struct RecordPiece: Sendable {
    /// The pieces in their order.
    let number: Int
    let file: RecordFile
    /// The number of the first line.
    let first: Int
    /// For each of the file's paths its lines. Aligned files may end before others.
    let lines: [[[UInt8]]]
}

/// Hands out the lines of files, in their order, to whoever asks.
final class RecordPieces: Sendable {
    private struct State {
        var files: ArraySlice<RecordFile>
        var open: (file: RecordFile, readers: [LineReader], line: Int)?
        var number: Int
    }

    private let state: Mutex<State>

    /// Lines of a piece: so many that handing them out costs nothing, and so few that they take little memory.
    private static let size = 1024

    init(_ files: [RecordFile]) {
        state = Mutex(State(files: files[...], open: nil, number: 0))
    }

    /// The next piece; nil after the last.
    func take() throws -> RecordPiece? {
        try state.withLock { state in
            while true {
                if state.open == nil {
                    guard let file = state.files.popFirst() else { return nil }
                    state.open = (file, try file.paths.map { try LineReader($0, skipsByteOrderMark: true) }, 1)
                }
                guard var open = state.open else { return nil }
                var lines: [[[UInt8]]] = []
                for index in open.readers.indices {
                    var taken: [[UInt8]] = []
                    while taken.count < RecordPieces.size, let line = try open.readers[index].next() {
                        taken.append(line)
                    }
                    lines.append(taken)
                }
                let first = open.line
                open.line += RecordPieces.size
                guard lines.contains(where: { !$0.isEmpty }) else {
                    state.open = nil
                    continue
                }
                state.open = open
                defer { state.number += 1 }
                return RecordPiece(number: state.number, file: open.file, first: first, lines: lines)
            }
        }
    }
}
