import Documents

/// Reads caption files of COCO's form: `captions_train2014.json`, and STAIR's, whose captions are Japanese.
///
/// `images` have `id` and `file_name`, `annotations` have `image_id` and `caption`; each is a record of its own, joined by
/// the image's id. The file says nothing of splits.
public struct COCOCaptionsImporter: Importer {
    public let path: String
    /// The key of an image that holds its address, `coco_url` or `flickr_url`; nil leaves addresses out.
    public let urlKey: String?

    public init(path: String, urlKey: String? = nil) {
        self.path = path
        self.urlKey = urlKey
    }

    public func forEach(_ body: (Annotation) throws -> Void, malformed: (InputError) throws -> Void) throws {
        let document = StreamingJSON(
            path, lists: ["images", "annotations"], required: ["annotations"],
            keys: ["id", "file_name", "image_id", "caption"] + (urlKey.map { [$0] } ?? []))
        try document.forEach(
            { element in
                try deliver(
                    { () throws(InputError) in
                        let record = try JSONRecord(element, file: path)
                        return try element.list == "images" ? image(record) : caption(record)
                    }, to: body, malformed: malformed)
            }, malformed: malformed)
    }

    private func image(_ record: JSONRecord) throws(InputError) -> Annotation {
        Annotation(
            id: try record.id("id"), media: try record.text("file_name"),
            url: try urlKey.map { (key) throws(InputError) in try record.text(key) }, line: record.place.line)
    }

    private func caption(_ record: JSONRecord) throws(InputError) -> Annotation {
        Annotation(
            id: try record.id("image_id"), captions: [try record.caption("caption")], line: record.place.line)
    }
}
