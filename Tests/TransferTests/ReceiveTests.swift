import Documents
import Foundation
import TestSupport
import TestServer
import Testing
import Transfer

/// Mirrors, and bodies that stay in memory or go to the disk.
@Suite struct ReceiveTests {
    private func all(_ body: ReceivedBody) throws -> (bytes: [UInt8], isOnDisk: Bool) {
        switch body {
        case .memory(let bytes): return (bytes, false)
        case .file(let file):
            var bytes: [UInt8] = []
            try file.forEachPiece { bytes += $0 }
            return (bytes, true)
        }
    }

    @Test(arguments: [(99_999, false), (100_000, false), (100_001, true), (3_000_000, true)])
    func largeBodiesGoToTheDisk(_ count: Int, _ isOnDisk: Bool) async throws {
        let server = try RawServer { _, request, connection in
            connection.write(request.path == "/told" ? head("200 OK", "Content-Length: \(count)") : head("200 OK"))
            connection.write(noise(count))
        }
        let folder = try TemporaryFolder()
        let spool = Spool(folder: folder.path, memoryLimit: 100_000, limit: 4_000_000)
        for path in ["/told", "/untold"] {
            let file = try await impatientEngine().receive(HTTPRequest(server.url(path)), spool: spool)
            let body = try all(file.body)
            #expect(file.body.count == count)
            #expect(body.bytes == noise(count))
            #expect(body.isOnDisk == isOnDisk)
            #expect(try names(in: folder) == [])
        }
    }

    @Test func aSpooledFileCanBeOpenedByItsPath() throws {
        let folder = try TemporaryFolder()
        let file = try SpooledFile(in: folder.path)
        try file.append([1, 2])
        try file.append([3])
        #expect(bytes(of: file.path) == [1, 2, 3])
        #expect(try names(in: folder) == [])
    }

    @Test func anEndlessBodyEnds() async throws {
        let server = try RawServer { _, _, connection in
            connection.write(head("200 OK"))
            while connection.write(noise(10_000)) {}
        }
        let folder = try TemporaryFolder()
        let spool = Spool(folder: folder.path, memoryLimit: 50_000, limit: 150_000)
        await failure(.tooLarge(limit: 150_000)) {
            try await impatientEngine().receive(HTTPRequest(server.url("/")), spool: spool)
        }
        #expect(server.requests.count == 1)
    }

    @Test func aBodyThatNobodyWantsIsNotRead() async throws {
        let server = try RawServer { _, _, connection in
            connection.write(head("200 OK", "X-Robots-Tag: noai"))
            while connection.write(noise(10_000)) {}
        }
        let folder = try TemporaryFolder()
        await failure(.declined) {
            try await impatientEngine().receive(
                HTTPRequest(server.url("/")), spool: Spool(folder: folder.path, limit: 1 << 40)
            ) { $0["X-Robots-Tag"] == nil }
        }
    }

    @Test func aSlowDripIsEnded() async throws {
        let server = try RawServer { _, _, connection in
            connection.write(head("200 OK", "Content-Length: 1000"))
            // A byte now and then keeps the stall time-out off.
            while connection.write("x") { usleep(50_000) }
        }
        let folder = try TemporaryFolder()
        await failure(.timedOut) {
            try await impatientEngine().receive(
                HTTPRequest(server.url("/"), timeout: .milliseconds(600)),
                spool: Spool(folder: folder.path, limit: 1000))
        }
    }

    @Test func retriesBeginAnew() async throws {
        let server = try RawServer { index, _, connection in
            connection.write(head("200 OK", "Content-Length: 1000"))
            connection.write(Array(noise(1000).prefix(index == 0 ? 500 : 1000)))
        }
        let folder = try TemporaryFolder()
        let request = HTTPRequest(server.url("/"), retry: RetryPolicy(retries: 1, baseDelay: .milliseconds(5)))
        let file = try await impatientEngine().receive(request, spool: Spool(folder: folder.path, limit: 1000))
        #expect(try all(file.body).bytes == noise(1000))
        #expect(server.requests.count == 2)
    }

    @Test func mirrorsAreTriedInOrder() async throws {
        let right = noise(100_000)
        var digest = Digest()
        digest.update(right)
        let server = try RawServer { _, request, connection in
            switch request.path {
            case "/gone": connection.write(head("404 Not Found", "Content-Length: 0"))
            case "/other":
                connection.write(head("200 OK", "ETag: \"one\"", "Content-Length: 100000"))
                connection.write(noise(100_000, seed: 2))
            case "/cut":
                connection.write(head("200 OK", "ETag: \"one\"", "Content-Length: 100000"))
                connection.write(noise(70_000, seed: 2))
            default:
                connection.write(head("200 OK", "ETag: \"one\"", "Content-Length: 100000"))
                connection.write(right)
            }
        }
        let folder = try TemporaryFolder()
        let mirrors = ["/gone", "/other", "/cut", "/right", "/never"].map { server.url($0) }
        let file = try await impatientEngine(retries: 0).download(
            mirrors: mirrors, to: folder.file("x"), sha256: digest.hexadecimal())
        #expect(bytes(of: file.path) == right)
        #expect(server.requests.map(\.path) == ["/gone", "/other", "/cut", "/right"])
        // The part of another mirror is not gone on with, whatever its validator says.
        #expect(server.requests.last?.header("Range") == nil)
        #expect(try names(in: folder) == ["x"])
    }

    @Test func whenNoMirrorHasItAllAreNamed() async throws {
        let server = try RawServer { _, request, connection in
            connection.write(head(request.path == "/busy" ? "503 Busy" : "404 Not Found", "Content-Length: 0"))
        }
        let folder = try TemporaryFolder()
        // The one that may pass later decides whether a rerun is of use.
        let error = await failure(.http(status: 503)) {
            try await impatientEngine(retries: 0).download(
                mirrors: [server.url("/gone"), server.url("/busy")], to: folder.file("x"))
        }
        #expect(error?.description.contains("/gone: HTTP status 404") == true)
        await failure(.invalidRequest) { try await impatientEngine().download(mirrors: [], to: folder.file("x")) }
    }
}
