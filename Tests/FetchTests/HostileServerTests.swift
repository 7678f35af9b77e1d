import Documents
import Foundation
import TestServer
import TestSupport
import Testing
import Transfer
import Workspace

@testable import Fetch

/// Servers that lie, break off and lead astray: what a person reads then, and what is left.
@Suite struct HostileServerTests {
    private static let content = noise(200_000)

    private static func whole(_ headers: String...) -> [UInt8] {
        let lines = (["HTTP/1.1 200 OK"] + headers + ["Connection: close", "", ""]).joined(separator: "\r\n")
        return Array(lines.utf8) + content
    }

    // MARK: - Limits in the manifest

    @Test(arguments: [
        ("path: x", "max_bytes: 5", "files[0].max_bytes", "only what an address gives can be limited"),
        ("url: http://x/y", "max_bytes: 0", "files[0].max_bytes", "0 is out of range"),
        ("url: http://x/y", "max_files: 5", "files[0].max_files", "only what is unpacked can be limited so"),
        ("path: x", "max_unpacked_bytes: 5", "files[0].max_unpacked_bytes", "only what is unpacked"),
        ("path: x", "unpack: tar\n    max_ratio: 0.5", "files[0].max_ratio", "0.5 is out of range"),
    ])
    func aLimitThatMeansNothingIsRefused(_ place: String, _ limit: String, _ key: String, _ words: String) async throws
    {
        let ground = try HostileGround(place, more: limit)
        let error = await #expect(throws: InputError.self) { try await ground.run() }
        #expect(error?.file == ground.manifest && error?.line ?? 0 >= 8 && error?.key == key)
        #expect(error?.problem.contains(words) == true, "\(String(describing: error))")
    }

    // MARK: - The address is at fault

    @Test func anEndlessBodyEndsAtTheLimit() async throws {
        let server = try RawServer { _, _, connection in
            connection.write(head("200 OK"))
            while connection.write(Self.content) {}
        }
        let ground = try HostileGround("url: \(server.url("/x.json"))", more: "max_bytes: 1_000_000")
        let error = try await ground.refusal()
        #expect(error?.key == "files[0].max_bytes" && error?.line == 6)
        #expect(error?.problem.contains("larger than the limit of 1000000 bytes") == true)
        #expect(error?.remedy.contains("raise max_bytes") == true)
    }

    @Test func aLengthBeyondTheLimitIsRefusedBeforeItComes() async throws {
        let server = try RawServer { _, _, connection in
            connection.write(head("200 OK", "Content-Length: 9000000000000") + "x")
            _ = connection.waitForClose(seconds: 5)
        }
        // Without a limit in the manifest, it is 1 TiB.
        let error = try await HostileGround("url: \(server.url("/x.json"))").refusal()
        #expect(error?.problem.contains("larger than the limit of 1099511627776 bytes") == true)
    }

    @Test(arguments: [
        ("/", "more than 10 redirects"), ("file:///etc/passwd", "refused an insecure redirect"),
        ("ftp://127.0.0.1/x", "refused an insecure redirect"),
    ])
    func aRedirectThatLeadsNowhereIsRefused(_ location: String, _ words: String) async throws {
        let server = try RawServer { _, _, connection in
            connection.write(head("302 Found", "Location: \(location)", "Content-Length: 0"))
        }
        let error = try await HostileGround("url: \(server.url("/"))").refusal()
        #expect(error?.key == "files[0].url" && error?.line == 6)
        #expect(error?.problem.contains(words) == true, "\(String(describing: error))")
    }

    @Test(.enabled(if: SecureServer.isThere, "no openssl to make a TLS server with"))
    func aRedirectFromHTTPSToHTTPIsRefused() async throws {
        let plain = try RawServer { _, _, connection in connection.write(Self.whole()) }
        let server = try SecureServer(answer: head("302 Found", "Location: \(plain.url("/"))", "Content-Length: 0"))
        let ground = try HostileGround("url: \(server.url)")
        let error = try await ground.refusal { $0.certificates = server.certificate }
        #expect(error?.key == "files[0].url")
        #expect(error?.problem.contains("from https to http") == true)
        #expect(plain.requests.isEmpty)
        // Nobody vouches for its certificate.
        let fault = try await ground.fault()
        #expect(fault?.reason.contains("no trusted connection") == true)
    }

