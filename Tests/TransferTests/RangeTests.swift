import TestServer
import TestSupport
import Testing
import Transfer

/// Parts of a file: only those of one version belong together.
@Suite struct RangeTests {
    private let engine = impatientEngine()

    private func server(_ status: String, _ headers: String..., body: [UInt8] = noise(10)) throws -> RawServer {
        let lines = ["HTTP/1.1 " + status] + headers + ["Content-Length: \(body.count)", "Connection: close", "", ""]
        return try RawServer { _, _, connection in
            connection.write(lines.joined(separator: "\r\n"))
            connection.write(body)
        }
    }

    private func part(_ server: RawServer, _ version: FileVersion? = nil) async throws -> ReceivedRange {
        try await engine.receive(20..<30, of: HTTPRequest(server.url("/x")), version: version)
    }

    @Test func aPartIsOfTheVersionThatItWasAskedOf() async throws {
        let first = try server("206 Partial Content", "Content-Range: bytes 20-29/100", "ETag: \"a\"")
        let part = try await part(first)
        #expect(part.bytes == noise(10) && part.version.bytes == 100)
        #expect(first.requests.map { $0.header("Range") } == ["bytes=20-29"])
        #expect(try await self.part(first, part.version).bytes == noise(10))
        #expect(first.requests.last?.header("If-Match") == "\"a\"")
        let others = [
            try server("206 Partial Content", "Content-Range: bytes 20-29/100", "ETag: \"b\""),
            try server("206 Partial Content", "Content-Range: bytes 20-29/101", "ETag: \"a\""),
            try server("412 Precondition Failed"), try server("416 Range Not Satisfiable"),
        ]
        for other in others { await failure(.changed) { try await self.part(other, part.version) } }
    }

    /// One that has not changed for a while; else two versions may have the same time.
    @Test func aTimeIsAVersionWhereThereIsNoTag() async throws {
        let times = ["Last-Modified: Mon, 02 Jan 2023 03:04:05 GMT", "Date: Mon, 02 Jan 2023 03:05:06 GMT"]
        let old = try server("206 Partial Content", "Content-Range: bytes 20-29/100", times[0], times[1])
        _ = try await part(old, part(old).version)
        #expect(old.requests.last?.header("If-Unmodified-Since") == "Mon, 02 Jan 2023 03:04:05 GMT")
        let young = try server(
            "206 Partial Content", "Content-Range: bytes 20-29/100", times[0], "Date: Mon, 02 Jan 2023 03:04:06 GMT")
        await failure(.noVersion) { try await part(young) }
        let weak = try server("206 Partial Content", "Content-Range: bytes 20-29/100", "ETag: W/\"a\"")
        await failure(.noVersion) { try await part(weak) }
    }

    @Test func whatIsNotThePartIsRefused() async throws {
        await failure(.noRanges) { try await part(server("200 OK", "ETag: \"a\"")) }
        let large = try server("200 OK", "ETag: \"a\"", body: noise(100_000))
        await failure(.noRanges) { try await part(large) }
        await failure(.http(status: 404)) { try await part(server("404 Not Found")) }
        for range in ["bytes 21-30/100", "bytes 20-28/100", "bytes 20-29/*", "20-29/100", ""] {
            let server = try server("206 Partial Content", "Content-Range: \(range)", "ETag: \"a\"")
            await failure(.malformedResponse) { try await part(server) }
        }
        let packed = try server(
            "206 Partial Content", "Content-Range: bytes 20-29/100", "ETag: \"a\"", "Content-Encoding: gzip")
        await failure(.malformedResponse) { try await part(packed) }
    }

    @Test func theEndOfTheFileEndsThePart() async throws {
        let server = try server(
            "206 Partial Content", "Content-Range: bytes 20-24/25", "ETag: \"a\"", body: noise(5))
        #expect(try await part(server).bytes == noise(5))
    }
}
