import Foundation
import Synchronization

/// Serves a folder with ranges, entity tags and preconditions, and goes wrong where a test says so.
public final class FolderServer: Sendable {
    /// What goes wrong with an answer.
    public enum Trouble: Sendable {
        /// A status, and nothing of the file.
        case status(String)
        /// The whole file, as from a server without ranges.
        case whole
        /// As many bytes as were asked for, of another place, which the answer says.
        case anotherRange
        /// The connection breaks in the middle of the body.
        case cut
        /// Nothing tells versions apart.
        case noVersion
        /// It takes this many seconds.
        case late(Double)
    }

    public typealias Choice = @Sendable (RawServer.Request) -> Trouble?

    private final class State: Sendable {
        let choice = Mutex<Choice> { _ in nil }
    }

    private let server: RawServer
    private let state: State

    public init(_ folder: String) throws {
        let state = State()
        self.state = state
        server = try RawServer { _, request, connection in
            let choice = state.choice.withLock { $0 }
            FolderServer.answer(request, connection, folder, choice(request))
        }
    }

    public func url(_ path: String = "") -> String { server.url(path) }

    /// The requests so far.
    public var requests: [RawServer.Request] { server.requests }

    /// The bytes that were asked for so far, of files whose names begin so.
    public func bytesAsked(_ prefix: String) -> [String: IndexSet] {
        var asked: [String: IndexSet] = [:]
        for request in requests where request.path.hasPrefix("/" + prefix) {
            guard let range = FolderServer.range(request) else { continue }
            asked[request.path, default: []].formUnion(IndexSet(integersIn: range))
        }
        return asked
    }

    /// What goes wrong from now on.
    public func trouble(_ choice: @escaping Choice) { state.choice.withLock { $0 = choice } }

    private static func range(_ request: RawServer.Request) -> Range<Int>? {
        let ends = request.header("Range")?.dropFirst("bytes=".count).split(separator: "-").compactMap { Int($0) } ?? []
        return ends.count == 2 ? ends[0]..<ends[1] + 1 : nil
    }

    private static func answer(
        _ request: RawServer.Request, _ connection: RawServer.Connection, _ folder: String, _ trouble: Trouble?
    ) {
        let path = folder + request.path.prefix { $0 != "?" }
        guard let data = FileManager.default.contents(atPath: path) else {
            connection.write(head("404 Not Found", "Content-Length: 0"))
            return
        }
        let bytes = [UInt8](data)
        var status = stat()
        stat(path, &status)
        var tag = "\"\(status.st_ino)-\(status.st_mtim.tv_sec)\(status.st_mtim.tv_nsec)\""
        if case .noVersion = trouble { tag = "W/" + tag }
        if case .late(let seconds) = trouble { Thread.sleep(forTimeInterval: seconds) }
        if case .status(let status) = trouble {
            connection.write(head(status, "Content-Length: 0"))
            return
        }
        if let wanted = request.header("If-Match"), wanted != tag {
            connection.write(head("412 Precondition Failed", "Content-Length: 0"))
            return
        }
        var isWhole = range(request) == nil
        if case .whole = trouble { isWhole = true }
        guard let range = range(request), !isWhole else {
            connection.write(head("200 OK", "Content-Length: \(bytes.count)", "ETag: \(tag)"))
            connection.write(bytes)
            return
        }
        var part = range.clamped(to: 0..<bytes.count)
        if case .anotherRange = trouble { part = (bytes.count - part.count)..<bytes.count }
        connection.write(
            head(
                "206 Partial Content", "Content-Length: \(part.count)", "ETag: \(tag)",
                "Content-Range: bytes \(part.lowerBound)-\(part.upperBound - 1)/\(bytes.count)"))
        if case .cut = trouble {
            connection.write(Array(bytes[part].prefix(part.count / 2)))
            return
        }
        connection.write(Array(bytes[part]))
    }
}
