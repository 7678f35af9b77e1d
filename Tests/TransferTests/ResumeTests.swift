import Documents
import Foundation
import TestServer
import TestSupport
import Testing
import Transfer

/// What is left of a download that broke off, and how the next try goes on.
@Suite struct ResumeTests {
    private static let body = noise(1_000_000)
    private static let sha256 = {
        var digest = Digest()
        digest.update(body)
        return digest.hexadecimal()
    }()

    /// Serves a body with ranges as a proper server does, and breaks off after `cut` bytes where that is not nil.
    private static func serve(
        _ body: [UInt8], etag: String?, _ request: RawServer.Request, _ connection: RawServer.Connection,
        cut: Int? = nil
    ) {
        let validator = etag.map { "ETag: \($0)" } ?? "X-None: -"
        var start = 0
        if let range = request.header("Range"), request.header("If-Range").map({ $0 == etag }) ?? true {
            start = Int(range.dropFirst("bytes=".count).dropLast()) ?? 0
            let place = "Content-Range: bytes \(start)-\(body.count - 1)/\(body.count)"
            connection.write(head("206 Partial", validator, place, "Content-Length: \(body.count - start)"))
        } else {
            connection.write(head("200 OK", validator, "Content-Length: \(body.count)"))
        }
        connection.write(Array(body[start..<min(body.count, start + (cut ?? body.count))]))
        if cut != nil { connection.reset() }
    }

    @Test func aCutFileIsGoneOnWith() async throws {
        let server = try RawServer { index, request, connection in
            Self.serve(Self.body, etag: "\"one\"", request, connection, cut: index == 0 ? 400_000 : nil)
        }
        let folder = try TemporaryFolder()
        let file = try await impatientEngine().download(server.url("/"), to: folder.file("x"), sha256: Self.sha256)
        #expect(bytes(of: file.path) == Self.body)
        #expect(server.requests.count == 2)
        let range = try #require(server.requests[1].header("Range"))
        #expect(try #require(Int(range.dropFirst(6).dropLast())) > 0)
        #expect(server.requests[1].header("If-Range") == "\"one\"")
        #expect(try names(in: folder) == ["x"])
    }

    @Test func whatAnEarlierRunLeftIsGoneOnWith() async throws {
        let server = try RawServer { index, request, connection in
            Self.serve(Self.body, etag: "\"one\"", request, connection, cut: index == 0 ? 400_000 : nil)
        }
        let folder = try TemporaryFolder()
        await failure(.cut) {
            try await impatientEngine(retries: 0).download(server.url("/?key=hush"), to: folder.file("x"))
        }
        let left = try #require(bytes(of: folder.file("x.part"))).count
        #expect(left > 0)
        let record = try #require(bytes(of: folder.file("x.part.json")))
        #expect(!String(decoding: record, as: UTF8.self).contains("hush"))
        let file = try await impatientEngine(retries: 0).download(server.url("/?key=hush"), to: folder.file("x"))
        #expect(server.requests[1].header("Range") == "bytes=\(left)-")
        #expect(file.sha256 == Self.sha256)
        #expect(file.bytes == 1_000_000)
        #expect(bytes(of: file.path) == Self.body)
        #expect(try names(in: folder) == ["x"])
    }

    @Test func aChangedFileStartsOver() async throws {
        let changed = noise(900_000, seed: 7)
        let server = try RawServer { index, request, connection in
            if index == 0 {
                Self.serve(Self.body, etag: "\"one\"", request, connection, cut: 400_000)
            } else {
                Self.serve(changed, etag: "\"two\"", request, connection)
            }
        }
        let folder = try TemporaryFolder()
        let file = try await impatientEngine().download(server.url("/"), to: folder.file("x"))
        #expect(server.requests[1].header("Range") != nil)
        #expect(bytes(of: file.path) == changed)
        #expect(file.etag == "\"two\"")
    }

    @Test func aServerThatForgetsIfRangeDoesNotMixFiles() async throws {
        let changed = noise(900_000, seed: 7)
        let server = try RawServer { index, request, connection in
            switch index {
            case 0: Self.serve(Self.body, etag: "\"one\"", request, connection, cut: 400_000)
            case 1:
                let place = "Content-Range: bytes 400000-899999/900000"
                connection.write(head("206 Partial", "ETag: \"two\"", place, "Content-Length: 500000"))
                connection.write(Array(changed[400_000...]))
            default: Self.serve(changed, etag: "\"two\"", request, connection)
            }
        }
        let folder = try TemporaryFolder()
        let file = try await impatientEngine().download(server.url("/"), to: folder.file("x"))
        #expect(bytes(of: file.path) == changed)
        #expect(server.requests.map { $0.header("Range") != nil } == [false, true, false])
    }

