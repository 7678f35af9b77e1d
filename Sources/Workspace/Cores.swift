import Foundation

/// Work on all cores: a worker a core, each of which takes one piece after the other, so that none waits for another.
package enum Cores {
    /// How many workers there are at most, for who would know whether it makes a difference; nil: a worker a core.
    @TaskLocal package static var limit: Int?

    /// How many workers there are.
    package static var count: Int { max(1, limit ?? ProcessInfo.processInfo.activeProcessorCount) }

    /// Works until `next` gives nothing more, or something throws.
    /// - Parameters:
    ///   - next: hands out the pieces, called by one worker at a time or guarded by itself.
    ///   - body: does a piece; it must not suspend.
    package static func work<Piece>(
        next: @escaping @Sendable () throws -> Piece?, _ body: @escaping @Sendable (Piece) throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<count {
                group.addTask {
                    while let piece = try next() {
                        try Task.checkCancellation()
                        try body(piece)
                        // Workers take all the threads that tasks have; whoever else waits for one gets its turn here.
                        await Task.yield()
                    }
                }
            }
            // Not `waitForAll`, which lets the others run to their ends before it tells of a failure.
            while try await group.next() != nil {}
        }
        try Task.checkCancellation()
    }
}
