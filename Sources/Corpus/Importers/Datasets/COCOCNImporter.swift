import Documents

/// Reads COCO-CN's sentences: `imageid.human-written-caption.txt` and its like, lines of an image's name with the
/// sentence's number, white space, and the sentence:
///
///     COCO_train2014_000000123456#0	一只猫。
///     COCO_val2014_000000123456#zhm#0 一只猫。
///
/// A record's id is COCO's own number of the image, so that it joins other files about COCO. The file says nothing of
/// files and splits: the splits are lists for ``IDList`` with ``IDForm/cocoNumber``.
public struct COCOCNImporter: Importer {
    public let path: String

    public init(path: String) {
        self.path = path
    }

    public func forEach(_ body: (Annotation) throws -> Void, malformed: (InputError) throws -> Void) throws {
        var lines = try LineReader(path, skipsByteOrderMark: true)
        while let line = try lines.next() {
            try deliver(
                { () throws(InputError) in
                    try annotation(line, RecordPlace(file: path, line: lines.number))
                }, to: body, malformed: malformed)
        }
    }

    private func annotation(_ line: [UInt8], _ place: RecordPlace) throws(InputError) -> Annotation {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        guard let nameEnd = line.firstIndex(of: UInt8(ascii: "#")), let space = line.firstIndex(where: isSpace),
            nameEnd < space
        else {
            throw place.error(
                "expected an image's name with '#' and a number, white space, and a sentence", remedy: "mend the line")
        }
        let name = try place.text(line.span.extracting(..<nameEnd))
        guard let id = IDForm.cocoNumber.id(name) else {
            throw place.error("'\(name)' is not the name of an image of COCO", remedy: "mend the line")
        }
        let start = line[space...].firstIndex { !isSpace($0) } ?? line.count
        return Annotation(
            id: id, captions: [try place.caption(place.text(line.span.extracting(start...)))], line: place.line)
    }
}
