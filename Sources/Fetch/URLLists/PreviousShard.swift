import Documents
import Foundation
import Media

/// The samples that an earlier run of the same work fetched, so that only the failed ones are asked for again.
struct PreviousShard {
    /// Where a sample's members lie in the shard, one after the other.
    struct Place {
        var start: Int
        var end: Int
    }

    private struct Record: Decodable {
        let status: String
        let url: String
    }

    let archive: FileHandle
    private var samples: [String: (url: String, place: Place)] = [:]

    /// - Throws: ``InputError`` for a file that is no shard.
    init(_ path: String) throws {
        let index = try TarIndex(path)
        guard let archive = FileHandle(forReadingAtPath: path) else {
            throw InputError(file: path, "cannot be read", remedy: "check that it may be read")
        }
        self.archive = archive
        let decoder = JSONDecoder()
        var place: (key: Substring, place: Place)?
        for member in index.members {
            let parts = member.name.split(separator: ".", maxSplits: 1)
            guard let key = parts.first, parts.count == 2 else { continue }
            if place?.key != key { place = (key, Place(start: member.start, end: member.end)) }
            place?.place.end = member.end
            guard parts[1] == "json", let whole = place?.place else { continue }
            try archive.seek(toOffset: UInt64(member.offset))
            let json = try archive.read(upToCount: member.count) ?? Data()
            guard let record = try? decoder.decode(Record.self, from: json), record.status == "success" else {
                continue
            }
            samples[String(key)] = (record.url, whole)
        }
    }

    /// Where the sample of an item lies; nil when it was not fetched.
    func place(of item: ListedItem) -> Place? {
        guard let sample = samples[item.key], sample.url.utf8.elementsEqual(item.url.utf8) else { return nil }
        return sample.place
    }
}
