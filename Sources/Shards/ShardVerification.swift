import Documents
import Foundation

extension ShardIndex {
    /// Compares a folder's shards with its index, byte for byte by their digests.
    /// - Parameter only: looks at one file alone, by its name in the folder.
    /// - Returns: the number of shards that were read.
    /// - Throws: ``InputError`` that names the first file which is missing, altered, or not in the index.
    public static func verify(folder: String, only: String? = nil) throws -> Int {
        let index = try ShardIndex(folder: folder)
        let entries = index.shards.filter { only == nil || $0.file == only }
        if let only, entries.isEmpty {
            throw InputError(
                file: "\(folder)/\(only)", "\(folder)/\(name) does not list it", remedy: "run the index stage again")
        }
        for entry in entries {
            let path = "\(folder)/\(entry.file)"
            let remedy = "run the features stage again"
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            guard let bytes = (attributes?[.size] as? NSNumber)?.intValue else {
                throw InputError(file: path, "is not there, and the index lists it", remedy: remedy)
            }
            guard bytes == entry.bytes else {
                throw InputError(
                    file: path, "has \(bytes) bytes, and the index says \(entry.bytes): it was altered",
                    remedy: remedy)
            }
            guard try Digest.ofFile(path) == entry.sha256 else {
                throw InputError(file: path, "its SHA-256 is not the index's: it was altered", remedy: remedy)
            }
        }
        return entries.count
    }
}