    @Test(arguments: [404, 403, 410]) func aStatusThatNoRetryMendsIsTheAddresss(_ status: Int) async throws {
        let server = try RawServer { _, _, connection in
            connection.write(head("\(status) No", "Content-Length: 2") + "no")
        }
        let error = try await HostileGround("url: \(server.url("/x?key=secret"))").refusal()
        #expect(error?.problem.contains("HTTP status \(status)") == true)
        #expect(error?.description.contains("secret") == false)
        #expect(server.requests.count == 1)
    }

    @Test func aWrongChecksumIsNamedByLine() async throws {
        let server = try RawServer { _, _, connection in connection.write(Self.whole("Content-Length: 200000")) }
        let digest = String(repeating: "0", count: 64)
        let error = try await HostileGround("url: \(server.url("/x.json"))", more: "sha256: '\(digest)'").refusal()
        #expect(error?.key == "files[0].sha256" && error?.line == 8)
        #expect(error?.problem.contains("not \(digest)") == true)
    }

    @Test func aLengthThatIsTooShortIsNoticedByTheChecksum() async throws {
        let server = try RawServer { _, _, connection in connection.write(Self.whole("Content-Length: 1000")) }
        let digest = sha256(Self.content)
        let error = try await HostileGround("url: \(server.url("/x.json"))", more: "sha256: '\(digest)'").refusal()
        #expect(error?.key == "files[0].sha256")
        #expect(error?.problem.contains(sha256(Array(Self.content.prefix(1000)))) == true)
    }

    @Test(arguments: ["<!DOCTYPE html><title>Sign in</title>", "\n  <html><body>Moved</body></html>"])
    func aPageInPlaceOfAFileIsRefusedAndNotPinned(_ page: String) async throws {
        let server = try RawServer { _, _, connection in
            connection.write(head("200 OK", "Content-Length: \(page.utf8.count)") + page)
        }
        for unpack in [nil, "unpack: zip", "unpack: gzip"] {
            let error = try await HostileGround("url: \(server.url("/x"))", more: unpack).refusal()
            #expect(error?.key == "files[0].url" && error?.line == 6)
            #expect(error?.problem.contains("gives a web page") == true)
        }
    }

    // MARK: - A rerun may pass

    @Test func aBodyThatBreaksOffIsAFault() async throws {
        let server = try RawServer { _, _, connection in
            connection.write(Array(Self.whole("Content-Length: 999999").prefix(1000)))
        }
        let fault = try await HostileGround("url: \(server.url("/x.json"))").fault()
        #expect(fault?.reason.contains("the connection broke before the end") == true)
        #expect(server.requests.count == 2)
    }

    @Test func aBodyThatDripsForEverIsAFault() async throws {
        let server = try RawServer { _, _, connection in
            connection.write(head("200 OK"))
            while connection.write("x") { Thread.sleep(forTimeInterval: 0.02) }
        }
        let fault = try await HostileGround("url: \(server.url("/x.json"))").fault {
            $0.downloadTimeout = .milliseconds(300)
            $0.retry.retries = 0
        }
        #expect(fault?.reason.contains("time-out") == true, "\(String(describing: fault))")
    }

    // MARK: - Answers to a Range request

    /// The first answer breaks off; what the next ones do with the Range that asks for the rest.
    @Test(arguments: ["whole", "refused", "another file", "another range"])
    func aRangeThatIsAnsweredWronglyNeverMixes(_ way: String) async throws {
        let other = noise(150_000, seed: 9)
        let server = try RawServer { index, request, connection in
            switch (index, way) {
            case (0, _):
                connection.write(Array(Self.whole("Content-Length: 200000", "ETag: \"1\"").prefix(120_000)))
            case (_, "refused") where request.header("Range") != nil:
                connection.write(head("416 Range Not Satisfiable", "Content-Length: 0"))
            case (_, "another range") where request.header("Range") != nil:
                let rest = head(
                    "206 Partial Content", "ETag: \"1\"", "Content-Range: bytes 5-199999/200000",
                    "Content-Length: 199995")
                connection.write(Array(rest.utf8) + Self.content.dropFirst(5))
            case (_, "another file"):
                connection.write(Array(head("200 OK", "ETag: \"2\"", "Content-Length: 150000").utf8) + other)
            default: connection.write(Self.whole("Content-Length: 200000", "ETag: \"1\""))
            }
        }
        let ground = try HostileGround("url: \(server.url("/x.bin"))")
        _ = try await ground.run()
        let found = FileManager.default.contents(atPath: ground.workspace.file("media/it")).map(Array.init)
        #expect(found == (way == "another file" ? other : Self.content))
        #expect(server.requests[1].header("Range") != nil)
        try ground.checkNothingIsOutside()
        #expect(try ground.leftovers() == [])
    }
}
