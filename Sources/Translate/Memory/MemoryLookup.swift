import GRDB
import GRDBSQLite

/// Looks texts up one by one, through SQLite's own interface: a cached corpus asks for hundreds of thousands a second.
struct MemoryLookup {
    private let statement: Statement
    private let handle: OpaquePointer

    init(_ database: Database, scope: Int64) throws {
        statement = try database.cachedStatement(
            sql: """
                SELECT translation, flags, date, detected, attempt FROM translations WHERE scope = ? AND text = ?
                """)
        handle = statement.sqliteStatement
        sqlite3_reset(handle)
        sqlite3_bind_int64(handle, 1, scope)
    }

    /// The translation of a text; nil when it is not there.
    func find(_ text: ExactText) throws -> StoredTranslation? {
        defer { sqlite3_reset(handle) }
        var bytes = text.text
        return try bytes.withUTF8 { bytes in
            // An empty text has no address, and without one SQLite would look for NULL. The bytes outlive the step.
            let code =
                bytes.isEmpty
                ? sqlite3_bind_zeroblob(handle, 2, 0)
                : sqlite3_bind_blob(handle, 2, bytes.baseAddress, Int32(clamping: bytes.count), nil)
            guard code == SQLITE_OK else { throw failure(code) }
            switch sqlite3_step(handle) {
            case SQLITE_ROW: return row()
            case SQLITE_DONE: return nil
            case let code: throw failure(code)
            }
        }
    }

    private func row() -> StoredTranslation {
        StoredTranslation(
            text(0) ?? "", engineFlags: MemorySchema.flags(text(1) ?? ""), date: text(2) ?? "", detected: text(3),
            attempt: Int(sqlite3_column_int64(handle, 4)))
    }

    private func text(_ column: Int32) -> String? {
        guard sqlite3_column_type(handle, column) != SQLITE_NULL else { return nil }
        guard let bytes = sqlite3_column_blob(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    private func failure(_ code: Int32) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: sqlite3_errmsg(sqlite3_db_handle(handle)).map { String(cString: $0) })
    }
}
