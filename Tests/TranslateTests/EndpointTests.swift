import Documents
import Testing

@testable import Translate

@Suite struct EndpointTests {
    private func read(_ yaml: String) throws -> EndpointConfiguration {
        try EndpointConfiguration(Document(parsing: "endpoint:\n" + yaml, file: "p.yaml").required("endpoint"))
    }

    @Test func aServerThatRuns() throws {
        let endpoint = try read("  api: libretranslate\n  url: http://127.0.0.1:5000/\n  requests: 3\n  version: '1.6'")
        #expect(endpoint.api == .libretranslate && endpoint.place == .url("http://127.0.0.1:5000"))
        #expect(endpoint.requests == 3 && endpoint.version == "1.6" && endpoint.key == nil)
    }

    @Test func aServerToStart() throws {
        let endpoint = try read("  api: apertium\n  start: true")
        #expect(endpoint == EndpointConfiguration(api: .apertium, place: .started))
    }

    @Test(arguments: [
        ("  api: apertium", "p.yaml:2: endpoint: "),
        ("  api: apertium\n  start: true\n  url: http://x", "p.yaml:2: endpoint: "),
        ("  api: apertium\n  start: false", "p.yaml:2: endpoint: "),
        ("  api: apertium\n  url: localhost:2737", "p.yaml:3: endpoint.url: "),
        ("  api: libretranslate\n  start: true", "p.yaml:3: endpoint.start: "),
        ("  api: apertum\n  start: true", "p.yaml:2: endpoint.api: "),
        ("  api: apertium\n  start: true\n  request: 4", "p.yaml:4: endpoint.request: unknown key"),
        ("  api: apertium\n  start: true\n  requests: 0", "p.yaml:4: endpoint.requests: "),
        (
            "  api: libretranslate\n  url: http://x\n  key: {environment: TESSERA_NOT_SET}",
            "p.yaml:4: endpoint.key.environment: "
        ),
    ]) func complaintsNameTheirPlace(yaml: String, beginning: String) {
        let error = #expect(throws: InputError.self) { try read(yaml) }
        #expect(error?.description.hasPrefix(beginning) == true, "\(String(describing: error))")
    }

    @Test func aKeyDoesNotPrint() throws {
        let endpoint = try read(
            "  api: libretranslate\n  url: http://x\n  key: {environment: PATH}")
        let key = try #require(endpoint.key).value
        #expect(!key.isEmpty)
        var dumped = ""
        dump(endpoint, to: &dumped)
        for text in ["\(endpoint)", String(reflecting: endpoint), dumped] { #expect(!text.contains(key)) }
    }
}
