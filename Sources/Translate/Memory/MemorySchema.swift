import Corpus
import Foundation
import GRDB
import Texts

/// The tables of a translation memory.
enum MemorySchema {
    static var migrator: DatabaseMigrator {
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
        // What a text is looked up by is short: a number in place of four texts.
        migrator.registerMigration("scopes") { database in
            try database.execute(
                sql: """
                    ALTER TABLE translations RENAME TO before;
                    CREATE TABLE scopes (
                        id INTEGER PRIMARY KEY,
                        engine TEXT NOT NULL, version TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
                        UNIQUE (engine, version, source, target)
                    );
                    CREATE TABLE translations (
                        scope INTEGER NOT NULL REFERENCES scopes (id), text BLOB NOT NULL,
                        translation BLOB NOT NULL, flags TEXT NOT NULL, date TEXT NOT NULL, detected TEXT,
                        attempt INTEGER NOT NULL, PRIMARY KEY (scope, text)
                    ) WITHOUT ROWID;
                    INSERT INTO scopes (engine, version, source, target)
                        SELECT DISTINCT engine, version, source, target FROM before;
                    INSERT INTO translations
                        SELECT id, text, translation, flags, '', NULL, 0
                        FROM before JOIN scopes USING (engine, version, source, target);
                    DROP TABLE before;
                    """)
        }
        return migrator
    }

    /// The number of a scope; nil when nothing was ever stored in it.
    static func id(of scope: TranslationMemory.Scope, in database: Database) throws -> Int64? {
        try Int64.fetchOne(
            database.cachedStatement(
                sql: "SELECT id FROM scopes WHERE engine = ? AND version = ? AND source = ? AND target = ?"),
            arguments: key(scope))
    }

    /// The number of a scope, made where there is none.
    static func makeID(of scope: TranslationMemory.Scope, in database: Database) throws -> Int64 {
        if let id = try id(of: scope, in: database) { return id }
        try database.execute(
            sql: "INSERT INTO scopes (engine, version, source, target) VALUES (?, ?, ?, ?)", arguments: key(scope))
        return database.lastInsertedRowID
    }

    private static func key(_ scope: TranslationMemory.Scope) -> StatementArguments {
        [scope.engine, scope.version ?? "", scope.source.tag, scope.target.tag]
    }

    /// Flags as they stand in the table.
    static func text(of flags: [CaptionFlag]) -> String { flags.map(\.rawValue).joined(separator: " ") }

    static func flags(_ text: String) -> [CaptionFlag] {
        text.isEmpty ? [] : text.split(separator: " ").compactMap { CaptionFlag(rawValue: String($0)) }
    }
}

extension ExactText {
    var bytes: Data { Data(text.utf8) }
}
