import Documents
import Models
import Shards
import Synchronization
import Tensors
import Workspace

/// The items' features in one space, to find the nearest to a query.
struct FeatureSpace: Sendable {
    private let rows: RowSearch
    /// The item of each row, by its place in the catalogue.
    private let items: [Int32]
    /// The row of each item; -1 for one without features.
    private let rowOfItem: [Int32]

    /// An item near to a query.
    struct Match: Sendable, Equatable {
        /// The item's place in the catalogue.
        let item: Int
        /// The cosine of the angle.
        let score: Float
    }

    /// Rows that are compared at a time: half a core's cache at 512 numbers.
    private static let block = 4096

    /// Reads the shards' features, a shard at a time.
    /// - Parameter map: into the space, from features as they stand in the shards: F32 [items, D].
    /// - Throws: ``InputError`` for shards that cannot be read.
    init(shards folder: String, of catalogue: Catalogue, map: (Tensor) throws -> Tensor = { $0 }) throws {
        // Made when the first shard tells how wide rows are.
        var rows = RowSearch(width: 0)
        var items: [Int32] = []
        var rowOfItem = [Int32](repeating: -1, count: catalogue.count)
        let index = try ShardIndex(folder: folder)
        for split in Set(index.shards.map(\.split)).sorted() {
            let set = try FeatureSet(folder: folder, split: split, languages: [], verifying: false)
            for (number, shard) in set.shards.enumerated() {
                try Task.checkCancellation()
                let features = try withoutGradients { try map(set.visual(number)) }
                let width = features.shape.last ?? 0
                let values: [Float] = try features.values()
                if items.isEmpty { rows = RowSearch(width: width) }
                guard width == rows.width else {
                    throw InputError(
                        file: shard.path, key: "visual", "has rows of \(width) numbers, and others of \(rows.width)",
                        remedy: "make the shards again, all with one model")
                }
                for (row, id) in try shard.ids().enumerated() {
                    // What stands in the shards alone, such as items of an older corpus, cannot be shown.
                    guard let place = catalogue.place(of: id) else { continue }
                    rowOfItem[place] = Int32(items.count)
                    items.append(Int32(place))
                    rows.append(values[row * width..<(row + 1) * width])
                }
            }
        }
        self.rows = rows
        (self.items, self.rowOfItem) = (items, rowOfItem)
    }

    /// Whether an item has features.
    func has(_ item: Int) -> Bool { rowOfItem[item] >= 0 }

    /// An item's features; nil where it has none.
    func feature(of item: Int) -> [Float]? { rowOfItem[item] < 0 ? nil : rows.row(Int(rowOfItem[item])) }

    /// The items nearest to a query among those that pass, the nearest first; of equally near ones those before.
    func nearest(to query: [Float], _ count: Int, among passing: [Bool]) async throws -> [Match] {
        guard query.count == rows.width, rows.width > 0, count > 0 else { return [] }
        let next = Mutex(0)
        let best = Mutex(Best(count))
        try await Cores.work {
            next.withLock { next -> Range<Int>? in
                guard next < rows.count else { return nil }
                defer { next += FeatureSpace.block }
                return next..<min(next + FeatureSpace.block, rows.count)
            }
        } _: { range in
            let cosines = rows.cosines(query, range)
            var own = Best(count)
            for (place, row) in range.enumerated() where passing[Int(items[row])] {
                own.offer(Match(item: Int(items[row]), score: cosines[place]))
            }
            best.withLock { best in own.matches.forEach { best.offer($0) } }
        }
        return best.withLock { $0.matches }
    }

    /// The best of many, in order.
    private struct Best {
        private(set) var matches: [Match] = []
        private let most: Int

        init(_ most: Int) { self.most = most }

        mutating func offer(_ match: Match) {
            if matches.count == most, let last = matches.last, !Best.precedes(match, last) { return }
            var (low, high) = (0, matches.count)
            while low < high {
                let middle = (low + high) / 2
                if Best.precedes(matches[middle], match) { low = middle + 1 } else { high = middle }
            }
            matches.insert(match, at: low)
            if matches.count > most { matches.removeLast() }
        }

        private static func precedes(_ a: Match, _ b: Match) -> Bool { (b.score, a.item) < (a.score, b.item) }
    }
}
