import Documents
import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// What is readable and yet no report is refused before anybody draws it.
@Suite struct RepresentationReportTests {
    private func read(points: String, clusters: String) throws -> RepresentationReport {
        let folder = try TemporaryFolder()
        let map = #"{"points":\#(points),"clusters":\#(clusters),"silhouette":0.5}"#
        let captions = #"[{"item":"a","text":"x"},{"item":"b","text":"y"}]"#
        try folder.write(
            #"{"languages":[{"language":"es","captions":\#(captions),"related":\#(map),"agnostic":\#(map)}]}"#,
            to: "representations.json")
        return try RepresentationReport(contentsOf: folder.file("representations.json"))
    }

    @Test func soundOnesAreRead() throws {
        #expect(try read(points: "[[0,1],[2,3]]", clusters: "[1,0]").languages.count == 1)
    }

    @Test(arguments: [
        ("[[0,1]]", "[0,0]"), ("[[0,1],[2,3]]", "[0]"), ("[[0,1],[2,3]]", "[0,2]"), ("[[0,1],[2,3]]", "[-1,0]"),
        ("[[0,1],[2,3]]", "[1,1]"), ("[[0],[2,3]]", "[0,0]"), ("[[0,1],[2,3]]", "[0,9223372036854775807]"),
    ])
    func othersAreRefused(_ points: String, _ clusters: String) throws {
        #expect(throws: InputError.self) { try read(points: points, clusters: clusters) }
    }
}
