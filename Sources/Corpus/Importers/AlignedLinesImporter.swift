import Documents

/// Reads aligned line files: a line a caption, and in other files, of as many lines, its item's id and its media file.
/// Multi30k and XTD10 are of that form.
///
/// Where several lines have one id, they are captions of one item. An empty line is malformed, and keeps its number.
public struct AlignedLinesImporter: Importer {
    public let path: String
    /// The file of the ids; nil: ids are ``AlignedLines/id(split:line:)``.
    public let ids: String?
    /// How the lines of the id file become ids.
    public let idForm: IDForm
    /// The file of the media files' names.
    public let media: String?
    public let split: String

    public init(path: String, ids: String? = nil, idForm: IDForm = .asWritten, media: String? = nil, split: String) {
        self.path = path
        self.ids = ids
        self.idForm = idForm
        self.media = media
        self.split = split
    }

    public func forEach(_ body: (Annotation) throws -> Void, malformed: (InputError) throws -> Void) throws {
        var captions = try LineReader(path, skipsByteOrderMark: true)
        var ids = try self.ids.map { try LineReader($0, skipsByteOrderMark: true) }
        var media = try self.media.map { try LineReader($0, skipsByteOrderMark: true) }
        while true {
            let caption = try captions.next()
            let id = try ids?.next()
            let file = try media?.next()
            let present = [caption != nil, ids == nil ? nil : id != nil, media == nil ? nil : file != nil].compactMap {
                $0
            }
            guard present.allSatisfy({ $0 }) else {
                guard present.contains(true) else { return }
                try refuseLengths(&captions, [(self.ids, ids), (self.media, media)])
                return
            }
            guard let caption else { return }
            try deliver(
                { () throws(InputError) in
                    try annotation(caption, id: id, media: file, line: captions.number)
                }, to: body, malformed: malformed)
        }
    }

    private func annotation(_ caption: [UInt8], id: [UInt8]?, media: [UInt8]?, line: Int) throws(InputError)
        -> Annotation
    {
        let place = RecordPlace(file: path, line: line)
        return Annotation(
            id: try self.id(id, line: line), split: split, media: try file(media, line: line),
            captions: [try place.caption(place.text(caption.span))], line: line)
    }

    private func id(_ bytes: [UInt8]?, line: Int) throws(InputError) -> String {
        guard let bytes, let ids else { return AlignedLines.id(split: split, line: line - 1) }
        let place = RecordPlace(file: ids, line: line)
        let name = try place.text(bytes.span)
        guard let id = idForm.id(name) else {
            throw place.error("'\(name)' is not of the form '\(idForm.rawValue)'", remedy: "mend the line")
        }
        return try place.id(id)
    }

    private func file(_ bytes: [UInt8]?, line: Int) throws(InputError) -> String? {
        guard let bytes, let media else { return nil }
        let place = RecordPlace(file: media, line: line)
        let name = try place.text(bytes.span)
        guard !name.isEmpty else { throw place.error("the media file's name is empty", remedy: "write it") }
        return name
    }

    /// Throws the complaint about files of different lengths, with the lengths.
    private func refuseLengths(_ captions: inout LineReader, _ others: [(path: String?, lines: LineReader?)]) throws {
        while try captions.next() != nil {}
        for case (let path?, var lines?) in others {
            while try lines.next() != nil {}
            guard lines.number != captions.number else { continue }
            throw InputError(
                file: path, "has \(lines.number) lines, and \(self.path) has \(captions.number)",
                remedy: "get files that belong together")
        }
    }
}
