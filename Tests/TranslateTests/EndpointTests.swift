import Documents
import Foundation
import TestSupport
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
        ("  api: libretranslate\n  url: http://x\n  key: {}", "p.yaml:4: endpoint.key: a key needs exactly one"),
        ("  api: libretranslate", "p.yaml:2: endpoint: an endpoint needs a 'url'"),
        ("  api: libretranslate\n  url: http://me:hush@x", "p.yaml:3: endpoint.url: an address may hold neither"),
        ("  api: libretranslate\n  url: http://x/?key=hush", "p.yaml:3: endpoint.url: an address may hold neither"),
        ("  api: libretranslate\n  url: 'http://'", "p.yaml:3: endpoint.url: 'http://' is not"),
        ("  api: deepl", "p.yaml:2: endpoint: DeepL needs a key"),
        ("  api: deepl\n  model: best\n  key: {environment: PATH}", "p.yaml:3: endpoint.model: 'best' is not known"),
        ("  api: deepl\n  formality: rude\n  key: {environment: PATH}", "p.yaml:3: endpoint.formality: "),
        ("  api: deepl\n  region: x\n  key: {environment: PATH}", "p.yaml:3: endpoint.region: unknown key"),
        (
            "  api: deepl\n  key: {environment: PATH}\n  limits: {texts: 51}",
            "p.yaml:4: endpoint.limits.texts: 51 is out of range; write a number of 1 to 50"
        ),
        ("  api: google-v3\n  key: {environment: PATH}", "p.yaml:2: endpoint.project: the key is missing"),
        ("  api: google-v3\n  project: a/b\n  key: {environment: PATH}", "p.yaml:3: endpoint.project: "),
        ("  api: openai", "p.yaml:2: endpoint.model: the key is missing"),
        ("  api: openai\n  model: m\n  prompt: Translate!", "p.yaml:4: endpoint.prompt: the prompt does not name"),
        (
            "  api: openai\n  model: m\n  structured: false\n  prompt: To {target}!",
            "p.yaml:5: endpoint.prompt: without a schema"
        ),
        ("  api: apertium\n  url: http://x\n  rate: {requests: 0}", "p.yaml:4: endpoint.rate.requests: "),
        ("  api: apertium\n  url: http://x\n  rate: {characters: -1}", "p.yaml:4: endpoint.rate.characters: "),
        ("  api: apertium\n  url: http://x\n  budget: -1", "p.yaml:4: endpoint.budget: "),
        ("  api: apertium\n  url: http://x\n  price: {per_million: 20}", "p.yaml:4: endpoint.price.currency: "),
        (
            "  api: apertium\n  url: http://x\n  price: {per_million: 20, currency: euro}",
            "p.yaml:4: endpoint.price.currency: 'euro' is no currency"
        ),
        ("  api: apertium\n  url: http://x\n  timeout: 0", "p.yaml:4: endpoint.timeout: "),
        ("  api: apertium\n  url: http://x\n  retries: 101", "p.yaml:4: endpoint.retries: "),
        ("  api: apertium\n  url: http://x\n  codes: {jp: ja}", "p.yaml:4: endpoint.codes.jp: 'jp' is not"),
        ("  api: apertium\n  start: true\n  codes: {nb: nob}", "p.yaml:4: endpoint.codes: "),
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

    @Test func whatAnyEndpointMaySay() throws {
        let endpoint = try read(
            """
              api: openai
              url: http://localhost:8000/v1/
              model: gemma
              rate: {requests: 10, characters: 5000}
              budget: 500_000
              price: {per_million: 20, currency: EUR, unit: characters}
              timeout: 2.5
              retries: 0
              limits: {texts: 4, characters: 900}
              codes: {zh-Hans: Simplified Chinese}
            """)
        #expect(endpoint.place == .url("http://localhost:8000"))
        #expect(endpoint.rate == Rate(requests: 10, characters: 5000) && endpoint.budget == 500_000)
        #expect(endpoint.price == Price(perMillion: 20, currency: "EUR"))
        #expect(endpoint.price?.cost(of: 1500) == 0.03)
        #expect(endpoint.timeout == .seconds(2.5) && endpoint.retries == 0 && endpoint.requests == 8)
        #expect(endpoint.limits == TranslationLimits(texts: 4, characters: 900))
        #expect(endpoint.codes == [language("zh-Hans"): "Simplified Chinese"])
        let api = try endpoint.connect(to: "http://localhost:8000", through: .init(), retry: .quick)
        #expect(api.limits == endpoint.limits && api.engine == "openai")
    }

    @Test func codesOfTheEndpointComeFirst() {
        let codes = LanguageCodes.google.overridden(by: [language("zh-Hans"): "zh", english: "en-GB"])
        let pair = codes.pair(english, language("zh-Hans"))
        #expect(pair.sourceCode == "en-GB" && pair.targetCode == "zh")
        #expect(codes.pair(english, language("zh-Hant")).targetCode == "zh-TW")
    }

    @Test(arguments: [
        ("  api: deepl", "https://api.deepl.com"), ("  api: google-v2", "https://translation.googleapis.com"),
        ("  api: google-v3\n  project: p", "https://translation.googleapis.com"),
        ("  api: azure", "https://api.cognitive.microsofttranslator.com"),
        ("  api: openai\n  model: m", "https://api.openai.com"),
    ]) func hostedProvidersHaveTheirAddress(yaml: String, url: String) throws {
        #expect(try read(yaml + "\n  key: {environment: PATH}").place == .url(url))
        #expect(try read(yaml + "\n  url: http://x\n  key: {environment: PATH}").place == .url("http://x"))
    }

    @Test func otherSettingsAreAnotherVersion() throws {
        func version(_ yaml: String) throws -> String? {
            try read(yaml + "\n  url: http://x\n  key: {environment: PATH}").memoryVersion
        }
        let endpoints = [
            "  api: openai\n  model: a", "  api: openai\n  model: b",
            "  api: openai\n  model: a\n  prompt: To {target}",
            "  api: openai\n  model: a\n  deterministic: false", "  api: deepl\n  model: quality_optimized",
            "  api: deepl\n  formality: less", "  api: deepl\n  formality: more", "  api: deepl",
            "  api: google-v3\n  project: p\n  model: general/nmt", "  api: google-v3\n  project: p\n  glossary: g",
            "  api: azure\n  category: c",
        ]
        let versions = try endpoints.map(version)
        #expect(Set(versions).count == versions.count)
        #expect(try versions == endpoints.map(version))
        #expect(try version("  api: openai\n  model: a")?.hasPrefix("a prompt=") == true)
        #expect(try version("  api: openai\n  model: a\n  version: mine") == "mine")
        #expect(try version("  api: libretranslate") == nil)
    }

    @Test func endpointsByName() throws {
        let folder = try TemporaryFolder()
        let entries = "a: {api: apertium, start: true}\nb: {api: deepl, key: {environment: TESSERA_NOT_SET}}\n"
        for text in [entries, "endpoints:\n" + entries.split(separator: "\n").map { "  \($0)\n" }.joined()] {
            let file = try EndpointFile(contentsOf: folder.write(text, to: "endpoints.yaml"))
            #expect(file.names == ["a", "b"])
            #expect(try file.endpoint(named: "a") == EndpointConfiguration(api: .apertium, place: .started))
            #expect(throws: InputError.self) { try file.endpoint(named: "b") }
            let unknown = #expect(throws: InputError.self) { try file.endpoint(named: "c") }
            #expect(unknown?.remedy == "name one of: a, b")
            #expect(throws: InputError.self) { try file.endpoint() }
        }
    }

    @Test func oneEndpointNeedsNoName() throws {
        let folder = try TemporaryFolder()
        for text in ["api: apertium\nstart: true", "only: {api: apertium, start: true}"] {
            let file = try EndpointFile(contentsOf: folder.write(text, to: "endpoint.yaml"))
            #expect(try file.endpoint().api == .apertium)
            #expect(throws: InputError.self) { try file.endpoint(named: "x") }
        }
        for text in ["[]", "{}", "endpoints: {}", "text"] {
            #expect(throws: InputError.self) { try EndpointFile(contentsOf: folder.write(text, to: "endpoint.yaml")) }
        }
        // An endpoint may be named 'api' too.
        let named = try EndpointFile(contentsOf: folder.write("api: {api: apertium, start: true}", to: "endpoint.yaml"))
        #expect(try named.endpoint(named: "api").place == .started)
    }
}
