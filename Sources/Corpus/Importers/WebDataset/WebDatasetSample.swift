import Documents

/// The files of one key, as they come together.
struct WebDatasetSample {
    let key: String
    private let shard: String
    private let place: RecordPlace
    private var endings: Set<String> = []
    private var hasPicture = false
    private var text: String?
    private var json: JSONRecord?
    private var complaint: InputError?

    /// - Parameters:
    ///   - shard: the archive's path.
    ///   - number: the number of the sample's first entry.
    init(key: String, shard: String, number: Int) {
        self.key = key
        self.shard = shard
        place = RecordPlace(file: shard, line: number, name: key)
    }

    /// Captions and what is beside them, in bytes, are smaller.
    private static let largestText = 1 << 24

    /// Adds a file of the sample; what is wrong with it is kept for ``annotation()``.
    mutating func add(_ member: WebDatasetMember, _ entry: TarReader.Member, from archive: TarReader) throws {
        guard endings.insert(member.ending).inserted else {
            complaint = place.error("the sample has two files '.\(member.ending)'", remedy: "keep one of them")
            return
        }
        if member.isPicture { hasPicture = true }
        guard member.ending == "txt" || member.ending == "json" else { return }
        guard entry.size <= Self.largestText else {
            complaint = place.error("'.\(member.ending)' has \(entry.size) bytes", remedy: "keep captions there only")
            return
        }
        let bytes = try archive.content(of: entry)
        do throws(InputError) {
            if member.ending == "txt" { text = try caption(bytes) } else { json = try object(bytes) }
        } catch {
            complaint = error
        }
    }

    private func caption(_ bytes: [UInt8]) throws(InputError) -> String {
        var end = bytes.count
        while end > 0, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return try place.caption(place.text(bytes.span.extracting(..<end), "txt"), "txt")
    }

    private func object(_ bytes: [UInt8]) throws(InputError) -> JSONRecord {
        var inner = place
        inner.name = "\(key).json"
        return try JSONRecord(parsing: bytes, keys: JSONKeys(["caption", "split", "url"]), inner)
    }

    /// The record that the sample's files make.
    func annotation() throws(InputError) -> Annotation {
        if let complaint { throw complaint }
        var captions = text.map { [$0] } ?? []
        for caption in try json?.captions("caption") ?? []
        where !captions.contains(where: { $0.utf8.elementsEqual(caption.utf8) }) {
            captions.append(caption)
        }
        let name = shard.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? shard
        return Annotation(
            id: try place.id(key), split: try json?.optionalText("split"),
            media: hasPicture ? "\(name)#\(key)" : nil, url: try json?.optionalText("url"), captions: captions,
            line: place.line)
    }
}
