import Foundation

/// Passes requests on to another server as they are, as long as a test lets it; then it breaks every connection off.
public final class Relay: Sendable {
    private let server: RawServer

    public var url: String { server.url("") }

    /// - Parameters:
    ///   - target: `http://127.0.0.1:PORT`.
    ///   - passes: asked for each request.
    public init(to target: String, _ passes: @escaping @Sendable () -> Bool) throws {
        let port = UInt16(target.split(separator: ":").last ?? "") ?? 0
        server = try RawServer { _, request, connection in
            guard passes() else { return connection.reset() }
            // The signature is over the host that was asked, so its name stays. One request a connection.
            let text = request.head.replacing("\r\n\r\n", with: "\r\nConnection: close\r\n\r\n")
            guard let answer = try? Relay.ask(port, Array(text.utf8) + request.body) else { return connection.reset() }
            let end = answer.firstRange(of: Array("\r\n".utf8))?.lowerBound ?? 0
            connection.write(Array(answer[..<end]) + Array("\r\nConnection: close".utf8) + answer[end...])
        }
    }

    private static func ask(_ port: UInt16, _ bytes: [UInt8]) throws -> [UInt8] {
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(client) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        let isThere = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                connect(client, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isThere, send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { throw NoServer() }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while case let count = recv(client, &buffer, buffer.count, 0), count > 0 { answer += buffer[..<count] }
        return answer
    }
}
