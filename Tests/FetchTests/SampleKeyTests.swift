import Foundation
import Testing

@testable import Fetch

@Suite struct SampleKeyTests {
    @Test(arguments: [
        ("COCO_val2014_000000391895", "COCO_val2014_000000391895"), ("a.jpg", "a%2Ejpg"), ("a/b", "a%2Fb"),
        ("100%", "100%25"), ("ä", "%C3%A4"), ("a\u{308}", "a%CC%88"), ("", "%"), ("..", "%2E%2E"),
        ("a#b c", "a%23b%20c"),
    ])
    func whatIsNoPlainLetterIsEscaped(_ id: String, _ key: String) {
        #expect(SampleKey.of(id: id) == key)
    }

    @Test func longIdsKeepApart() {
        let ids = (0..<3).map { String(repeating: "x", count: 500 + $0) }
        let keys = Set(ids.map(SampleKey.of))
        #expect(keys.count == 3)
        #expect(keys.allSatisfy { $0.utf8.count <= 200 && !$0.contains(".") })
        let most = String(repeating: "x", count: 200)
        #expect(SampleKey.of(id: most) == most)
    }

    @Test func aPlainIDIsNoLongOnesKey() {
        // `%-` comes from no escape, and `%` itself is escaped.
        let long = SampleKey.of(id: String(repeating: "x", count: 500))
        #expect(long.contains("%-"))
        #expect(SampleKey.of(id: long) != long)
    }
}
