import Hummingbird
import TestServer
import Testing
import Transfer

@Suite struct SendTests {
    @Test func anAnswerComesWhole() async throws {
        let router = Router()
        router.post("/echo") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            let type = request.headers[.contentType] ?? "-"
            let head = "\(request.method) \(type) \(request.headers[.userAgent] ?? "-")\n"
            return Response(
                status: .created, headers: [.init("X-Robots-Tag")!: "noai"],
                body: .init(byteBuffer: ByteBuffer(string: head + String(buffer: body))))
        }
        try await withWebServer(router) { url in
            let request = HTTPRequest(
                url + "/echo?key=secret", method: "POST", headers: ["content-type": "application/json"],
                body: Array(#"{"q": "hund"}"#.utf8))
            let response = try await impatientEngine().send(request)
            #expect(response.status == 201)
            #expect(response.isSuccess)
            #expect(response.headers["x-robots-tag"] == "noai")
            let text = String(decoding: response.body, as: UTF8.self)
            #expect(text == "POST application/json tessera/0.1\n" + #"{"q": "hund"}"#)
        }
    }

    @Test func aStatusOfFailureIsAnAnswer() async throws {
        try await withWebServer(Router()) { url in
            let engine = impatientEngine()
            let missing = try await engine.send(HTTPRequest(url + "/missing"))
            #expect(missing.status == 404)
            let head = try await engine.send(HTTPRequest(url + "/missing", method: "HEAD"))
            #expect(head.body.isEmpty)
        }
    }

    @Test func retriesOnlyWhenAsked() async throws {
        let tally = Tally()
        let router = Router()
        router.get("/:name") { _, context in
            let name = context.parameters.get("name") ?? ""
            let isBusy = await tally.add(name) < 2 || name == "never"
            return Response(status: isBusy ? .serviceUnavailable : .ok, headers: [.retryAfter: "0"])
        }
        try await withWebServer(router) { url in
            let engine = impatientEngine()
            let once = try await engine.send(HTTPRequest(url + "/once"))
            #expect(once.status == 503)
            #expect(await tally.count("once") == 1)
            let retry = RetryPolicy(retries: 3, baseDelay: .milliseconds(5))
            #expect(try await engine.send(HTTPRequest(url + "/thrice", retry: retry)).status == 200)
            #expect(await tally.count("thrice") == 3)
            // The last answer is returned when the tries are used up.
            #expect(try await engine.send(HTTPRequest(url + "/never", retry: retry)).status == 503)
            #expect(await tally.count("never") == 4)
        }
    }

    @Test func theBodyIsLimited() async throws {
        let server = try RawServer { _, request, connection in
            if request.path == "/announced" {
                connection.write(head("200 OK", "Content-Length: 5000"))
                connection.write(noise(5000))
            } else {
                connection.write(head("200 OK"))
                while connection.write(noise(10_000)) {}
            }
        }
        for path in ["/announced", "/endless"] {
            await failure(.tooLarge(limit: 4999)) {
                try await impatientEngine().send(HTTPRequest(server.url(path), limit: 4999))
            }
        }
        let response = try await impatientEngine().send(HTTPRequest(server.url("/announced"), limit: 5000))
        #expect(response.body == noise(5000))
    }

    @Test func endlessHeadersAreRefused() async throws {
        let server = try RawServer { _, _, connection in
            connection.write("HTTP/1.1 200 OK\r\n")
            let lines = String(repeating: "X-More: " + String(repeating: "x", count: 1000) + "\r\n", count: 50)
            while connection.write(lines) {}
        }
        await failure(.malformedResponse) { try await impatientEngine().send(HTTPRequest(server.url("/"))) }
    }

    @Test func whatIsNotHTTPIsNamed() async throws {
        let server = try RawServer { _, _, connection in connection.write("SSH-2.0-OpenSSH_9.2\r\n") }
        await failure(.malformedResponse) { try await impatientEngine().send(HTTPRequest(server.url("/"))) }
    }

    @Test func requestsThatCannotBeSentAreRefused() async throws {
        let engine = impatientEngine()
        for url in ["", "no url", "file:///etc/passwd", "ftp://127.0.0.1/x", "http://"] {
            await failure(.invalidRequest) { try await engine.send(HTTPRequest(url)) }
        }
        let smuggled: HTTPHeaders = ["X-Text": "a\r\nX-Evil: b"]
        await failure(.invalidRequest) {
            try await engine.send(HTTPRequest("http://127.0.0.1:9/", headers: smuggled))
        }
        await failure(.invalidRequest) { try await engine.send(HTTPRequest("http://127.0.0.1:9/", method: "GET /x")) }
    }

    @Test func aClosedPortIsNoConnection() async throws {
        // The port was free a moment ago.
        let url = try RawServer { _, _, _ in }.url("/")
        let error = await failure(.couldNotConnect) { try await impatientEngine().send(HTTPRequest(url)) }
        #expect(error?.isRetryable == true)
    }

    @Test func errorsKeepSecrets() async throws {
        let url = try RawServer { _, _, _ in }.url("/v2/translate?key=hush&q=hund#hush")
            .replacing("//127", with: "//hush:hush@127")
        let error = await failure(.couldNotConnect) { try await impatientEngine().send(HTTPRequest(url)) }
        #expect(error?.description.contains("hush") == false)
        #expect(error?.url.hasSuffix("/v2/translate?key=…&q=…") == true)
        #expect(TransferError(.cut, url: "nonsense?hush@hush").url == "nonsense?…")
    }

    @Test func spacesAndUnicodeInURLsAreEncoded() async throws {
        let server = try RawServer { _, _, connection in connection.write(head("200 OK", "Content-Length: 0")) }
        let response = try await impatientEngine().send(HTTPRequest(server.url("/ein hund/größe%20.jpg")))
        #expect(response.status == 200)
        #expect(server.requests.first?.path.lowercased() == "/ein%20hund/gr%c3%b6%c3%9fe%20.jpg")
    }
}
