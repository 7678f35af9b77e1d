import Hummingbird
import Logging
import Testing

/// Runs a test against hummingbird on a free loopback port.
/// - Parameter test: gets the server's base URL, without a slash at the end.
func withWebServer<Value: Sendable>(
    _ router: Router<BasicRequestContext>, _ test: @escaping @Sendable (String) async throws -> Value
) async throws -> Value {
    let (ports, announce) = AsyncStream<Int>.makeStream()
    var logger = Logger(label: "test")
    // It complains of being stopped twice.
    logger.logLevel = .critical
    let application = Application(
        router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
        onServerRunning: { channel in announce.yield(channel.localAddress?.port ?? 0) }, logger: logger)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await application.runService(gracefulShutdownSignals: []) }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        defer { group.cancelAll() }
        return try await test("http://127.0.0.1:\(port)")
    }
}

/// Counts how often each name was asked for.
actor Tally {
    private var counts: [String: Int] = [:]

    /// Counts, and returns how often the name was counted before.
    func add(_ name: String) -> Int {
        counts[name, default: 0] += 1
        return counts[name, default: 1] - 1
    }

    func count(_ name: String) -> Int { counts[name, default: 0] }
}
