/// Rows of captions that were fetched, and lie packed in memory: where the mapped shards have them there is nothing yet.
struct StagedRows {
    private let bytes: UnsafeRawBufferPointer
    /// By where a row would be in its mapped shard.
    private var places: [UnsafeRawPointer: Int] = [:]
    /// Bytes of those that were added.
    private var end = 0

    /// Whether all that was fetched was added, and nothing else.
    var isWhole: Bool { end == bytes.count }

    /// - Parameter bytes: of all rows; they outlive this.
    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Says that a row is the next one.
    mutating func add(_ row: UnsafeRawPointer, _ count: Int) {
        if end + count <= bytes.count { places[row] = end }
        end += count
    }

    /// Where a row lies that was added.
    func place(of row: UnsafeRawPointer) -> UnsafeRawPointer? {
        places[row].flatMap { place in bytes.baseAddress.map { $0 + place } }
    }
}
