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
        /// The engine's version or model.
        public var version: String?
        public var source: Language
        public var target: Language

        public init(engine: String, version: String?, source: Language, target: Language) {
            self.engine = engine
            self.version = version
            self.source = source
            self.target = target
        }
    }

    let path: String
    let database: DatabasePool
    private let writer: MemoryWriter

    /// Opens the file, or makes it, and the folder that it is in.
    /// - Throws: ``InputError`` for a file that is damaged or no memory; ``Fault`` when it cannot be used now.
    public convenience init(_ path: String) throws {
        try self.init(path, patience: 30)
    }

    /// - Parameter patience: how many seconds to wait for another process that writes.
    init(_ path: String, patience: TimeInterval) throws {
        self.path = path
        try TranslationMemory.makeFolder(of: path)
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.prepareDatabase { database in
            // A translation may have been paid for: it must outlive a power cut too.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA cache_size = -32000")
            // Looks into the file go without copies of its pages.
            try database.execute(sql: "PRAGMA mmap_size = 1073741824")
        }
        do {
            database = try DatabasePool(path: path, configuration: configuration)
            try MemorySchema.migrator.migrate(database)
        } catch let error as DatabaseError {
            throw TranslationMemory.complaint(error, path)
        }
        writer = MemoryWriter(database)
    }

    /// What is known of some texts: for each of them, in order, its translation, or nil.
    public func translations(of texts: [ExactText], in scope: Scope) async throws -> [StoredTranslation?] {
        guard !texts.isEmpty else { return [] }
        return try await guarded {
            try await self.database.read { database in
                guard let id = try MemorySchema.id(of: scope, in: database) else {
                    return Array(repeating: nil, count: texts.count)
                }
                let lookup = try MemoryLookup(database, scope: id)
                return try texts.map(lookup.find)
            }
        }
    }

    /// Keeps translations; they are on disk when this returns. What is there already stays, so that a text has one
    /// translation for good; only a later attempt takes an earlier one's place.
    ///
    /// What is stored while another store is being written to the disk is written in one go behind it.
    public func store(_ results: [(text: ExactText, translation: StoredTranslation)], in scope: Scope) async throws {
        try await guarded { try await self.writer.store(results, in: scope) }
    }

    /// The number of translations.
    public func count() async throws -> Int {
        try await guarded {
            try await self.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM translations") ?? 0 }
        }
    }

    private static func makeFolder(of path: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        guard !folder.isEmpty else { return }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw InputError(
                file: path, "its folder cannot be made: \(error.localizedDescription)",
                remedy: "name a place that may be written")
        }
    }

    func guarded<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let error as DatabaseError {
            throw TranslationMemory.complaint(error, path)
        }
    }

    static func complaint(_ error: DatabaseError, _ path: String) -> any Error {
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
