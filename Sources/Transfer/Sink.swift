/// Where a response's body goes. It belongs to one transfer at a time and is called on the engine's thread.
protocol Sink: Sendable {
    /// Called once for the final answer, before its first byte; also when it has none.
    mutating func begin(_ head: ResponseHead) throws(Problem)

    /// Takes bytes that live for the call only.
    mutating func write(_ bytes: UnsafeRawBufferPointer) throws(Problem)
}

/// A body kept in memory.
struct MemorySink: Sink {
    let limit: Int64
    private(set) var body: [UInt8] = []

    init(limit: Int64) {
        self.limit = limit
    }

    mutating func begin(_ head: ResponseHead) throws(Problem) {
        guard let length = head.contentLength else { return }
        guard length <= limit else { throw Problem(kind: .tooLarge(limit: limit)) }
        // A server may lie about the length, so little is reserved on its word.
        body.reserveCapacity(Int(min(length, 1 << 20)))
    }

    mutating func write(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
        guard Int64(body.count + bytes.count) <= limit else { throw Problem(kind: .tooLarge(limit: limit)) }
        body.append(contentsOf: bytes)
    }
}
