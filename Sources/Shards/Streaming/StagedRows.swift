/// Rows of captions that were fetched, and lie packed in memory: where the mapped shards have them there is nothing yet.
struct StagedRows {
    private let bytes: UnsafeRawBufferPointer
    /// By where a row would be in its mapped shard.
    private var places: [UnsafeRawPointer: Int] = [:]
    private var end = 0

    /// - Parameter bytes: of all rows; they outlive this.
    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Says that a row is the next one.
    mutating func add(_ row: UnsafeRawPointer, _ count: Int) {
        precondition(end + count <= bytes.count, "rows beyond those that were fetched")
        places[row] = end
        end += count
    }

    /// Where a row lies that was added.
    func place(of row: UnsafeRawPointer) -> UnsafeRawPointer? {
        places[row].flatMap { place in bytes.baseAddress.map { $0 + place } }
    }
}
