import Documents
import Foundation
import Synchronization

/// A folder of images and videos, each a file of its own, or a sample of a WebDataset shard (`FILE.tar#KEY`).
///
/// The tables of the shards that were read last are kept, so make one value for many items.
public final class MediaFolder: Sendable {
    /// The folder that paths are relative to.
    public let path: String
    /// Shards whose tables are kept.
    private let most: Int
    /// The one read last stands last. One that cannot be read is kept too: it may hold thousands of items.
    private let open = Mutex<[(path: String, shard: Table)]>([])

    private typealias Table = Result<MediaShard, InputError>

    /// - Parameter shards: how many shards' tables are kept.
    public init(_ path: String, keeping shards: Int = 8) {
        self.path = path
        most = max(1, shards)
    }

    /// An image, as ``ImageFile/open(_:)``.
    /// - Throws: ``InputError`` when it is missing, no image, or broken; one that was not fetched says why.
    public func image(_ name: String) throws -> StillImage {
        guard let (shard, key) = MediaShard.split(name) else { return try ImageFile.open(file(name)) }
        return try table(of: shard).image(key)
    }

    /// A video.
    /// - Throws: ``InputError`` when it is a sample that is missing; one that was not fetched says why.
    public func video(_ name: String) throws -> VideoFile {
        guard let (shard, key) = MediaShard.split(name) else { return VideoFile(path: file(name)) }
        return try table(of: shard).video(key)
    }

    /// What tells the bytes of an image or a video from others': all of them up to ``MediaPrint/whole``, of a longer one those at
    /// both ends.
    /// - Throws: ``InputError`` when it is missing or cannot be read.
    /// - Parameter isWhole: whether a long one is read whole too.
    public func print(of name: String, isWhole: Bool = false) throws -> MediaPrint {
        guard let (shard, key) = MediaShard.split(name) else { return try MediaPrint(file(name), isWhole: isWhole) }
        let place = try table(of: shard).place(of: key)
        return try MediaPrint(place.path, place.bytes, isWhole: isWhole)
    }

    /// The path of a file, and of a sample that of its shard.
    public func place(of name: String) -> String { file(MediaShard.split(name)?.shard ?? name) }

    /// Refuses what does not lie in the folder, for whoever shows media of a corpus from elsewhere: that may name any path, and a
    /// link may lead anywhere.
    /// - Throws: ``InputError`` for a path that leads out of the folder, by itself or by a link.
    public func checkPlace(of name: String) throws {
        let outside = InputError(file: name, "lies outside the workspace", remedy: "put it into the workspace")
        // What follows a NUL would count here, and not for the system.
        guard name.utf8.first != UInt8(ascii: "/"), !name.utf8.contains(0), !name.split(separator: "/").contains("..")
        else { throw outside }
        // What is not there has no real path, and nothing to show.
        guard let place = MediaFolder.realPath(place(of: name)) else { return }
        guard let root = MediaFolder.realPath(path),
            place.utf8.starts(with: (root == "/" ? root : root + "/").utf8)
        else { throw outside }
    }

    /// A path without links; nil where nothing is there.
    private static func realPath(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }

    /// Whether something is there, without looking into it.
    /// - Throws: ``Fault`` when the disk fails.
    public func presence(of name: String) throws -> Presence {
        guard let (shard, key) = MediaShard.split(name) else {
            return FileManager.default.fileExists(atPath: file(name)) ? .present : .missing("there is no \(name)")
        }
        do {
            let table = try table(of: shard)
            if table.contains(key) { return .present }
            if let reason = try table.failure(of: key) { return .notFetched(reason) }
            return .missing("\(shard) holds no image or video '\(key)'")
        } catch let error as InputError {
            return .missing("\(shard): \(error.problem)")
        }
    }

    /// What ``presence(of:)`` finds.
    public enum Presence: Sendable, Equatable {
        case present
        /// A server did not give it; the reason, as its shard has it.
        case notFetched(String)
        /// It is not there, in words.
        case missing(String)
    }

    private func file(_ name: String) -> String { "\(path)/\(name)" }

    /// The table of a shard. Whoever comes meanwhile most likely wants the same one, and waits for it.
    private func table(of name: String) throws -> MediaShard {
        try open.withLock { open in
            let place = open.firstIndex { $0.path.utf8.elementsEqual(name.utf8) }
            let shard = try place.map { open.remove(at: $0).shard } ?? read(name)
            open.append((name, shard))
            if open.count > most { open.removeFirst() }
            return try shard.get()
        }
    }

    private func read(_ name: String) throws -> Table {
        guard FileManager.default.fileExists(atPath: file(name)) else {
            return .failure(
                InputError(file: file(name), "not fetched: the shard is not there", remedy: "fetch the dataset again"))
        }
        do {
            return .success(try MediaShard(file(name)))
        } catch let error as InputError {
            return .failure(error)
        }
    }
}
