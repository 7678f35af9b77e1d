import Corpus
import Documents
import Foundation
import GRDB

/// What was translated before: an SQLite file, so that each distinct sentence is bought once, whatever is killed when.
///
/// Texts are kept and compared byte for byte. Several processes may use one file.
public final class TranslationMemory: Sendable {
    /// Which translations of a text are meant.
    public struct Scope: Sendable, Hashable {
        public var engine: String
        public var version: String?
        public var source: Language
        public var target: Language

        public init(engine: String, version: String?, source: Language, target: Language) {
            self.engine = engine
            self.version = version
            self.source = source
            self.target = target
        }

        fileprivate var key: [any DatabaseValueConvertible] { [engine, version ?? "", source.tag, target.tag] }
    }

    private let path: String
    private let database: DatabasePool

    /// Opens the file, or makes it.
    /// - Throws: ``InputError`` for a file that is damaged or no memory; ``Fault`` when it cannot be used now.
    public convenience init(_ path: String) throws {
        try self.init(path, patience: 30)
    }

    /// - Parameter patience: how many seconds to wait for another process that writes.
    init(_ path: String, patience: TimeInterval) throws {
        self.path = path
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.prepareDatabase { database in
            // A translation may have been paid for: it must outlive a power cut too.
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        do {
            database = try DatabasePool(path: path, configuration: configuration)
            try TranslationMemory.migrator.migrate(database)
        } catch let error as DatabaseError {
            throw TranslationMemory.complaint(error, path)
        }
    }

    /// What is known of some texts.
    public func translations(of texts: [ExactText], in scope: Scope) async throws -> [ExactText: TranslationResult] {
        try await guarded {
            try await self.database.read { database in
                var found: [ExactText: TranslationResult] = [:]
                // SQLite takes a limited number of parameters in a statement.
                for start in stride(from: 0, to: texts.count, by: 500) {
                    let some = texts[start..<min(start + 500, texts.count)]
                    let places = databaseQuestionMarks(count: some.count)
                    let rows = try Row.fetchCursor(
                        database.cachedStatement(
                            sql: """
                                SELECT text, translation, flags FROM translations
                                WHERE engine = ? AND version = ? AND source = ? AND target = ? AND text IN (\(places))
                                """),
                        arguments: StatementArguments(scope.key + some.map(\.bytes)))
                    while let row = try rows.next() {
                        let flags = (row[2] as String).split(separator: " ")
                        found[ExactText(bytes: row[0])] = TranslationResult(
                            ExactText(bytes: row[1]).text, flags: flags.compactMap { CaptionFlag(rawValue: String($0)) }
                        )
                    }
                }
                return found
            }
        }
    }

    /// Keeps translations; they are on disk when this returns. What is there already stays, so that a text has one
    /// translation for good.
    public func store(_ results: [(text: ExactText, result: TranslationResult)], in scope: Scope) async throws {
        // In a task of its own, which no cancellation reaches: the answer is here, and may be paid for.
        let writing = Task {
            try await self.database.write { database in
                let statement = try database.cachedStatement(
                    sql: """
                        INSERT INTO translations (engine, version, source, target, text, translation, flags)
                        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)
                for (text, result) in results {
                    let flags = result.flags.map(\.rawValue).joined(separator: " ")
                    let values: [any DatabaseValueConvertible] = [text.bytes, ExactText(result.text).bytes, flags]
                    try statement.execute(arguments: StatementArguments(scope.key + values))
                }
            }
        }
        try await guarded { try await writing.value }
    }

    /// The number of translations.
    public func count() async throws -> Int {
        try await guarded {
            try await self.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM translations") ?? 0 }
        }
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("translations") { database in
            // Texts are blobs: SQLite and GRDB end a text at its first NUL.
            try database.execute(
                sql: """
                    CREATE TABLE translations (
                        engine TEXT NOT NULL, version TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
                        text BLOB NOT NULL, translation BLOB NOT NULL, flags TEXT NOT NULL,
                        PRIMARY KEY (engine, version, source, target, text)
                    ) WITHOUT ROWID
                    """)
        }
        return migrator
    }

    private func guarded<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let error as DatabaseError {
            throw TranslationMemory.complaint(error, path)
        }
    }

    private static func complaint(_ error: DatabaseError, _ path: String) -> any Error {
        let reason = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_SCHEMA, .SQLITE_MISMATCH:
            return InputError(
                file: path, "not a sound translation memory: \(reason)",
                remedy: "put back a copy, or move it away to have all asked again")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return Fault("using the translation memory \(path)", reason: "another program holds it: \(reason)")
        default:
            return Fault("using the translation memory \(path)", reason: reason)
        }
    }
}

extension ExactText {
    fileprivate var bytes: Data { Data(text.utf8) }

    fileprivate init(bytes: Data) { self.init(String(decoding: bytes, as: UTF8.self)) }
}
