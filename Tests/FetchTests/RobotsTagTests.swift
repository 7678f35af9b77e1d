import Testing
import Transfer

@testable import Fetch

/// Expectations are those of `is_disallowed` in img2dataset 1.47.0, asked with the same headers.
@Suite struct RobotsTagTests {
    private func allows(_ values: [String], agent: String = "tessera/0.1", respecting words: [String] = RobotsTag.words)
        -> Bool
    {
        let fields = values.map { HTTPHeader("x-robots-tag", $0) }
        return RobotsTag(respecting: words, userAgent: agent).allows(HTTPHeaders(fields))
    }

    @Test(arguments: [
        "noai", "NoAI", "all, noimageai", "noindex ,nofollow", "noimageindex", "tessera: noai",
        "Tessera: none, noindex",
    ]) func aFileIsForbidden(_ value: String) { #expect(!allows([value])) }

    @Test(arguments: [
        "", "all", "none", "nofollow", "noaix", "otherbot: noai", "unavailable_after: 25 Jun 2040 15:00:00 PST",
    ]) func aFileIsAllowed(_ value: String) { #expect(allows([value])) }

    @Test func everyHeaderCounts() {
        #expect(!allows(["all", "otherbot: noai", "noindex"]))
        #expect(allows([]))
    }

    @Test func onlyWhatIsRespectedCounts() {
        #expect(allows(["noindex"], respecting: ["noai"]))
        #expect(!allows(["noindex, noai"], respecting: ["noai"]))
        #expect(allows(["noai"], respecting: []))
    }

    @Test func theNameIsTheAgentsFirstWord() {
        #expect(!allows(["mylab: noai"], agent: "MyLab bot"))
        #expect(allows(["tessera: noai"], agent: "MyLab/2.0"))
    }
}
