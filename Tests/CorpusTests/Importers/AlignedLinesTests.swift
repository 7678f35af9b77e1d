import Documents
import Foundation
import TestSupport
import Testing

@testable import Corpus

@Suite struct AlignedLinesTests {
    @Test func idsAreNumbers() throws {
        #expect(AlignedLines.id(split: "train", line: 0) == "train-000000")
        #expect(AlignedLines.id(split: "val", line: 1_234_567) == "val-1234567")
        let run = try ImporterRun("Two dogs.\n\n \t\nA cat.") { AlignedLinesImporter(path: $0, split: "train") }
        #expect(run.error == nil)
        #expect(
            run.annotations == [
                Annotation(id: "train-000000", split: "train", captions: ["Two dogs."], line: 1),
                Annotation(id: "train-000003", split: "train", captions: ["A cat."], line: 4),
            ])
        #expect(run.malformedLines == [2, 3])
    }

    /// XTD10: a language's captions, and the names of the images, on the same lines.
    @Test func xtd() throws {
        let folder = try TemporaryFolder()
        let captions = try folder.write("ein Hund\nzwei Katzen\ndrei Boote\n", to: "test_1kcaptions_de.txt")
        let names = try folder.write(
            "COCO_train2014_000000061844.jpg\nimage.jpg\nCOCO_val2014_000000000070.jpg\n", to: "test_image_names.txt")
        let importer = AlignedLinesImporter(
            path: captions, ids: names, idForm: .cocoNumber, media: names, split: "test")
        let run = try ImporterRun(importer)
        #expect(
            run.annotations == [
                Annotation(
                    id: "61844", split: "test", media: "COCO_train2014_000000061844.jpg", captions: ["ein Hund"],
                    line: 1),
                Annotation(
                    id: "70", split: "test", media: "COCO_val2014_000000000070.jpg", captions: ["drei Boote"], line: 3),
            ])
        #expect(run.malformed.map(\.file) == [names])
        #expect(run.malformedLines == [2])
    }

    @Test func filesOfDifferentLengthsAreRefused() throws {
        let folder = try TemporaryFolder()
        let two = try folder.write("a\nb\n", to: "two")
        let three = try folder.write("x\ny\nz", to: "three")
        let shorter = try ImporterRun(AlignedLinesImporter(path: three, ids: two, split: "s"))
        #expect(shorter.ids == ["a", "b"])
        #expect(shorter.error?.file == two)
        #expect(shorter.error?.problem == "has 2 lines, and \(three) has 3")
        let longer = try ImporterRun(AlignedLinesImporter(path: two, ids: two, media: three, split: "s"))
        #expect(longer.error?.file == three)
        #expect(longer.error?.problem == "has 3 lines, and \(two) has 2")
        #expect(try ImporterRun(AlignedLinesImporter(path: two, ids: two, media: two, split: "s")).error == nil)
        let empty = try folder.write("", to: "empty")
        #expect(try ImporterRun(AlignedLinesImporter(path: empty, ids: two, split: "s")).error?.file == two)
    }

    @Test func whatIsNoTextIsMalformed() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("latin")
        try (Data("caf".utf8) + Data([0xE9, 0x0A]) + Data("tea\n".utf8)).write(to: URL(fileURLWithPath: path))
        let run = try ImporterRun(AlignedLinesImporter(path: path, split: "s"))
        #expect(run.ids == ["s-000001"])
        #expect(run.malformed.map(\.problem) == ["the text is not UTF-8"])
        let ids = try folder.write("one\n\n", to: "ids")
        let sound = try folder.write("a\nb\n", to: "sound")
        let noID = try ImporterRun(AlignedLinesImporter(path: sound, ids: ids, split: "s"))
        #expect(noID.malformed.map(\.problem) == ["the id is empty"])
        let noMedia = try ImporterRun(AlignedLinesImporter(path: sound, media: ids, split: "s"))
        #expect(noMedia.malformedLines == [2])
    }

    @Test(
        arguments: [
            (.asWritten, "a/b.c.jpg", "a/b.c.jpg"), (.fileName, "a/b.c.jpg", "b.c"), (.fileName, "b", "b"),
            (.fileName, ".b", ".b"), (.fileName, "a/", nil), (.cocoNumber, "COCO_val2014_000000391895.jpg", "391895"),
            (.cocoNumber, "train2014/COCO_train2014_000000000009", "9"), (.cocoNumber, "000000000000.jpg", "0"),
            (.cocoNumber, "COCO_val2014_.jpg", nil), (.cocoNumber, "COCO_val2014_12a", nil), (.cocoNumber, "", nil),
        ] as [(IDForm, String, String?)])
    func namesBecomeIDs(form: IDForm, name: String, id: String?) {
        #expect(form.id(name) == id)
    }

    @Test func idLists() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "COCO_train2014_000000000101\r\n\nCOCO_train2014_000000000102.jpg", to: "coco-cn_train.txt")
        var ids: [String] = []
        try IDList(path: path, form: .cocoNumber).forEach { id, line in ids.append("\(id):\(line)") }
        #expect(ids == ["101:1", "102:3"])
        let bad = try folder.write("COCO_train2014_000000000101\nnothing\n", to: "bad")
        let error = #expect(throws: InputError.self) { try IDList(path: bad, form: .cocoNumber).forEach { _, _ in } }
        #expect(error?.line == 2)
    }
}
