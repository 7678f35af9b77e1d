import Documents
import TestSupport
import Testing

@testable import Corpus

/// The forms are COCO's own (cocodataset.org, "Data format"), STAIR's and Karpathy's; the captions are invented.
@Suite struct COCOImporterTests {
    private static let images = """
        "images": [{"license": 5,"file_name": "COCO_train2014_000000057870.jpg",\
        "coco_url": "http://images.cocodataset.org/train2014/COCO_train2014_000000057870.jpg","height": 480,"width": 640,\
        "date_captured": "2013-11-14 16:28:13","flickr_url": "http://farm4.example.org/1_z.jpg","id": 57870},\
        {"license": 1,"file_name": "COCO_train2014_000000384029.jpg","height": 429,"width": 640,"id": 384029}]
        """

    private func coco(_ text: String, urlKey: String? = nil) throws -> ImporterRun {
        try ImporterRun(text) { COCOCaptionsImporter(path: $0, urlKey: urlKey) }
    }

    @Test(arguments: [false, true])
    func captionsMayComeFirst(captionsFirst: Bool) throws {
        let captions = """
            "annotations": [{"image_id": 384029,"id": 48,"caption": "A table with \\"plates\\"."},\
            {"image_id": 57870,"id": 787980,"caption": "Two boats \\u00e0 quai.\\n"}]
            """
        let info = "\"info\": {\"description\": \"COCO 2014 Dataset\",\"year\": 2014}, \"licenses\": [{\"id\": 1}]"
        let parts = captionsFirst ? [captions, info, Self.images] : [info, Self.images, captions]
        let run = try coco("{\(parts.joined(separator: ", "))}")
        #expect(run.error == nil)
        #expect(run.malformed == [])
        let images = [
            Annotation(id: "57870", media: "COCO_train2014_000000057870.jpg", line: 1),
            Annotation(id: "384029", media: "COCO_train2014_000000384029.jpg", line: 1),
        ]
        let sentences = [
            Annotation(id: "384029", captions: ["A table with \"plates\"."], line: 1),
            Annotation(id: "57870", captions: ["Two boats à quai.\n"], line: 1),
        ]
        #expect(run.annotations == (captionsFirst ? sentences + images : images + sentences))
    }

