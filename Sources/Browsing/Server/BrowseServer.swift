import Documents
import Foundation
import Hummingbird
import Logging
import NIOCore

/// Serves a browser's pages, on the loopback if nothing else is asked for.
public struct BrowseServer: Sendable {
    private let browser: Browser
    private let host: String
    private let port: Int
    private let names: Set<String>
    private let logger: Logger

    /// Names of the loopback.
    private static let loopback: Set<String> = ["localhost", "127.0.0.1", "[::1]"]

    /// - Parameters:
    ///   - host: the address to listen at.
    ///   - port: 0 for any that is free.
    ///   - names: names that the pages may be asked for under, beside the loopback's and the host's own.
    public init(_ browser: Browser, host: String, port: Int, names: [String], logger: Logger) {
        self.browser = browser
        // As it stands in a browser's address.
        let isInBrackets = host.hasPrefix("[") && host.hasSuffix("]")
        self.host = isInBrackets ? String(host.dropFirst().dropLast()) : host
        self.port = port
        var logger = logger
        // Being stopped is an error to the server's own log, and the usual end here.
        logger.logLevel = max(logger.logLevel, .critical)
        self.logger = logger
        let all = names + [self.host.contains(":") ? "[\(self.host)]" : self.host]
        self.names = BrowseServer.loopback.union(all.map { AccessRules.name($0) })
    }

    /// Serves until the task is cancelled.
    /// - Parameter began: called with the address once the pages answer.
    /// - Throws: ``InputError`` when the address cannot be listened at.
    public func run(began: @escaping @Sendable (String) -> Void) async throws {
        let shown = host.contains(":") ? "[\(host)]" : host
        let application = Application(
            router: browser.router(names: names), configuration: .init(address: .hostname(host, port: port)),
            onServerRunning: { channel in began("http://\(shown):\(channel.localAddress?.port ?? port)/") },
            logger: logger)
        do {
            try await application.runService(gracefulShutdownSignals: [])
        } catch let error as IOError {
            let isOfHost = error.errnoCode == EADDRNOTAVAIL || error.errnoCode == EAFNOSUPPORT
            throw InputError(
                key: isOfHost ? "--host" : "--port",
                "cannot listen at \(host), port \(port): \(String(cString: strerror(error.errnoCode)))",
                remedy: isOfHost ? "name an address of this machine" : "name another, or 0 for any that is free")
        } catch let error where error is SocketAddressError || error is SocketAddressError.UnknownHost {
            throw InputError(
                key: "--host", "'\(host)' is no address, nor a name that is known",
                remedy: "name an address of this machine, such as 127.0.0.1")
        }
    }
}
