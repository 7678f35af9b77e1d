import Documents
import TestSupport
import Testing

@testable import Corpus

@Suite struct TableImporterTests {
    private let columns = AnnotationColumns(
        id: "id", media: "file", url: "url", captions: ["c1", "c2"], split: "split", label: "class")

    private func table(
        _ text: String, _ separator: Separator = .comma, header: Bool = true, columns: AnnotationColumns? = nil
    ) throws -> ImporterRun {
        try ImporterRun(text) {
            DelimitedImporter(path: $0, separator: separator, header: header, columns: columns ?? self.columns)
        }
    }

    @Test func columnsGoByName() throws {
        let run = try table(
            "c2,id,unused,file,split,c1,url,class\nzwei,7,,a/b.jpg,train,\"one, \"\"1\"\"\",http://x/,cat\n,8,,,,,,\n")
        #expect(run.error == nil)
        #expect(
            run.annotations == [
                Annotation(
                    id: "7", split: "train", media: "a/b.jpg", url: "http://x/", captions: ["one, \"1\"", "zwei"],
                    label: "cat", line: 2),
                Annotation(id: "8", line: 3),
            ])
    }

    @Test func columnsGoByPosition() throws {
        let run = try table(
            "a b\tx\t9\nc\ty\t10\n", .tab, header: false, columns: AnnotationColumns(id: "3", captions: ["1"]))
        #expect(run.ids == ["9", "10"])
        #expect(run.captions == [["a b"], ["c"]])
    }

    @Test func recordsWithoutAnIDAreNumbered() throws {
        let columns = AnnotationColumns(captions: ["text"], idPrefix: "val-")
        let run = try table("text,n\na,1\nb\nc,3\n", columns: columns)
        #expect(run.ids == ["val-000000000", "val-000000002"])
        #expect(run.malformedLines == [3])
    }

    @Test func malformedRowsAreTold() throws {
        let run = try table(
            "id,c\n1,one\n2\n3,a,b\n,four\n5,\"a\"b\n\"6\n\",six\n7,\n8,  \n9,nine\n",
            columns: AnnotationColumns(id: "id", captions: ["c"]))
        #expect(run.error == nil)
        #expect(run.ids == ["1", "9"])
        #expect(run.malformedLines == [3, 4, 5, 6, 7, 9, 10])
        #expect(run.malformed[0].problem == "the row has 1 fields, not 2")
        #expect(run.malformed[2].key == "id")
        #expect(run.malformed[5].key == "c")
    }

    @Test func columnsThatAreNotThereAreNamed() throws {
        let missing = try table("id,text\n1,a\n", columns: AnnotationColumns(id: "id", captions: ["caption"])).error
        #expect(missing?.key == "caption")
        #expect(missing?.remedy == "name one of: id, text")
        #expect(try table("id,id\n", columns: AnnotationColumns(id: "id")).error?.problem.contains("several") == true)
        #expect(try table("", columns: AnnotationColumns(id: "id")).error?.problem == "the table is empty")
        for position in ["3", "0", "id"] {
            let columns = AnnotationColumns(id: position)
            #expect(try table("a,b\n", header: false, columns: columns).error?.key == position)
        }
    }

    /// Rows of a caption and an address, as Conceptual Captions has them; the captions hold quotes and odd blanks.
    @Test func conceptualCaptions() throws {
        let run = try ImporterRun(
            """
            a very typical bus station\thttp://images.example.org/bus.jpg?w=400
            "quoted" words , and a comma\thttps://example.org/2.jpg
            no address
            \thttps://example.org/4.jpg
            too\tmany\tfields
            an empty address\t
            the last one\thttps://example.org/7.jpg
            """
        ) { CC3MImporter(path: $0) }
        #expect(run.error == nil)
        #expect(run.ids == ["000000000", "000000001", "000000006"])
        #expect(run.captions == [["a very typical bus station"], ["\"quoted\" words , and a comma"], ["the last one"]])
        #expect(run.annotations.map(\.url).last == "https://example.org/7.jpg")
        #expect(run.annotations.allSatisfy { $0.media == nil && $0.split == nil })
        #expect(run.malformedLines == [3, 4, 5, 6])
        #expect(try ImporterRun("a\tb\n") { CC3MImporter(path: $0, idPrefix: "val-") }.ids == ["val-000000000"])
        #expect(try ImporterRun("no tab\na\tb\n") { CC3MImporter(path: $0) }.ids == ["000000001"])
    }
}
