import Foundation

/// Calls `body` with 0 ..< count, each in a thread of its own, so that they may wait for each other.
public func inThreads<T: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) throws -> T) async throws -> [T] {
    let results = try await withThrowingTaskGroup(of: (Int, T).self) { tasks in
        for index in 0..<count {
            tasks.addTask {
                try await withCheckedThrowingContinuation { continuation in
                    Thread.detachNewThread { continuation.resume(with: Result { (index, try body(index)) }) }
                }
            }
        }
        return try await tasks.reduce(into: []) { $0.append($1) }
    }
    return results.sorted { $0.0 < $1.0 }.map(\.1)
}
