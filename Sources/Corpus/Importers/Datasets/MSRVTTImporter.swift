import Documents

/// Reads MSR-VTT's `train_val_videodatainfo.json`, `test_videodatainfo.json` and `MSRVTT_data.json`.
///
/// `videos` have `video_id`, `split` and `category`, `sentences` have `video_id` and `caption`; each is a record of its
/// own. A clip's file is `VIDEO_ID.mp4`, its label its category.
public struct MSRVTTImporter: Importer {
    public let path: String
    /// Whether records have the address of the whole video from which the clip was cut; the clip has none of its own.
    public let includesVideoURL: Bool

    public init(path: String, includesVideoURL: Bool = false) {
        self.path = path
        self.includesVideoURL = includesVideoURL
    }

    public func forEach(_ body: (Annotation) throws -> Void, malformed: (InputError) throws -> Void) throws {
        let document = StreamingJSON(
            path, lists: ["videos", "sentences"],
            keys: ["video_id", "split", "category", "caption"] + (includesVideoURL ? ["url"] : []))
        try document.forEach(
            { element in
                try deliver(
                    { () throws(InputError) in
                        let record = try JSONRecord(element, file: path)
                        return try element.list == "videos" ? video(record) : sentence(record)
                    }, to: body, malformed: malformed)
            }, malformed: malformed)
    }

    private func video(_ record: JSONRecord) throws(InputError) -> Annotation {
        let id = try record.id("video_id")
        return Annotation(
            id: id, split: try record.text("split"), media: id + ".mp4",
            url: includesVideoURL ? try record.text("url") : nil, label: try record.word("category"),
            line: record.place.line)
    }

    private func sentence(_ record: JSONRecord) throws(InputError) -> Annotation {
        Annotation(
            id: try record.id("video_id"), captions: [try record.caption("caption")], line: record.place.line)
    }
}
