import Documents

/// Reads a shard of a WebDataset: a tar archive in which the files of a sample follow each other.
///
/// A sample's key is its files' name up to the first dot of the last component, and is the record's id. Its captions are
/// the content of `KEY.txt`, and in `KEY.json` the text, or the texts, of `caption`, each once; that file's `split` and
/// `url` count too. Its media path is `FILE.tar#KEY`, where `FILE.tar` is the archive's own name without its folder, if a
/// file of the sample is a picture: an image (`jpg`, `jpeg`, `png`, `webp`, `gif`, `bmp`, `tif`, `tiff`) or a video
/// (`mp4`, `m4v`, `mov`, `mkv`, `webm`, `avi`, `mpg`, `mpeg`). Files without an extension belong to no sample.
///
/// A record's line is the number of the sample's first entry.
public struct WebDatasetImporter: Importer {
    public let path: String

    public init(path: String) {
        self.path = path
    }

    public func forEach(_ body: (Annotation) throws -> Void, malformed: (InputError) throws -> Void) throws {
        var archive = try TarReader(path)
        var sample: WebDatasetSample?
        while let entry = try archive.next() {
            let place = RecordPlace(file: path, line: entry.number)
            guard let name = String(utf8: entry.name.span) else {
                try malformed(place.error("the entry's name is not UTF-8", remedy: "rename it, and pack it again"))
                continue
            }
            guard let member = WebDatasetMember(name) else { continue }
            if let complete = sample, !complete.key.utf8.elementsEqual(member.key.utf8) {
                try deliver(complete.annotation, to: body, malformed: malformed)
                sample = nil
            }
            var current = sample ?? WebDatasetSample(key: member.key, shard: path, number: entry.number)
            try current.add(member, entry, from: archive)
            sample = current
        }
        if let sample { try deliver(sample.annotation, to: body, malformed: malformed) }
    }
}
