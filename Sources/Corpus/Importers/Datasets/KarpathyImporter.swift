import Documents

/// Reads Karpathy's files: `dataset_coco.json`, `dataset_flickr30k.json` and `dataset_flickr8k.json`.
///
/// An image is one record with all its sentences. Its id is COCO's own, so that it joins other files about COCO, and
/// where there is none the file's `imgid`. Its split is as written, `restval` too.
public struct KarpathyImporter: Importer {
    public let path: String

    public init(path: String) {
        self.path = path
    }

    public func forEach(_ body: (Annotation) throws -> Void, malformed: (InputError) throws -> Void) throws {
        let document = StreamingJSON(
            path, lists: ["images"],
            keys: ["filepath", "filename", "split", "cocoid", "imgid", "sentences", "raw"])
        try document.forEach(
            { element in
                try deliver(
                    { () throws(InputError) in try image(JSONRecord(element, file: path)) },
                    to: body, malformed: malformed)
            }, malformed: malformed)
    }

    private func image(_ record: JSONRecord) throws(InputError) -> Annotation {
        let file = try record.text("filename")
        let id: String
        if let number = try record.optionalID("cocoid") { id = number } else { id = try record.id("imgid") }
        let folder = try record.optionalText("filepath")
        var captions: [String] = []
        for sentence in try record.records("sentences") { captions.append(try sentence.caption("raw")) }
        return Annotation(
            id: id, split: try record.text("split"),
            media: folder.map { "\($0)/\(file)" } ?? file, captions: captions, line: record.place.line)
    }
}