    @Test func addressesComeOnRequest() throws {
        let run = try coco("{\(Self.images), \"annotations\": []}", urlKey: "coco_url")
        #expect(
            run.annotations.map(\.url) == [
                "http://images.cocodataset.org/train2014/COCO_train2014_000000057870.jpg"
            ])
        #expect(run.malformed.map(\.key) == ["images[1].coco_url"])
    }

    @Test func stair() throws {
        let run = try coco(
            """
            {"images": [{"license": 4, "file_name": "COCO_val2014_000000203564.jpg", "id": 203564}],
             "licenses": [], "info": {"version": "v1.2"}, "type": "captions",
             "annotations": [
              {"image_id": 203564, "id": 10, "caption": "赤い自転車が壁に立てかけてある", "tokenized_caption": "赤い 自転車 が"},
              {"image_id": 203564, "tokenized_caption": "壁 に", "id": 11, "caption": "壁\\u306e前"}]}
            """)
        #expect(run.annotations.last == Annotation(id: "203564", captions: ["壁の前"], line: 5))
        #expect(run.captions == [[], ["赤い自転車が壁に立てかけてある"], ["壁の前"]])
    }

    @Test func malformedRecordsAreTold() throws {
        let run = try coco(
            """
            {"images": [
            {"file_name": "a.jpg"},
            {"id": 2},
            {"id": 3, "file_name": 3},
            {"id": 4.0, "file_name": "d.jpg"},
            {"id": 5, "file_name": "e.jpg"}
            ], "annotations": [
            {"image_id": 5, "caption": "  "},
            {"image_id": 5, "caption": null},
            {"image_id": 5, "caption": ["a list"]},
            {"caption": "no image"},
            null,
            {"image_id": 5, "caption": "half \\ud83d"},
            {"image_id": 5, "caption": "sound"}
            ]}
            """)
        #expect(run.error == nil)
        #expect(run.ids == ["5", "5"])
        #expect(run.captions == [[], ["sound"]])
        #expect(run.malformedLines == [2, 3, 4, 5, 8, 9, 10, 11, 12, 13])
        #expect(
            run.malformed.map(\.key) == [
                "images[0].id", "images[1].file_name", "images[2].file_name", "images[3].id", "annotations[0].caption",
                "annotations[1].caption", "annotations[2].caption", "annotations[3].image_id", "annotations[4]",
                "annotations[5]",
            ])
    }

    @Test func anotherFormIsRefused() throws {
        #expect(try coco("{\"images\": []}").error?.key == "annotations")
        #expect(try coco("[]").error != nil)
        let halved = try coco("{\(Self.images), \"annotations\": [{\"image_id\": 57870, \"cap")
        #expect(halved.ids == ["57870", "384029"])
        #expect(halved.error?.problem.contains("ends in the middle") == true)
    }

    @Test func karpathyOfCOCO() throws {
        let run = try ImporterRun(
            """
            {"images": [{"filepath": "val2014", "sentids": [770337, 771687], "filename": "COCO_val2014_000000391895.jpg", \
            "imgid": 0, "split": "test", "sentences": [{"tokens": ["a", "rider"], "raw": "A rider.", "imgid": 0, \
            "sentid": 770337}, {"tokens": ["hills"], "raw": "Hills, and a rider ", "imgid": 0, "sentid": 771687}], \
            "cocoid": 391895}, {"filepath": "val2014", "filename": "b.jpg", "imgid": 1, "split": "restval", \
            "sentences": [], "cocoid": 60623}, {"filename": "c.jpg", "imgid": 2, "split": "val", "sentences": [{}]}, \
            {"filename": "d.jpg", "imgid": 3, "sentences": []}, {"filename": "e.jpg", "split": "val", "sentences": []}], \
            "dataset": "coco"}
            """
        ) { KarpathyImporter(path: $0) }
        #expect(run.error == nil)
        #expect(
            run.annotations == [
                Annotation(
                    id: "391895", split: "test", media: "val2014/COCO_val2014_000000391895.jpg",
                    captions: ["A rider.", "Hills, and a rider "], line: 1),
                Annotation(id: "60623", split: "restval", media: "val2014/b.jpg", line: 1),
            ])
        #expect(
            run.malformed.map(\.key) == ["images[2].sentences[0].raw", "images[3].split", "images[4].imgid"])
    }

    @Test func karpathyOfFlickr() throws {
        let run = try ImporterRun(
            """
            {"images": [{"sentids": [0], "imgid": 0, "sentences": [{"tokens": ["two", "dogs"], "raw": "Two dogs.", \
            "imgid": 0, "sentid": 0}], "split": "train", "filename": "1000092795.jpg"}], "dataset": "flickr30k"}
            """
        ) { KarpathyImporter(path: $0) }
        #expect(
            run.annotations == [
                Annotation(id: "0", split: "train", media: "1000092795.jpg", captions: ["Two dogs."], line: 1)
            ])
    }

    /// Lines of COCO-CN's human-written and manually translated sentences.
    @Test func cocoCN() throws {
        let run = try ImporterRun(
            """
            COCO_train2014_000000123456#0\t一只猫坐在桌子上。
            COCO_train2014_000000123456#1\t 桌子上 有 一只猫
            COCO_val2014_000000000042#zhm#0 两个人在骑马
            COCO_val2014_000000000042#0
            COCO_val2014_000000000042\t没有号码
            COCO_val2014_00000000004x#0\t坏
            COCO_val2014_000000000042#1\t \t

            一只猫#0
            """
        ) { COCOCNImporter(path: $0) }
        #expect(run.error == nil)
        #expect(run.ids == ["123456", "123456", "42"])
        #expect(run.captions == [["一只猫坐在桌子上。"], ["桌子上 有 一只猫"], ["两个人在骑马"]])
        #expect(run.annotations.allSatisfy { $0.media == nil && $0.split == nil })
        #expect(run.malformedLines == [4, 5, 6, 7, 8, 9])
    }
}
