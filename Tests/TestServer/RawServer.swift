import Foundation
import Synchronization

/// A server on a free loopback port that answers each connection with exactly the bytes that a test gives, so that it
/// can fail in every way: break off, stall, lie.
public final class RawServer: Sendable {
    /// A request as it came.
    public struct Request: Sendable {
        public let head: String
        /// As many bytes as its Content-Length says.
        public fileprivate(set) var body: [UInt8] = []
        /// The path and query.
        public var path: String { String(head.split(separator: " ").dropFirst().first ?? "") }

        public func header(_ name: String) -> String? {
            for line in head.split(separator: "\r\n").dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                if parts[0].lowercased() == name.lowercased() { return parts[1].trimmingCharacters(in: .whitespaces) }
            }
            return nil
        }
    }

    /// One connection, to write to. It is closed when the handler returns.
    public struct Connection: Sendable {
        fileprivate let descriptor: Int32

        /// False when the client is gone.
        @discardableResult
        public func write(_ bytes: [UInt8]) -> Bool {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }

        @discardableResult
        public func write(_ text: String) -> Bool { write(Array(text.utf8)) }

        /// Waits until the client closes the connection; false when it has not after `seconds`.
        public func waitForClose(seconds: Int) -> Bool {
            var limit = timeval(tv_sec: seconds, tv_usec: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            var byte: UInt8 = 0
            while true {
                let count = recv(descriptor, &byte, 1, 0)
                if count <= 0 { return count == 0 || errno == ECONNRESET }
            }
        }

        /// Breaks the connection with a reset.
        public func reset() {
            var now = linger(l_onoff: 1, l_linger: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
        }
    }

    public typealias Handler = @Sendable (_ index: Int, _ request: Request, _ connection: Connection) -> Void

    public let port: UInt16
    private let listener: Int32
    private let seen = Mutex<[Request]>([])
    public var requests: [Request] { seen.withLock { $0 } }

    /// - Parameter handler: answers the request with that index; called on a thread of its own.
    public init(_ handler: @escaping Handler) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(listener, generic, length) == 0 && listen(listener, 256) == 0
                    && getsockname(listener, generic, &length) == 0
            }
        }
        guard listener >= 0, bound else { throw POSIXError(.EADDRNOTAVAIL) }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { break }
                Thread.detachNewThread { [weak self] in
                    defer { close(connection) }
                    guard let request = RawServer.read(connection), let self else { return }
                    let index = self.seen.withLock { seen in
                        seen.append(request)
                        return seen.count - 1
                    }
                    handler(index, request, Connection(descriptor: connection))
                }
            }
            close(listener)
        }
    }

    // The thread in accept wakes up and closes the socket.
    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    /// A port that nobody listened at a moment ago, for a server that must be told one.
    public static func freePort() throws -> Int { Int(try RawServer { _, _, _ in }.port) }

    public func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    private static func read(_ connection: Int32) -> Request? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while bytes.suffix(4) != [13, 10, 13, 10] {
            guard recv(connection, &byte, 1, 0) == 1 else { return nil }
            bytes.append(byte)
        }
        var request = Request(head: String(decoding: bytes, as: UTF8.self))
        let length = request.header("Content-Length").flatMap { Int($0) } ?? 0
        while request.body.count < length, recv(connection, &byte, 1, 0) == 1 { request.body.append(byte) }
        return request
    }
}

/// A head with a status and header lines, and the empty line.
public func head(_ status: String, _ headers: String...) -> String {
    (["HTTP/1.1 " + status] + headers + ["Connection: close", "", ""]).joined(separator: "\r\n")
}
