import Hummingbird
import Logging

/// The server did not start.
struct NoServer: Error {}

/// Runs a test against hummingbird on a free loopback port, and stops it.
/// - Parameter test: gets the server's base URL, without a slash at the end.
public func withWebServer<Value: Sendable>(
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
        defer { group.cancelAll() }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else { throw NoServer() }
        return try await test("http://127.0.0.1:\(port)")
    }
}
