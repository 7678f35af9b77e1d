import Documents
import Foundation
import Transfer

/// Which blocks of which shards a cache holds, as the next run reads it. It never claims a block that is not there: one is
/// named only after it was synced, and no longer before it is given back.
struct CacheRecord: Codable {
    struct File: Codable {
        let version: FileVersion
        let isVerified: Bool
        /// A bit a block, the lowest first.
        let blocks: Data
    }

    let blockSize: Int
    var files: [String: File] = [:]

    static let name = "blocks.json"

    /// What the last run left; nil where nothing can be believed, so that the cache begins anew.
    static func read(in folder: String) -> CacheRecord? {
        FileManager.default.contents(atPath: "\(folder)/\(name)").flatMap {
            try? JSONDecoder().decode(CacheRecord.self, from: $0)
        }
    }

    /// Writes it, and waits until it is on the disk.
    func write(in folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try CacheRecord.publish(encoder.encode(self), as: CacheRecord.name, in: folder)
    }

    /// Gives a small file its name once it is on the disk, and waits until the name is too.
    static func publish(_ data: Data, as name: String, in folder: String) throws {
        let temporary = "\(folder)/.\(name).part"
        do {
            try data.write(to: URL(fileURLWithPath: temporary))
        } catch { throw Fault("writing \(temporary)", reason: error.localizedDescription) }
        try SparseFile(path: temporary).sync()
        guard rename(temporary, "\(folder)/\(name)") == 0 else {
            throw Fault("renaming \(temporary)", reason: String(cString: strerror(errno)))
        }
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if descriptor >= 0 { close(descriptor) } }
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            throw Fault("syncing \(folder)", reason: String(cString: strerror(errno)))
        }
    }
}

/// A set of small numbers as bits.
struct BlockBits {
    private(set) var data: Data

    init(count: Int) { data = Data(count: (count + 7) / 8) }

    /// - Returns: nil where the bits are not as many as they must be.
    init?(_ data: Data, count: Int) {
        guard data.count == (count + 7) / 8 else { return nil }
        self.data = Data(data)
    }

    mutating func insert(_ number: Int) { data[number / 8] |= 1 << UInt8(number % 8) }
    func contains(_ number: Int) -> Bool { data[number / 8] & 1 << UInt8(number % 8) != 0 }
}
