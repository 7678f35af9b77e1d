import Features
import Foundation
import Shards
import TestServer
import TestSupport
import Testing
import Workspace

@testable import Browsing

/// The pages as a real server gives them.
@Suite struct BrowsingTests {
    private let data: SmallWorkspace

    init() throws { data = try SmallWorkspace() }

    private func browsing(
        _ places: ModelPlaces? = ModelPlaces(model: SmallWorkspace.model),
        _ test: @escaping @Sendable (_ get: (String) throws -> RawRequest.Answer) throws -> Void
    ) async throws {
        let browser = try Browser(data.workspace, places)
        try await withWebServer(browser.router(names: ["127.0.0.1"])) { base in
            try test { try RawRequest(target: $0).send(to: base) }
        }
    }

    /// The ids of the items of a list, in its order.
    private static func ids(_ page: String) -> [String] {
        page.components(separatedBy: "<code>").dropFirst().compactMap { $0.components(separatedBy: "</code>").first }
    }

    @Test func eachCaptionFindsItsOwnItemFirst() async throws {
        try await browsing { get in
            for entry in SmallWorkspace.entries {
                let text = entry.english.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
                let page = try get("/?q=\(text)&in=en")
                let own = entry.id.replacingOccurrences(of: "&", with: "&amp;")
                #expect(page.status == 200 && Self.ids(page.text).first == own)
                #expect(page.text.contains("<span class=\"score\">1.000</span>"))
                #expect(Self.ids(page.text).count == SmallWorkspace.entries.count)
            }
            // As a form writes it.
            let page = try get("/?q=A+small+moon.&in=en&split=&has=&flag=").text
            #expect(page.contains("value=\"A small moon.\""))
        }
    }

    /// By cosines in Double of the same features.
    @Test func neighboursAreThoseOfTheFeatures() async throws {
        let features = try SmallWorkspace.features(SmallWorkspace.entries.map(\.english)).map { $0.map(Double.init) }
        func cosine(_ a: [Double], _ b: [Double]) -> Double {
            func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
            return dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
        }
        let expected = SmallWorkspace.entries.indices.dropFirst().sorted {
            cosine(features[$0], features[0]) > cosine(features[$1], features[0])
        }.map { SmallWorkspace.entries[$0].id }
        try await browsing(nil) { get in
            let page = try get("/item?id=a%20b%26c").text
            let near = try #require(page.components(separatedBy: "What looks like it").last)
            #expect(Self.ids(near) == expected)
        }
    }

    @Test(arguments: [
        ("/", ["a b&amp;c", "missing", "outside", "linked", "absolute", "plain"]),
        ("/?split=train", ["absolute", "plain"]),
        ("/?has=es&split=test", ["a b&amp;c", "missing", "linked"]), ("/?flag=too-short", ["plain"]),
        ("/?flag=too-short&has=en", []), ("/?q=moon&in=en&flag=unknown-words", ["a b&amp;c"]),
        ("/?split=test&flag=too-short", []), ("/?from=5", ["plain"]),
    ])
    func filtersBySplitLanguageAndFlag(_ target: String, _ expected: [String]) async throws {
        try await browsing { get in
            let page = try get(target).text
            #expect(Self.ids(page) == expected)
            #expect(page.contains("Nothing is found.") == expected.isEmpty)
            #expect(page.contains("rel=\"prev\" href=\"/\"") == target.contains("from"))
        }
    }

