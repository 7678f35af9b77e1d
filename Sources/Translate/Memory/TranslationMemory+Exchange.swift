import Corpus
import Documents
import Foundation
import GRDB

extension TranslationMemory {
    /// What an export wrote.
    public struct Exported: Sendable, Equatable {
        /// The entries in the file.
        public var entries = 0
        /// Those that the form cannot hold.
        public var skipped = MemoryProblems()
    }

    /// What an import brought.
    public struct Imported: Sendable, Equatable {
        /// Translations that the memory did not have.
        public var new = 0
        /// Those that it has, which stay as they are.
        public var alreadyThere = 0
        /// Entries of the file that cannot be used.
        public var skipped = MemoryProblems()
    }

    /// Entries that go into the memory in one transaction.
    private static let batch = 1024

    /// Writes translations to a file, by engine, version and languages, and then by the bytes of their texts: the same
    /// translations give the same bytes. The memory is seen as it stands at the beginning.
    /// - Parameter path: a temporary file that the caller publishes.
    public func export(
        _ selection: MemorySelection = .init(), to path: String, as format: MemoryFormat
    ) async throws -> Exported {
        try await guarded {
            try await self.database.read { database in
                var exported = Exported()
                switch format {
                case .tmx:
                    var writer = try TMXWriter(path)
                    try TranslationMemory.forEachEntry(selection, in: database) { entry in
                        if let problem = try writer.write(entry) {
                            exported.skipped.add(MemoryProblem(file: self.path, reason: problem.reason))
                        } else {
                            exported.entries += 1
                        }
                    }
                    try writer.finish()
                case .jsonLines:
                    var writer = try JSONLinesMemoryWriter(path)
                    try TranslationMemory.forEachEntry(selection, in: database) { entry in
                        try writer.write(entry)
                        exported.entries += 1
                    }
                    try writer.finish()
                }
                return exported
            }
        }
    }

    /// Reads translations from a file. What the memory has already stays as it is; of two of the same text in the file, the
    /// first is taken.
    ///
    /// They are written in batches: an import that is interrupted goes on when it is started again.
    /// - Throws: ``InputError`` for a file that is not in this form or ends too early; nothing that came before is lost.
    public func importEntries(
        from path: String, as format: MemoryFormat, _ options: MemoryReadingOptions
    ) async throws -> Imported {
        try await guarded {
            var imported = Imported()
            var waiting: [MemoryEntry] = []
            func flush() throws {
                try Task.checkCancellation()
                let new = try self.insert(waiting)
                imported.new += new
                imported.alreadyThere += waiting.count - new
                waiting.removeAll(keepingCapacity: true)
            }
            func take(_ entry: MemoryEntry) throws {
                waiting.append(entry)
                if waiting.count >= TranslationMemory.batch { try flush() }
            }
            func skip(_ problem: MemoryProblem) { imported.skipped.add(problem) }
            do {
                switch format {
                case .tmx: try TMXReader(path, options).forEach(take, problem: skip)
                case .jsonLines: try JSONLinesMemoryReader(path, options).forEach(take, problem: skip)
                }
            } catch let complaint as InputError {
                try flush()
                throw complaint
            }
            try flush()
            return imported
        }
    }

    /// - Returns: how many were not there.
    private func insert(_ entries: [MemoryEntry]) throws -> Int {
        guard !entries.isEmpty else { return 0 }
        return try database.writeWithoutTransaction { database in
            var new = 0
            try database.inTransaction(.immediate) {
                var ids: [Scope: Int64] = [:]
                let statement = try database.cachedStatement(
                    sql: """
                        INSERT INTO translations (scope, text, translation, flags, date, detected, attempt)
                        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)
                for entry in entries {
                    let scope = Scope(
                        engine: entry.engine, version: entry.version, source: entry.source, target: entry.target)
                    let id = try ids[scope] ?? MemorySchema.makeID(of: scope, in: database)
                    ids[scope] = id
                    try statement.execute(arguments: [
                        id, ExactText(entry.text).bytes, ExactText(entry.translation).bytes,
                        entry.flags.joined(separator: " "), entry.date, entry.detected, entry.attempt,
                    ])
                    new += database.changesCount
                }
                return .commit
            }
            return new
        }
    }

    private static func forEachEntry(
        _ selection: MemorySelection, in database: Database, _ body: (MemoryEntry) throws -> Void
    ) throws {
        for (id, scope) in try selection.scopes(in: database) {
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT text, translation, flags, date, detected, attempt FROM translations
                    WHERE scope = ? ORDER BY text
                    """, arguments: [id])
            while let row = try rows.next() {
                try Task.checkCancellation()
                let flags: String = row["flags"]
                try body(
                    MemoryEntry(
                        engine: scope.engine, version: scope.version, source: scope.source, target: scope.target,
                        text: String(decoding: row["text"] as Data, as: UTF8.self),
                        translation: String(decoding: row["translation"] as Data, as: UTF8.self),
                        flags: flags.split(separator: " ").map(String.init), date: row["date"],
                        detected: row["detected"], attempt: row["attempt"]))
            }
        }
    }
}
