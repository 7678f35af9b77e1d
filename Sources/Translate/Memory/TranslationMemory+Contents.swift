import Corpus
import Foundation
import GRDB

extension TranslationMemory {
    /// How much a memory holds of one engine and pair of languages.
    public struct Contents: Sendable, Equatable, Encodable {
        public let engine: String
        /// The engine's version or model; nil where it has none.
        public let version: String?
        public let source: Language
        public let target: Language
        /// The number of translations.
        public let entries: Int
        /// The Unicode scalars of their sources, as providers charge them.
        public let characters: Int
    }

    /// How much there is of each engine, version and pair of languages, in the order of their names.
    public func contents(_ selection: MemorySelection = .init()) async throws -> [Contents] {
        try await guarded {
            try await self.database.read { database in
                database.add(function: TranslationMemory.scalars)
                return try selection.scopes(in: database).compactMap { id, scope in
                    let row = try Row.fetchOne(
                        database,
                        sql:
                            "SELECT count(*) AS entries, sum(scalars(text)) AS characters FROM translations WHERE scope = ?",
                        arguments: [id])
                    guard let row, case let entries:Int = row["entries"], entries > 0 else { return nil }
                    return Contents(
                        engine: scope.engine, version: scope.version, source: scope.source, target: scope.target,
                        entries: entries, characters: row["characters"])
                }
            }
        }
    }

    /// SQLite's own `length` ends at the first NUL.
    private static let scalars = DatabaseFunction("scalars", argumentCount: 1, pure: true) { values in
        guard case .blob(let data) = values[0].storage else { return 0 }
        return data.count { $0 & 0xc0 != 0x80 }
    }
}
