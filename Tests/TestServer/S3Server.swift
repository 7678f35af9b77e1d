import Foundation
import Synchronization

/// A real server of S3, rclone's, on a free loopback port, over a folder whose folders are the buckets. It checks signatures,
/// and is stopped with this value.
public final class S3Server: Sendable {
    /// Nothing that looks for a key may find one of these by chance.
    public static let accessKey = "AKTESSERATESTACCESS"
    public static let secretKey = "wJalr/XUt+nFEMI=K7MDENG~bPxRfiCY"

    /// The folder with the buckets.
    public let folder: String
    public let port: Int
    private let process: Mutex<Process>

    /// The program: `TESSERA_RCLONE`, or the one that `Scripts/bootstrap --tests` keeps.
    private static var program: String {
        let environment = ProcessInfo.processInfo.environment
        let caches = environment["XDG_CACHE_HOME"] ?? NSHomeDirectory() + "/.cache"
        return environment["TESSERA_RCLONE"]
            ?? (environment["TESSERA_CACHE"] ?? caches + "/tessera") + "/rclone-1.75.2/rclone"
    }

    /// - Parameter folder: made where it is not there.
    public init(_ folder: String, buckets: [String] = ["bucket"]) throws {
        self.folder = folder
        for bucket in buckets {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(bucket)", withIntermediateDirectories: true)
        }
        guard FileManager.default.isExecutableFile(atPath: S3Server.program) else {
            throw NoS3Server(program: S3Server.program)
        }
        port = try RawServer.freePort()
        process = Mutex(S3Server.process(folder, port))
        try start()
    }

    private static func process(_ folder: String, _ port: Int) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [
            "serve", "s3", "--auth-key", "\(accessKey),\(secretKey)", "--addr", "127.0.0.1:\(port)",
            "--config", "/dev/null", folder,
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }

    private func start() throws {
        try process.withLock { try $0.run() }
        for _ in 0..<500 where !NGINX.isListening(port) { Thread.sleep(forTimeInterval: 0.02) }
        guard NGINX.isListening(port) else { throw NoServer() }
    }

    private func restart() throws {
        process.withLock { process in
            process.terminate()
            process.waitUntilExit()
            process = S3Server.process(folder, port)
        }
        try start()
    }

    deinit {
        process.withLock { process in
            process.terminate()
            process.waitUntilExit()
        }
    }

    public var url: String { "http://127.0.0.1:\(port)" }

    /// The variables by which a program finds the server and its key, and no files of whoever runs the test.
    public func environment(_ others: [String: String] = [:]) -> [String: String] {
        [
            "AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": S3Server.accessKey,
            "AWS_SECRET_ACCESS_KEY": S3Server.secretKey, "AWS_REGION": "us-east-1",
            "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        ].merging(others) { $1 }
    }

    /// Removes an object's file, and lets the server forget what it remembers of it: by a new one on the same port.
    public func remove(_ key: String, in bucket: String = "bucket") throws {
        try FileManager.default.removeItem(atPath: file(key, in: bucket))
        try restart()
    }

    /// The path of an object's file.
    public func file(_ key: String, in bucket: String = "bucket") -> String { "\(folder)/\(bucket)/\(key)" }
}

/// The program is missing; `Scripts/bootstrap --tests` fetches it.
struct NoS3Server: Error {
    let program: String
}