    @Test(arguments: [nil, "W/\"one\""]) func withoutAStrongValidatorItStartsOver(_ etag: String?) async throws {
        let server = try RawServer { index, request, connection in
            Self.serve(Self.body, etag: etag, request, connection, cut: index == 0 ? 400_000 : nil)
        }
        let folder = try TemporaryFolder()
        let file = try await impatientEngine().download(server.url("/"), to: folder.file("x"))
        #expect(server.requests[1].header("Range") == nil)
        #expect(bytes(of: file.path) == Self.body)
    }

    @Test func anOldTimeIsAValidatorAndAFreshOneIsNot() async throws {
        for (date, resumes) in [("Mon, 02 Jan 2023 12:00:00 GMT", true), ("Mon, 02 Jan 2023 00:00:01 GMT", false)] {
            let server = try RawServer { _, request, connection in
                connection.write(
                    head(
                        "200 OK", "Last-Modified: Mon, 02 Jan 2023 00:00:00 GMT", "Date: \(date)",
                        "Content-Length: 1000000"))
                connection.write(Array(Self.body[..<(request.header("Range") == nil ? 300_000 : 1_000_000)]))
            }
            let folder = try TemporaryFolder()
            let engine = impatientEngine(retries: 1)
            _ = try? await engine.download(server.url("/"), to: folder.file("x"))
            #expect(server.requests[1].header("If-Range") == (resumes ? "Mon, 02 Jan 2023 00:00:00 GMT" : nil))
        }
    }

    @Test func anotherURLStartsOver() async throws {
        let server = try RawServer { index, request, connection in
            Self.serve(Self.body, etag: "\"one\"", request, connection, cut: index == 0 ? 400_000 : nil)
        }
        let folder = try TemporaryFolder()
        let engine = impatientEngine(retries: 0)
        await failure(.cut) { try await engine.download(server.url("/a"), to: folder.file("x")) }
        _ = try await engine.download(server.url("/b"), to: folder.file("x"), sha256: Self.sha256)
        #expect(server.requests[1].header("Range") == nil)
    }

    @Test func aWholePartIsNotAskedForAgain() async throws {
        let server = try RawServer { index, request, connection in
            // The record is of a file a little longer, so that the first try is cut at the true end.
            Self.serve(Self.body + [0], etag: "\"one\"", request, connection, cut: 1_000_000)
        }
        let folder = try TemporaryFolder()
        let engine = impatientEngine(retries: 0)
        // The server reads until the client has all, and then closes: no byte is lost to the reset.
        _ = try? await engine.download(server.url("/"), to: folder.file("x"))
        try Data(Self.body).write(to: URL(fileURLWithPath: folder.file("x.part")))
        let file = try await engine.download(server.url("/"), to: folder.file("x"), sha256: Self.sha256)
        #expect(server.requests.count == 1)
        #expect(file.etag == "\"one\"")
        #expect(bytes(of: folder.file("x")) == Self.body)
    }

    @Test func aRefusedRangeStartsOver() async throws {
        let server = try RawServer { index, request, connection in
            switch index {
            case 0: Self.serve(Self.body, etag: "\"one\"", request, connection, cut: 400_000)
            case 1: connection.write(head("416 Range Not Satisfiable", "Content-Length: 0"))
            default: Self.serve(Self.body, etag: "\"one\"", request, connection)
            }
        }
        let folder = try TemporaryFolder()
        let file = try await impatientEngine().download(server.url("/"), to: folder.file("x"), sha256: Self.sha256)
        #expect(bytes(of: file.path) == Self.body)
        #expect(server.requests.count == 3)
    }

    @Test func aConnectionThatBreaksAgainAndAgainGetsThereInTheEnd() async throws {
        let body = noise(9_000_000)
        let server = try RawServer { _, request, connection in
            let start = Int(request.header("Range")?.dropFirst(6).dropLast() ?? "") ?? 0
            let place = "Content-Range: bytes \(start)-8999999/9000000"
            let length = "Content-Length: \(9_000_000 - start)"
            connection.write(head(start > 0 ? "206 Partial" : "200 OK", "ETag: \"one\"", length, place))
            connection.write(Array(body[start..<min(9_000_000, start + 1_500_000)]))
        }
        let folder = try TemporaryFolder()
        let file = try await impatientEngine(retries: 1).download(server.url("/"), to: folder.file("x"))
        #expect(bytes(of: file.path) == body)
        #expect(server.requests.count == 6)
    }

    @Test func lessThanAnnouncedIsAnError() async throws {
        let server = try RawServer { _, _, connection in
            connection.write(head("200 OK", "Content-Length: 1000"))
            connection.write(noise(999))
        }
        let folder = try TemporaryFolder()
        let error = await failure(.cut) {
            try await impatientEngine(retries: 1).download(server.url("/"), to: folder.file("x"))
        }
        #expect(error?.detail.contains("1 bytes remaining") == true)
        #expect(server.requests.count == 2)
        #expect(!FileManager.default.fileExists(atPath: folder.file("x")))
    }
}
