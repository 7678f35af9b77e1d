import Documents
import Shards
import Synchronization

/// The visual features of a piece's items as they come, and what became of those that have none.
final class VisualColumn: Sendable {
    /// What was gathered.
    struct Contents: Sendable {
        var rows: FeatureRows
        /// The frames behind each row; 0 where there is no feature.
        var frames: [Int32]
        /// Why a row has no feature.
        var failures: [Int: String] = [:]
        /// What is to be known of a row that has one.
        var notes: [Int: String] = [:]

        /// The row of each item in the shard, from which failed items are left out; nil for those.
        var places: [Int?] {
            var next = 0
            return frames.map { count in
                guard count > 0 else { return nil }
                defer { next += 1 }
                return next
            }
        }
    }

    private let contents: Mutex<Contents>

    /// - Parameters:
    ///   - shape: of an item's row.
    ///   - count: how many items there are.
    init(row shape: [Int], count: Int) {
        contents = Mutex(
            Contents(rows: FeatureRows(row: shape, count: count), frames: [Int32](repeating: 0, count: count)))
    }

    /// Takes over what became of an item.
    func set(_ row: Int, _ media: EncodedMedia) {
        contents.withLock { contents in
            switch media {
            case .failure(let error): contents.failures[row] = error.problem
            case .features(let features, let frames, let brokenOff):
                contents.rows.set(row, features)
                contents.frames[row] = Int32(frames)
                if let brokenOff { contents.notes[row] = "salvaged: \(brokenOff)" }
            }
        }
    }

    /// Gives away what was gathered.
    func take() -> Contents {
        contents.withLock { contents in
            defer { contents = Contents(rows: FeatureRows(row: [0]), frames: []) }
            return contents
        }
    }
}
