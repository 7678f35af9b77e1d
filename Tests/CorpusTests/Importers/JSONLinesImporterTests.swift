import Documents
import TestSupport
import Testing

@testable import Corpus

@Suite struct JSONLinesImporterTests {
    private func lines(_ text: String, _ columns: AnnotationColumns) throws -> ImporterRun {
        try ImporterRun(text) { JSONLinesImporter(path: $0, columns: columns) }
    }

    private let all = AnnotationColumns(
        id: "id", media: "file", url: "url", captions: ["captions", "more"], split: "split", label: "class")

    @Test func keysAreColumns() throws {
        let run = try lines(
            """
            {"id": "a", "file": "v/a.mp4", "captions": ["one", "two\\n"], "more": "three", "split": "train", "class": 3}

            {"x": {"id": 9}, "captions": [], "url": "http://x/é", "id": 18446744073709551615, "split": null, "file": null}
            """, all)
        #expect(run.error == nil)
        #expect(run.malformed == [])
        #expect(
            run.annotations == [
                Annotation(
                    id: "a", split: "train", media: "v/a.mp4", captions: ["one", "two\n", "three"], label: "3", line: 1),
                Annotation(id: "18446744073709551615", url: "http://x/é", line: 3),
            ])
    }

    @Test func recordsWithoutAnIDAreNumbered() throws {
        let run = try lines("{\"t\": \"a\"}\n\n[]\n{\"t\": \"b\"}\n", AnnotationColumns(captions: ["t"]))
        #expect(run.ids == ["000000000", "000000002"])
    }

    @Test func malformedRecordsAreTold() throws {
        let bad: [(line: String, key: String?)] = [
            ("{\"id\": \"a\"", nil), ("[\"id\"]", nil), ("{\"captions\": [\"x\"]}", "id"), ("{\"id\": \"\"}", "id"),
            ("{\"id\": 1.5}", "id"), ("{\"id\": true}", "id"), ("{\"id\": \"a\\u0000b\"}", "id"),
            ("{\"id\": 1, \"captions\": 2}", "captions"), ("{\"id\": 1, \"captions\": [\"a\", 2]}", "captions[1]"),
            ("{\"id\": 1, \"captions\": [\" \\n\"]}", "captions[0]"), ("{\"id\": 1, \"captions\": \"\"}", "captions"),
            ("{\"id\": 1, \"file\": [\"a\"]}", "file"), ("{\"id\": 1, \"file\": \"\"}", "file"),
            ("{\"id\": 1, \"class\": 0.5}", "class"), ("{\"id\": 1} {\"id\": 2}", nil),
        ]
        let sound =
            "{\"id\": 0, \"file\": \"f\", \"url\": \"u\", \"captions\": [], \"more\": [], \"split\": \"s\", \"class\": 1}"
        let run = try lines(([sound] + bad.map(\.line) + [sound]).joined(separator: "\n"), all)
        #expect(run.error == nil)
        #expect(run.ids == ["0", "0"])
        #expect(run.malformedLines == (2...bad.count + 1).map { $0 })
        #expect(run.malformed.map(\.key) == bad.map(\.key))
    }

    @Test func aKeyThatNoRecordHasIsTold() throws {
        let run = try lines("{\"id\": 1}\n{\"id\": 2}\n", AnnotationColumns(id: "id", captions: ["caption"]))
        #expect(run.ids == ["1", "2"])
        #expect(run.error?.key == "caption")
        #expect(try lines("", all).error == nil)
    }
}
