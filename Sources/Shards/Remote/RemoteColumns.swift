import Documents

/// What a pool knows of its shards' being remote.
struct RemoteColumns: Sendable {
    let cache: BlockCache
    /// The cache's folder.
    let folder: String
    /// The pool's shards.
    let files: [CachedFile]
    /// The number of each of them in the cache.
    let numbers: [Int]
    /// The URL of each file of the cache, without secrets.
    let names: [String: String]
    /// Whether the cache has room for all that is gathered.
    var staysInCache = true

    /// - Throws: why the shards can no longer be used.
    func check() throws { try cache.check() }

    /// Complains of URLs in place of the cache's files.
    func naming<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch var error as InputError {
            error.file = error.file.map { names[$0] ?? $0 }
            throw error
        }
    }
}
