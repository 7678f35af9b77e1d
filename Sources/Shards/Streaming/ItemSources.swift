/// The source-language captions of each item of a shard, in the order of its rows.
struct ItemSources {
    /// Where those of each item begin among ``rows``, and where the last end.
    private var starts: [Int32]
    private var rows: [Int32]

    init(_ source: MappedShard.Captions, items count: Int) {
        starts = [Int32](repeating: 0, count: count + 1)
        rows = [Int32](repeating: 0, count: source.count)
        for row in 0..<source.count { starts[Int(source.items.int32(row)) + 1] += 1 }
        for item in 0..<count { starts[item + 1] += starts[item] }
        var next = starts
        for row in 0..<source.count {
            let item = Int(source.items.int32(row))
            rows[Int(next[item])] = Int32(row)
            next[item] += 1
        }
    }

    /// For each caption of another language the source caption that it translates; for one that translates none, that of its
    /// place among such captions of its item; -1 where the item has none.
    func origins(of captions: MappedShard.Captions) -> [Int32] {
        var seen = [Int32](repeating: 0, count: starts.count - 1)
        return (0..<captions.count).map { row in
            let origin = captions.sources.int32(row)
            guard origin < 0 else { return origin }
            let item = Int(captions.items.int32(row))
            let count = starts[item + 1] - starts[item]
            guard count > 0 else { return -1 }
            defer { seen[item] += 1 }
            return rows[Int(starts[item] + seen[item] % count)]
        }
    }
}
