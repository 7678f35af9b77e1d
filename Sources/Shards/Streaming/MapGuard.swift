import CGather
import Documents
import Tensors

/// Reads mapped files that somebody may cut meanwhile. What is missing reads as zeros, and is noted for the whole process:
/// so no thread takes zeros for numbers that another has come upon first.
struct MapGuard: Sendable {
    /// What was noted before the files were mapped is none of theirs.
    private let first = cgather_missing_count()

    /// - Parameters:
    ///   - body: reads the files' memory, and does not suspend.
    ///   - owner: names the file that an address belongs to; nil where it is none of these.
    /// - Throws: ``InputError`` that names a file which was cut since the guard was made; what `body` throws.
    func reading<Result>(_ body: () throws -> Result, owner: (UnsafeRawPointer) -> String?) throws -> Result {
        cgather_begin()
        let result = Swift.Result { try body() }
        cgather_end()
        // It comes before what `body` made of the zeros.
        for number in first..<cgather_missing_count() {
            guard let address = cgather_missing(number), let path = owner(address) else { continue }
            throw InputError(
                file: path, "was cut while it was in use, or its disk failed", remedy: "make the shard again")
        }
        return try result.get()
    }

    /// As ``reading(_:owner:)``, for one file.
    func reading<Result>(_ file: MappedFile, _ body: () throws -> Result) throws -> Result {
        try reading(body) { file.holds($0) ? file.path : nil }
    }
}

extension MappedFile {
    /// Whether an address lies in the map.
    func holds(_ address: UnsafeRawPointer) -> Bool {
        guard let start = bytes.baseAddress else { return false }
        return start <= address && address < start + bytes.count
    }
}
