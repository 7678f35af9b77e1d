import GRDB

/// Writes to a memory's disk one transaction after the other. What comes while one is on its way goes into the next
/// together: a disk takes one sync for many answers.
actor MemoryWriter {
    private struct Order: Sendable {
        let results: [(text: ExactText, translation: StoredTranslation)]
        let scope: TranslationMemory.Scope
        let done: CheckedContinuation<Void, any Error>
    }

    private let database: DatabasePool
    private var waiting: [Order] = []
    private var isWriting = false

    init(_ database: DatabasePool) {
        self.database = database
    }

    /// Returns when the results are on the disk.
    func store(
        _ results: [(text: ExactText, translation: StoredTranslation)], in scope: TranslationMemory.Scope
    ) async throws {
        try await withCheckedThrowingContinuation { done in
            waiting.append(Order(results: results, scope: scope, done: done))
            guard !isWriting else { return }
            isWriting = true
            // In a task of its own, which no cancellation reaches: the answers are here, and may be paid for.
            Task { await writeAll() }
        }
    }

    private func writeAll() async {
        while !waiting.isEmpty {
            let orders = waiting
            waiting = []
            do {
                try await database.write { database in
                    var ids: [TranslationMemory.Scope: Int64] = [:]
                    for order in orders {
                        let id = try ids[order.scope] ?? MemorySchema.makeID(of: order.scope, in: database)
                        ids[order.scope] = id
                        try MemoryWriter.write(order, scope: id, to: database)
                    }
                }
                for order in orders { order.done.resume() }
            } catch {
                for order in orders { order.done.resume(throwing: error) }
            }
        }
        isWriting = false
    }

    private static func write(_ order: Order, scope: Int64, to database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO translations (scope, text, translation, flags, date, detected, attempt)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET translation = excluded.translation, flags = excluded.flags,
                    date = excluded.date, detected = excluded.detected, attempt = excluded.attempt
                WHERE excluded.attempt > attempt
                """)
        for (text, translation) in order.results {
            try statement.execute(arguments: [
                scope, text.bytes, ExactText(translation.text).bytes, MemorySchema.text(of: translation.engineFlags),
                translation.date, translation.detected, translation.attempt,
            ])
        }
    }
}
