import Foundation
import TestServer
import TestSupport
import Testing

@testable import Transfer

/// Time-outs, cancellation, closing, and the turns that transfers take.
@Suite struct TimeTests {
    /// A server that answers nothing until the client is gone; `halfway` sends a part of a body first.
    private func silentServer(halfway: Bool = false) throws -> RawServer {
        try RawServer { _, _, connection in
            if halfway { connection.write(head("200 OK", "Content-Length: 1000") + "some") }
            _ = connection.waitForClose(seconds: 30)
        }
    }

    private func seconds(_ work: () async throws -> Void) async rethrows -> Double {
        let start = ContinuousClock.now
        try await work()
        return (ContinuousClock.now - start) / .seconds(1)
    }

    @Test(arguments: [false, true]) func aStallIsGivenUp(halfway: Bool) async throws {
        let server = try silentServer(halfway: halfway)
        let time = await seconds {
            let error = await failure(.stalled) {
                try await impatientEngine().send(HTTPRequest(server.url("/"), stallTimeout: .seconds(1)))
            }
            #expect(error?.isRetryable == true)
        }
        #expect(time >= 1)
    }

    @Test func theTotalTimeIsLimitedOverRedirects() async throws {
        let server = try RawServer { _, _, connection in
            Thread.sleep(forTimeInterval: 0.2)
            connection.write(head("302 Found", "Location: /"))
        }
        let time = await seconds {
            await failure(.timedOut) {
                try await impatientEngine().send(HTTPRequest(server.url("/"), timeout: .milliseconds(700)))
            }
        }
        #expect(time >= 0.6)
    }

    @Test func waitingInTheQueueIsNotTimedOut() async throws {
        let server = try RawServer { _, _, connection in
            Thread.sleep(forTimeInterval: 0.3)
            connection.write(head("200 OK", "Content-Length: 0"))
        }
        let engine = impatientEngine { $0.maxPerHost = 1 }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<5 {
                group.addTask {
                    // Each has time enough for itself, and none for the five of them.
                    try await engine.send(HTTPRequest(server.url("/"), timeout: .milliseconds(1400))).status
                }
            }
            for try await status in group { #expect(status == 200) }
        }
    }

    @Test func cancellingEndsATransferAtOnce() async throws {
        let server = try silentServer(halfway: true)
        let folder = try TemporaryFolder()
        let engine = impatientEngine { $0.maxPerHost = 2 }
        let tasks = [
            Task { _ = try await engine.send(HTTPRequest(server.url("/"))) },
            Task { _ = try await engine.download(server.url("/"), to: folder.file("x")) },
        ]
        while server.requests.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
        // This one waits for a place, which the others hold.
        let waiting = Task { _ = try await engine.send(HTTPRequest(server.url("/"))) }
        try await Task.sleep(for: .milliseconds(50))
        let time = await seconds {
            for task in [waiting] + tasks {
                task.cancel()
                await failure(.cancelled) { try await task.value }
            }
        }
        #expect(time < 10)
        #expect(!FileManager.default.fileExists(atPath: folder.file("x")))
    }

    @Test func aCancelledTaskStartsNothing() async throws {
        let server = try silentServer()
        let engine = impatientEngine()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await engine.send(HTTPRequest(server.url("/")))
        }
        await failure(.cancelled) { try await task.value }
        #expect(server.requests.isEmpty)
    }

    @Test func cancellingEndsTheWaitForARetry() async throws {
        let server = try RawServer { _, _, connection in connection.write(head("503 Later", "Retry-After: 60")) }
        let engine = TransferEngine()
        let task = Task { _ = try await engine.send(HTTPRequest(server.url("/"), retry: RetryPolicy())) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        try await Task.sleep(for: .milliseconds(50))
        task.cancel()
        let time = await seconds { await failure(.cancelled) { try await task.value } }
        #expect(time < 10)
    }

    @Test func closingFailsWhatIsUnderWay() async throws {
        let server = try silentServer()
        let engine = impatientEngine()
        let task = Task { _ = try await engine.send(HTTPRequest(server.url("/"))) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        engine.close()
        await failure(.closed) { try await task.value }
        await failure(.closed) { try await engine.send(HTTPRequest(server.url("/"))) }
    }

    @Test func backoffGrowsAndIsCapped() {
        let policy = RetryPolicy(baseDelay: .seconds(1), maxDelay: .seconds(5), maxRetryAfter: .seconds(60))
        var highest = HighestNumber()
        let delays = (0..<5).map { policy.delay(beforeRetry: $0, retryAfter: nil, using: &highest) }
        #expect(delays.map { ($0 / .seconds(1)).rounded() } == [1, 2, 4, 5, 5])
        let asked = policy.delay(beforeRetry: 0, retryAfter: .seconds(3600), using: &highest)
        #expect(asked <= .seconds(61))
        let now = Date(timeIntervalSince1970: 1_672_617_600)
        #expect(RetryPolicy.retryAfter(in: ["retry-after": "7"]) == .seconds(7))
        #expect(
            RetryPolicy.retryAfter(in: ["Retry-After": "Mon, 02 Jan 2023 00:00:30 GMT"], now: now) == .seconds(30))
        #expect(RetryPolicy.retryAfter(in: ["Retry-After": "soon"]) == nil)
    }

    @Test func hostsTakeTurns() {
        var queue = Admission<Int>(maxInAll: 3, maxPerHost: 2)
        for item in [1, 2, 3, 4] { queue.enqueue(item, host: "a") }
        queue.enqueue(10, host: "b")
        #expect([queue.next(), queue.next(), queue.next(), queue.next()] == [1, 10, 2, nil])
        queue.release(host: "b")
        // There is a place, but none for this host.
        #expect(queue.next() == nil)
        queue.release(host: "a")
        #expect([queue.next(), queue.next()] == [3, nil])
        queue.release(host: "a")
        queue.release(host: "a")
        #expect([queue.next(), queue.next()] == [4, nil])
    }
}

/// Gives the largest number each time, so that jitter takes its longest.
private struct HighestNumber: RandomNumberGenerator {
    mutating func next() -> UInt64 { .max }
}