    @Test func anItemHasItsCaptionsWithWhatIsKnownOfThem() async throws {
        try await browsing { get in
            let page = try get("/item?id=a+b%26c").text
            #expect(
                page.contains("<bdi lang=\"en\">A red circle is moving.</bdi>")
                    && page.contains("English, written by people"))
            #expect(
                page.contains(
                    "<bdi lang=\"es\">Un círculo &lt;b&gt;rojo&lt;/b&gt;</bdi> <span class=\"badge\">unknown-words</span>"
                ))
            #expect(page.contains("Spanish, translated from English by apertium 3.8 on 2026-11-21"))
            #expect(page.contains("<dd>test</dd>") && page.contains("<code>media/a.mp4</code>"))
            #expect(page.contains("src=\"/picture?id=a%20b%26c&amp;form=frames\""))
            #expect(!page.contains("<script"))
            #expect(try get("/item?id=nobody").status == 404)
        }
    }

    @Test func picturesAreThoseOfTheWorkspaceAlone() async throws {
        try await browsing { [data] get in
            let thumbnail = try get("/picture?id=plain&form=thumbnail")
            let frames = try get("/picture?id=plain&form=frames")
            #expect(thumbnail.status == 200 && thumbnail.body.starts(with: [0xFF, 0xD8, 0xFF]))
            #expect(frames.body.starts(with: [0xFF, 0xD8, 0xFF]) && frames.body.count > thumbnail.body.count)
            for id in ["outside", "absolute", "linked"] {
                let answer = try get("/picture?id=\(id)")
                #expect(answer.status == 404 && answer.text.contains(">no picture</text>"))
                let page = try get("/item?id=\(id)").text
                #expect(
                    page.contains("No picture: lies outside the workspace.") && !page.contains("<img class=\"strip\""))
            }
            #expect(try get("/picture?id=missing").status == 404)
            let missing = try get("/item?id=missing").text
            #expect(missing.contains("No picture: ") && !missing.contains(data.folder.path))
            #expect(try get("/picture?id=plain&form=raw").status == 400)
        }
    }

    /// Neither by browsers, where another workspace may stand at the address next, nor where the file is another one now.
    @Test func picturesAreThoseOfNow() async throws {
        try await browsing { [data] get in
            let before = try get("/picture?id=plain")
            #expect(before.head.lowercased().contains("cache-control: no-store"))
            let path = data.folder.file("media/a.mp4")
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.copyItem(atPath: Golden.own.file("media/rotated.mp4"), toPath: path)
            let after = try get("/picture?id=plain")
            #expect(after.status == 200 && after.body != before.body)
        }
    }

    @Test func itemsWithoutFeaturesAreNotCountedAsFound() async throws {
        let index = try ShardIndex(folder: data.folder.file("shards"))
        let some = ShardIndex(shards: index.shards.filter { $0.split == "train" })
        try some.encoded().write(to: URL(fileURLWithPath: data.folder.file("shards/index.json")))
        try await browsing { get in
            let page = try get("/?q=moon&in=en").text
            #expect(Self.ids(page).count == 2 && page.contains("1 to 2, the nearest of 2 items"))
            #expect(page.contains("4 items without features cannot be found.") && !page.contains("rel=\"next\""))
            let none = try get("/?q=moon&in=en&split=test").text
            #expect(none.contains("Nothing is found. 4 items without features cannot be found."))
        }
    }

    @Test func idsOfOtherBytesAreOtherItems() async throws {
        func line(_ id: String, _ text: String) -> String {
            #"{"id":"\#(id)","split":"x","media":{"kind":"video","path":"p"},"captions":[{"language":"en","origin":"human","text":"\#(text)"}]}"#
        }
        try data.folder.write(
            line("e\u{301}", "two characters") + "\n" + line("\u{E9}", "one character") + "\n", to: "corpus/z.jsonl")
        try await browsing { get in
            let (two, one) = (try get("/item?id=e%CC%81").text, try get("/item?id=%C3%A9").text)
            #expect(two.contains("two characters") && one.contains("one character"))
        }
    }

    @Test(arguments: [
        "/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/media/a.mp4", "/corpus/test-00000-of-00001.jsonl",
        "//etc/passwd",
        "/picture?id=../../etc/passwd", "/item?id=%2e%2e%2f", "/picture", "/item",
    ])
    func whatIsNoItemIsNotFound(_ target: String) async throws {
        try await browsing { get in
            let answer = try get(target)
            #expect(answer.status == 404)
        }
    }

    @Test(arguments: [
        "/?split=x", "/?in=xx", "/?has=de", "/?flag=y", "/?from=-1", "/?from=z", "/?q=a&from=99999",
        "/?q=%ZZ", "/?q=%FF",
    ])
    func whatIsNotKnownIsSaid(_ target: String) async throws {
        try await browsing { get in
            let answer = try get(target)
            #expect(answer.status == 400 && answer.text.contains("Not understood"))
        }
    }

    @Test func saysWhyThereIsNoSearch() async throws {
        try await browsing(nil) { get in
            let page = try get("/?q=moon").text
            #expect(page.contains("No model is known") && !page.contains("type=\"search\""))
            #expect(Self.ids(page).count == 6)
        }
        let bare = try SmallWorkspace(withShards: false)
        let browser = try Browser(bare.workspace, ModelPlaces(model: SmallWorkspace.model))
        #expect(browser.languages.isEmpty && browser.notes == ["There are no features yet, so nothing can be searched"])
    }

    @Test func aCorpusThatChangedIsSaid() async throws {
        try await browsing { [data] get in
            try data.folder.write("{}\n", to: "corpus/train-00000-of-00001.jsonl")
            let answer = try get("/item?id=plain")
            #expect(answer.status == 503 && answer.text.contains("Begin to browse again"))
        }
    }

    @Test func refusesWhatDoesNotBelongTogether() throws {
        let other = testsFolder + "/Fixtures/golden/clip"
        #expect(throws: (any Error).self) {
            try Browser(data.workspace, ModelPlaces(model: other), mustSearch: true)
        }
        // What nobody asked for by name is no reason not to look.
        let browser = try Browser(data.workspace, ModelPlaces(model: other))
        #expect(browser.languages.isEmpty && browser.notes.count == 1 && browser.items == 6)
        #expect(browser.notes[0].contains("Nothing can be searched: ") && browser.notes[0].contains("--model"))
        #expect(throws: (any Error).self) { try Browser(Workspace(data.folder.file("media")), nil) }
        try data.folder.write(
            #"{"id":"a b&c","split":"x","media":{"kind":"video","path":"p"},"captions":[]}"# + "\n",
            to: "corpus/z.jsonl")
        let error = #expect(throws: (any Error).self) { try Browser(data.workspace, nil) }
        #expect(error.map { "\($0)".contains("comes twice") } == true)
    }
}
