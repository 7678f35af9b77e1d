import Foundation
import TestServer
import TestSupport
import Testing
import Transfer

/// A TLS server with a certificate of its own making: `openssl s_server`, which serves files that hold whole answers.
private final class SecureServer {
    static let openssl = "/usr/bin/openssl"

    let port: Int
    private let folder: TemporaryFolder
    private let process = Process()
    var certificate: String { folder.file("cert.pem") }

    /// - Parameter answers: name to answer, head and body.
    init(_ answers: [String: String]) throws {
        folder = try TemporaryFolder()
        for (name, answer) in answers { try folder.write(answer, to: name) }
        let make = Process()
        make.executableURL = URL(fileURLWithPath: SecureServer.openssl)
        make.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        make.arguments =
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout key.pem -out cert.pem"
            .split(separator: " ").map(String.init) + ["-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1"]
        make.standardError = FileHandle.nullDevice
        try make.run()
        make.waitUntilExit()
        let output = Pipe()
        process.executableURL = make.executableURL
        process.currentDirectoryURL = make.currentDirectoryURL
        process.arguments = ["s_server", "-accept", "127.0.0.1:0", "-cert", "cert.pem", "-key", "key.pem", "-HTTP"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        // It prints "ACCEPT 127.0.0.1:PORT" once it listens.
        var text = ""
        var port: Int?
        while port == nil {
            let piece = output.fileHandleForReading.availableData
            guard !piece.isEmpty else { break }
            text += String(decoding: piece, as: UTF8.self)
            for line in text.split(separator: "\n").filter({ $0.hasPrefix("ACCEPT") }) where text.hasSuffix("\n") {
                port = line.split(separator: ":").last.flatMap { Int($0) }
            }
        }
        self.port = try #require(port)
    }

    // A kill, because the child has the signal mask of the thread that started it, which may hold back all others.
    deinit { kill(process.processIdentifier, SIGKILL) }

    func url(_ path: String) -> String { "https://127.0.0.1:\(port)\(path)" }
}

@Suite(
    .enabled(
        if: FileManager.default.isExecutableFile(atPath: SecureServer.openssl), "no openssl to make a TLS server with"))
struct SecureTests {
    private let answer = "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"

    @Test func certificatesAreVerified() async throws {
        let server = try SecureServer(["x": answer])
        let error = await failure(.tls) { try await impatientEngine().send(HTTPRequest(server.url("/x"))) }
        #expect(error?.isRetryable == false)
        let engine = impatientEngine { $0.certificates = server.certificate }
        #expect(try await engine.send(HTTPRequest(server.url("/x"))).body == Array("ok".utf8))
        // The certificate is for another name.
        let other = server.url("/x").replacing("127.0.0.1", with: "localhost")
        await failure(.tls) { try await engine.send(HTTPRequest(other)) }
    }

    @Test func aRedirectFromHTTPSToHTTPIsRefused() async throws {
        let plain = try RawServer { _, _, connection in connection.write(head("200 OK", "Content-Length: 2") + "ok") }
        let server = try SecureServer([
            "x": "HTTP/1.0 302 Found\r\nLocation: \(plain.url("/"))\r\nContent-Length: 0\r\n\r\n"
        ])
        let folder = try TemporaryFolder()
        let engine = impatientEngine { $0.certificates = server.certificate }
        let error = await failure(.insecureRedirect) {
            try await engine.download(server.url("/x"), to: folder.file("x"))
        }
        #expect(error?.description.contains("from https to http") == true)
        #expect(plain.requests.isEmpty)
        #expect(try names(in: folder) == [])
    }

    @Test func whatSpeaksNoTLSIsNamed() async throws {
        try await withWebServer(.init()) { url in
            let secure = url.replacing("http:", with: "https:")
            await failure(.tls) { try await impatientEngine().send(HTTPRequest(secure)) }
        }
    }
}
