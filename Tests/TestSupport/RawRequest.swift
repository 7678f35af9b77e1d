import Foundation

/// A request as it stands, to say what well-behaved clients never would.
public struct RawRequest: Sendable {
    let method: String
    let target: String
    let host: String
    let headers: [String]

    public init(method: String = "GET", target: String, host: String = "127.0.0.1", headers: [String] = []) {
        (self.method, self.target, self.host, self.headers) = (method, target, host, headers)
    }

    public struct Answer: Sendable {
        public let status: Int
        public let head: String
        public let body: Data
        public var text: String { String(decoding: body, as: UTF8.self) }
    }

    struct NoAnswer: Error {}

    /// - Parameter base: `http://127.0.0.1:PORT`.
    public func send(to base: String) throws -> Answer {
        guard let port = UInt16(base.split(separator: ":").last ?? "") else { throw NoAnswer() }
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw NoAnswer() }
        let lines = ["\(method) \(target) HTTP/1.1", "Host: \(host)", "Connection: close"] + headers
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        try handle.write(contentsOf: Data((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
        let all = try handle.readToEnd() ?? Data()
        guard let end = all.range(of: Data("\r\n\r\n".utf8)) else { throw NoAnswer() }
        let head = String(decoding: all[..<end.lowerBound], as: UTF8.self)
        guard let status = Int(head.split(separator: " ").dropFirst().first ?? "") else { throw NoAnswer() }
        return Answer(status: status, head: head, body: Data(all[end.upperBound...]))
    }
}
