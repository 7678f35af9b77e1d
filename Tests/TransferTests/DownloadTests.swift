import Documents
import Foundation
import Hummingbird
import Synchronization
import TestServer
import TestSupport
import Testing
import Transfer

@Suite struct DownloadTests {
    private static func digest(_ bytes: [UInt8]) -> String {
        var digest = Digest()
        digest.update(bytes)
        return digest.hexadecimal()
    }

    @Test func aFileArrivesWhole() async throws {
        let body = noise(3_000_000)
        let router = Router()
        router.get("/x.bin") { _, _ in
            Response(
                status: .ok, headers: [.eTag: "\"one\"", .lastModified: "Mon, 02 Jan 2023 00:00:00 GMT"],
                body: .init(byteBuffer: ByteBuffer(bytes: body)))
        }
        try await withWebServer(router) { url in
            let folder = try TemporaryFolder()
            let last = Mutex<(Int64, Int64?)>((0, nil))
            let file = try await impatientEngine().download(
                url + "/x.bin", to: folder.file("x.bin"), sha256: Self.digest(body).uppercased(), limit: 3_000_000
            ) { done, all in
                last.withLock { $0 = (done, all) }
            }
            #expect(file.bytes == 3_000_000)
            #expect(file.sha256 == Self.digest(body))
            #expect(file.etag == "\"one\"")
            #expect(file.lastModified == "Mon, 02 Jan 2023 00:00:00 GMT")
            #expect(bytes(of: file.path) == body)
            #expect(last.withLock { $0 } == (3_000_000, 3_000_000))
            #expect(try names(in: folder) == ["x.bin"])
        }
    }

    @Test func manyAtOnce() async throws {
        let router = Router()
        let current = Mutex(0), most = Mutex(0)
        router.get("/:seed") { _, context in
            let now = current.withLock { count in
                count += 1
                return count
            }
            most.withLock { $0 = max($0, now) }
            try await Task.sleep(for: .milliseconds(2))
            current.withLock { $0 -= 1 }
            let seed = UInt64(context.parameters.get("seed") ?? "") ?? 0
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(bytes: noise(2000, seed: seed))))
        }
        try await withWebServer(router) { url in
            let folder = try TemporaryFolder()
            let engine = impatientEngine { $0.maxPerHost = 16 }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for seed in 0..<200 {
                    group.addTask {
                        let file = try await engine.download("\(url)/\(seed)", to: folder.file("\(seed)"))
                        #expect(bytes(of: file.path) == noise(2000, seed: UInt64(seed)))
                    }
                }
                try await group.waitForAll()
            }
            #expect(try names(in: folder).count == 200)
        }
        #expect((2...16).contains(most.withLock { $0 }))
    }

    @Test func anEmptyFileIsAFile() async throws {
        let server = try RawServer { _, _, connection in connection.write(head("200 OK", "Content-Length: 0")) }
        let folder = try TemporaryFolder()
        try folder.write("old", to: "x")
        try folder.write("old", to: "x.part")
        let file = try await impatientEngine().download(server.url("/"), to: folder.file("x"))
        #expect(file.bytes == 0)
        #expect(bytes(of: folder.file("x")) == [])
        #expect(try names(in: folder) == ["x"])
    }

    @Test func aMissingFileIsNotRetriedAndLeavesNothing() async throws {
        let tally = Tally()
        let router = Router()
        router.get("/x") { _, _ -> Response in
            _ = await tally.add("x")
            throw HTTPError(.notFound, message: "gone")
        }
        try await withWebServer(router) { url in
            let folder = try TemporaryFolder()
            let error = await failure(.http(status: 404)) {
                try await impatientEngine().download(url + "/x?key=hush", to: folder.file("x"))
            }
            #expect(error?.description == "\(url)/x?key=…: HTTP status 404")
            #expect(await tally.count("x") == 1)
            #expect(try names(in: folder) == [])
        }
    }

    @Test(arguments: [408, 425, 429, 500, 503]) func whatARetryCanMendIsRetried(_ status: Int) async throws {
        let server = try RawServer { index, _, connection in
            if index < 2 {
                connection.write(head("\(status) Later", "Retry-After: 30", "Content-Length: 5") + "later")
            } else {
                connection.write(head("200 OK", "Content-Length: 2") + "ok")
            }
        }
        let folder = try TemporaryFolder()
        let start = ContinuousClock.now
        // The engine's cap is 200 ms.
        let file = try await impatientEngine().download(server.url("/"), to: folder.file("x"))
        #expect(bytes(of: file.path) == Array("ok".utf8))
        #expect(server.requests.count == 3)
        #expect(ContinuousClock.now - start >= .milliseconds(400))
    }

    @Test func triesEnd() async throws {
        let server = try RawServer { _, _, connection in connection.write(head("503 Later", "Retry-After: 0")) }
        let folder = try TemporaryFolder()
        let error = await failure(.http(status: 503)) {
            try await impatientEngine(retries: 2).download(server.url("/"), to: folder.file("x"))
        }
        #expect(error?.retryAfter == .zero)
        #expect(server.requests.count == 3)
    }

    @Test func aWrongDigestLeavesNothing() async throws {
        let server = try RawServer { _, _, connection in
            connection.write(head("200 OK", "ETag: \"one\"", "Content-Length: 100000"))
            connection.write(noise(100_000))
        }
        let folder = try TemporaryFolder()
        let wrong = String(repeating: "0", count: 64)
        await failure(.digestMismatch(expected: wrong, actual: Self.digest(noise(100_000)))) {
            try await impatientEngine().download(server.url("/"), to: folder.file("x"), sha256: wrong)
        }
        #expect(server.requests.count == 1)
        #expect(try names(in: folder) == [])
    }

    @Test func tooLargeAFileIsRefused() async throws {
        let server = try RawServer { _, request, connection in
            connection.write(head("200 OK", request.path == "/announced" ? "Content-Length: 200000" : "ETag: \"one\""))
            while connection.write(noise(10_000)) {}
        }
        for path in ["/announced", "/endless"] {
            let folder = try TemporaryFolder()
            await failure(.tooLarge(limit: 150_000)) {
                try await impatientEngine().download(server.url(path), to: folder.file("x"), limit: 150_000)
            }
            #expect(try names(in: folder) == [])
        }
        #expect(server.requests.count == 2)
    }

    @Test func twoDownloadsDoNotShareAFile() async throws {
        let server = try RawServer { _, _, connection in
            connection.write(head("200 OK", "Content-Length: 10"))
            _ = connection.waitForClose(seconds: 20)
        }
        let folder = try TemporaryFolder()
        let engine = impatientEngine()
        let first = Task { try await engine.download(server.url("/"), to: folder.file("x")) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        await failure(.file) { try await engine.download(server.url("/"), to: folder.file("x")) }
        first.cancel()
        await failure(.cancelled) { try await first.value }
    }

    @Test func aFolderThatIsNotThereIsNamed() async throws {
        let folder = try TemporaryFolder()
        let error = await failure(.file) {
            try await impatientEngine().download("http://127.0.0.1:9/", to: folder.file("no/x"))
        }
        #expect(error?.description.contains("no/x.part") == true)
    }
}
