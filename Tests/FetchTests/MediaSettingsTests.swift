import Documents
import Testing

@testable import Fetch

@Suite struct MediaSettingsTests {
    private func settings(_ text: String) throws -> MediaSettings {
        try MediaSettings(Document(parsing: text, file: "m.yaml"))
    }

    @Test func everyKeyIsRead() throws {
        let settings = try settings(
            """
            connections: 8
            per_host: 2
            timeout: 2.5
            retries: 0
            max_bytes: 1_000_000
            min_side: 32
            user_agent: mylab/1.0
            respect: [noai]
            resize: {shorter_side: 256, quality: 90, only_if_bigger: false}
            """)
        #expect(settings.connections == 8)
        #expect(settings.perHost == 2)
        #expect(settings.timeout == 2.5)
        #expect(settings.retries == 0)
        #expect(settings.maxBytes == 1_000_000)
        #expect(settings.minSide == 32)
        #expect(settings.userAgent == "mylab/1.0")
        #expect(settings.respect == ["noai"])
        #expect(settings.resize?.shorterSide == 256)
        #expect(settings.resize?.quality == 90)
        #expect(settings.resize?.onlyIfBigger == false)
    }

    @Test(arguments: [
        ("conections: 8", "conections"), ("connections: 0", "connections"), ("respect: [nothing]", "respect[0]"),
        ("resize: {side: 3}", "resize.side"), ("resize: {quality: 3}", "resize.shorter_side"),
        ("user_agent: \"a\\nb\"", "user_agent"), ("max_bytes: 0", "max_bytes"),
    ]) func mistakesAreNamed(_ text: String, _ key: String) {
        let error = #expect(throws: InputError.self) { try settings(text) }
        #expect(error?.line == 1)
        #expect(error?.key?.hasSuffix(key) == true || error?.key == key, "\(error?.description ?? "")")
    }
}
