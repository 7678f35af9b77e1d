import Corpus
import GRDB

/// Which translations of a memory are meant; all where nothing is said.
public struct MemorySelection: Sendable, Equatable {
    public var engine: String?
    public var source: Language?
    public var target: Language?

    public init(engine: String? = nil, source: Language? = nil, target: Language? = nil) {
        self.engine = engine
        self.source = source
        self.target = target
    }

    /// The scopes with their numbers, in the order of their bytes.
    func scopes(in database: Database) throws -> [(id: Int64, scope: TranslationMemory.Scope)] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT id, engine, version, source, target FROM scopes
                WHERE engine = ifnull(?, engine) AND source = ifnull(?, source) AND target = ifnull(?, target)
                ORDER BY engine, version, source, target
                """, arguments: [engine, source?.tag, target?.tag])
        var scopes: [(id: Int64, scope: TranslationMemory.Scope)] = []
        while let row = try rows.next() {
            let version: String = row["version"]
            scopes.append(
                (
                    row["id"],
                    TranslationMemory.Scope(
                        engine: row["engine"], version: version.isEmpty ? nil : version,
                        source: try Language(row["source"]), target: try Language(row["target"]))
                ))
        }
        return scopes
    }
}
