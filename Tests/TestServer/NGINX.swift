import Foundation
import TestSupport

/// A real nginx with its own configuration, on free loopback ports, with TLS and HTTP/2; it serves a folder.
public final class NGINX: Sendable {
    public static let program = "/usr/sbin/nginx"
    public static let isThere = FileManager.default.isExecutableFile(atPath: program)

    private let folder: TemporaryFolder
    // Started in init, and only stopped after.
    private let process = Process()
    private let ports: (plain: Int, secure: Int)

    /// A certificate file that says that the server is 127.0.0.1.
    public var certificate: String { folder.file("cert.pem") }

    public init() throws {
        folder = try TemporaryFolder()
        try folder.write("", to: "www/empty")
        try NGINX.run(
            "/usr/bin/openssl",
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout key.pem -out cert.pem"
                .split(separator: " ").map(String.init) + [
                    "-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1",
                ],
            in: folder.path)
        ports = (try RawServer.freePort(), try RawServer.freePort())
        try folder.write(NGINX.configuration(folder.path, ports), to: "nginx.conf")
        process.executableURL = URL(fileURLWithPath: NGINX.program)
        process.arguments = ["-p", folder.path, "-c", folder.file("nginx.conf"), "-e", folder.file("error.log")]
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<500 where !NGINX.isListening(ports.secure) { usleep(10_000) }
        guard process.isRunning else { throw NoServer() }
    }

    // Without a master there is one process, so that a kill leaves none behind.
    deinit { kill(process.processIdentifier, SIGKILL) }

    public func plain(_ path: String) -> String { "http://127.0.0.1:\(ports.plain)\(path)" }
    public func secure(_ path: String) -> String { "https://127.0.0.1:\(ports.secure)\(path)" }

    /// Puts a file in the folder.
    /// - Parameter age: seconds since it last changed.
    public func serve(_ bytes: [UInt8], as name: String, age: Double = 0) throws {
        let path = folder.file("www/" + name)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: path)
    }

    /// The requests so far: protocol, connection's number, status, Range.
    public func requests() throws -> [(version: String, connection: String, status: String, range: String)] {
        try String(contentsOfFile: folder.file("access.log"), encoding: .utf8).split(separator: "\n").map { line in
            let words = line.split(separator: " ").map(String.init)
            return (words[0], words[1], words[2], words[3])
        }
    }

    private static func configuration(_ folder: String, _ ports: (plain: Int, secure: Int)) -> String {
        let places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(folder)/tmp-\($0);" }
        return """
            daemon off; master_process off; pid \(folder)/pid;
            events { worker_connections 512; }
            http {
                \(places.joined(separator: " "))
                log_format test '$server_protocol $connection $status $http_range';
                access_log \(folder)/access.log test;
                limit_conn_zone $server_port zone=one:1m;
                server {
                    listen 127.0.0.1:\(ports.plain);
                    listen 127.0.0.1:\(ports.secure) ssl http2;
                    ssl_certificate \(folder)/cert.pem; ssl_certificate_key \(folder)/key.pem;
                    root \(folder)/www;
                    location /few/ { alias \(folder)/www/; limit_conn one 3; limit_conn_status 418; limit_rate 20k; }
                    location /slow/ { alias \(folder)/www/; limit_rate 400k; }
                }
            }
            """
    }

    private static func run(_ program: String, _ arguments: [String], in folder: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw NoServer() }
    }

    static func isListening(_ port: Int) -> Bool {
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(client) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                connect(client, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
