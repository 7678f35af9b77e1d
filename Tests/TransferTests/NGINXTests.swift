import Foundation
import TestServer
import TestSupport
import Testing
import Transfer

/// Against a server that others wrote and many run.
@Suite(.enabled(if: NGINX.isThere, "no nginx; Scripts/bootstrap installs it"))
struct NGINXTests {
    @Test func manyRequestsShareAConnectionOfHTTP2() async throws {
        let server = try NGINX()
        try server.serve(noise(20_000), as: "x")
        let engine = impatientEngine { $0.certificates = server.certificate }
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<60 {
                group.addTask { try await engine.send(HTTPRequest(server.secure("/x"))).body }
            }
            for try await body in group { #expect(body == noise(20_000)) }
        }
        let requests = try server.requests()
        #expect(requests.count == 60)
        #expect(requests.allSatisfy { $0.version == "HTTP/2.0" && $0.status == "200" })
        #expect(Set(requests.map(\.connection)).count == 1)
    }

    @Test func limitsHoldForAHost() async throws {
        let server = try NGINX()
        try server.serve(noise(2000), as: "x")
        // The server refuses a fourth at a time.
        let engine = impatientEngine { $0.maxPerHost = 3 }
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<30 { group.addTask { try await engine.send(HTTPRequest(server.plain("/few/x"))).status } }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(statuses == [200])
        #expect(try Set(server.requests().map(\.connection)).count <= 3)
    }

    /// A download that was cancelled on the way, and what the server then has.
    private func resumed(_ server: NGINX, as later: [UInt8]) async throws -> (bytes: [UInt8]?, second: String) {
        let body = noise(600_000)
        try server.serve(body, as: "x", age: 7200)
        let folder = try TemporaryFolder()
        let engine = impatientEngine()
        let task = Task { [path = folder.file("x")] in
            _ = try await engine.download(server.plain("/slow/x"), to: path)
        }
        while (bytes(of: folder.file("x.part"))?.count ?? 0) < 100_000 { try await Task.sleep(for: .milliseconds(10)) }
        task.cancel()
        await failure(.cancelled) { try await task.value }
        if later != body { try server.serve(later, as: "x", age: 3600) }
        _ = try await impatientEngine().download(server.plain("/slow/x"), to: folder.file("x"))
        // The log is written when a request ends; the cancelled one may come last.
        let request = try #require(server.requests().first { $0.range != "-" })
        return (bytes(of: folder.file("x")), request.status)
    }

    @Test func aFileIsGoneOnWith() async throws {
        let (bytes, status) = try await resumed(NGINX(), as: noise(600_000))
        #expect(bytes == noise(600_000))
        #expect(status == "206")
    }

    @Test func aFileThatChangedStartsOver() async throws {
        let (bytes, status) = try await resumed(NGINX(), as: noise(600_000, seed: 2))
        #expect(bytes == noise(600_000, seed: 2))
        #expect(status == "200")
    }
}
