import Documents

/// What an archive may still unpack to.
struct ArchiveBudget {
    private let archive: String
    private let limits: ArchiveLimits
    /// The bytes that the ratio allows.
    private let ratioBytes: Int64
    private var bytes: Int64 = 0
    private var entries = 0

    init(archive: String, bytes: Int64, limits: ArchiveLimits) {
        self.archive = archive
        self.limits = limits
        // Against the whole file: entries of a zip that overlap count each time.
        let allowed = Double(bytes) * limits.maxRatio
        ratioBytes = max(ArchiveLimits.freeBytes, allowed < 9e18 ? Int64(allowed) : .max)
    }

    mutating func addEntry() throws(InputError) {
        entries += 1
        guard entries <= limits.maxFiles else {
            throw error("it has more than \(limits.maxFiles) entries", "max_files")
        }
    }

    mutating func add(bytes count: Int, entry: String) throws(InputError) {
        bytes += Int64(count)
        guard bytes <= limits.maxBytes else {
            throw error(
                "it unpacks to more than \(limits.maxBytes) bytes, at \(entry.debugDescription)", "max_unpacked_bytes")
        }
        guard bytes <= ratioBytes else {
            throw error(
                "it unpacks to more than \(limits.maxRatio) times its size, at \(entry.debugDescription)", "max_ratio")
        }
    }

    private func error(_ problem: String, _ limit: String) -> InputError {
        InputError(file: archive, problem, remedy: "if you trust this archive, raise \(limit)")
    }
}
