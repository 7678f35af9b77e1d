import Corpus
import Documents
import Foundation
import TestSupport
import Testing
import Transfer
import Workspace

@testable import Fetch

/// A manifest of one file, `it`, and the folder above its workspace, in which nothing may come, go or change.
struct HostileGround {
    let folder: TemporaryFolder
    let manifest: String
    var workspace: Workspace { Workspace(folder.file("work")) }

    /// - Parameters:
    ///   - place: the file's place, which stands in line 6.
    ///   - more: another line of the file's, line 8.
    init(_ place: String, more: String? = nil) throws {
        folder = try TemporaryFolder()
        try folder.write("untouched", to: "neighbour.txt")
        manifest = try folder.write(
            """
            name: hostile
            licence: CC0
            language: en
            modality: image
            files:
              - \(place)
                to: it
            \(more.map { "    \($0)\n" } ?? "")captions: {importer: json-lines, file: it, columns: {id: id}}
            splits: {train: {}}

            """, to: "hostile.yaml")
    }

    /// Fetches, with one retry that comes soon.
    func run(_ change: (inout TransferEngine.Options) -> Void = { _ in }) async throws -> [DoneRecord] {
        var options = FetchStage.transfer
        options.retry = RetryPolicy(retries: 1, baseDelay: .milliseconds(1), maxDelay: .milliseconds(5))
        change(&options)
        let stage = try FetchStage(Manifest(contentsOf: manifest), in: workspace, transfer: options)
        return try await LocalExecutor(workspace).run(stage)
    }

    /// What is refused for good. Nothing of it may be left, and no digest pinned.
    func refusal(_ change: (inout TransferEngine.Options) -> Void = { _ in }) async throws -> InputError? {
        let error = await #expect(throws: InputError.self) { try await run(change) }
        #expect(error?.file == manifest)
        try checkNothingIsOutside()
        #expect(try leftovers() == [])
        #expect(!FileManager.default.fileExists(atPath: workspace.file("media/it")))
        #expect(!FileManager.default.fileExists(atPath: folder.file("hostile.lock")))
        return error
    }

    /// What a rerun may pass: only what it can go on from may be left.
    func fault(_ change: (inout TransferEngine.Options) -> Void = { _ in }) async throws -> Fault? {
        let error = await #expect(throws: Fault.self) { try await run(change) }
        try checkNothingIsOutside()
        let left = try leftovers()
        #expect(left.allSatisfy { $0.hasPrefix(".downloads/") && $0.contains(".part") }, "\(left)")
        #expect(!FileManager.default.fileExists(atPath: workspace.file("media/it")))
        #expect(!FileManager.default.fileExists(atPath: folder.file("hostile.lock")))
        return error
    }

    func checkNothingIsOutside() throws {
        let names = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
        #expect(names.subtracting(["work", "archive", "hostile.yaml", "hostile.lock", "neighbour.txt"]) == [])
        #expect(try String(contentsOfFile: folder.file("neighbour.txt"), encoding: .utf8) == "untouched")
        #expect(!FileManager.default.fileExists(atPath: "/tmp/tessera-hostile"))
    }

    /// The files in the workspace that are neither the output nor its record.
    func leftovers() throws -> [String] {
        let names = FileManager.default.enumerator(atPath: workspace.path)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: workspace.file(name), isDirectory: &isFolder)
            let isMeant = [".journal", "media/it", "media/it.done"].contains(name) || name.hasPrefix("media/it/")
            return !isFolder.boolValue && !isMeant
        }
    }
}

/// Bytes without a pattern, the same for the same seed.
func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
    }
}

func sha256(_ bytes: [UInt8]) -> String {
    var digest = Digest()
    digest.update(bytes)
    return digest.hexadecimal()
}

/// A TLS server with a certificate of its own making: `openssl s_server`, which gives one answer.
final class SecureServer {
    private static let openssl = "/usr/bin/openssl"
    static var isThere: Bool { FileManager.default.isExecutableFile(atPath: openssl) }

    let url: String
    var certificate: String { folder.file("cert.pem") }
    private let folder: TemporaryFolder
    private let process = Process()

    init(answer: String) throws {
        folder = try TemporaryFolder()
        try folder.write(answer, to: "x")
        let make = Process()
        make.executableURL = URL(fileURLWithPath: SecureServer.openssl)
        make.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        make.arguments =
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout key.pem -out cert.pem"
            .split(separator: " ").map(String.init) + ["-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1"]
        make.standardError = FileHandle.nullDevice
        try make.run()
        make.waitUntilExit()
        let output = Pipe()
        process.executableURL = make.executableURL
        process.currentDirectoryURL = make.currentDirectoryURL
        process.arguments = ["s_server", "-accept", "127.0.0.1:0", "-cert", "cert.pem", "-key", "key.pem", "-HTTP"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        // It prints "ACCEPT 127.0.0.1:PORT" once it listens.
        var text = ""
        while case let piece = output.fileHandleForReading.availableData, !piece.isEmpty {
            text += String(decoding: piece, as: UTF8.self)
            if text.hasSuffix("\n"), text.contains("ACCEPT") { break }
        }
        let line = text.split(separator: "\n").first { $0.hasPrefix("ACCEPT") }
        let port = try #require(line?.split(separator: ":").last.flatMap { Int($0) })
        url = "https://127.0.0.1:\(port)/x"
    }

    // A kill, because the child has the signal mask of the thread that started it, which may hold back all others.
    deinit { kill(process.processIdentifier, SIGKILL) }
}
