import Corpus
import Documents
import Foundation
import Hummingbird
import TestSupport
import Testing
import Workspace

@testable import Fetch

/// A workspace with one corpus file that lists addresses, and what fetching makes of it, read by GNU tar.
final class URLList: Sendable {
    let workspace: Workspace
    let output = "media/train-00000-of-00001.tar"
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        workspace = Workspace(folder.file("work"))
    }

    func write(_ items: [(id: String, url: String, caption: String?)]) throws {
        let english = try Language("en")
        try write(
            items.map { item in
                Item(
                    id: item.id, split: "train",
                    media: .init(path: "\(output)#\(SampleKey.of(id: item.id))", kind: .image, url: item.url),
                    captions: item.caption.map { [Caption(language: english, text: $0)] } ?? [])
            })
    }

    func write(_ items: [Item]) throws {
        let path = workspace.file("source/train-00000-of-00001.jsonl")
        try FileManager.default.createDirectory(atPath: workspace.file("source"), withIntermediateDirectories: true)
        try CorpusFile.write(items, to: path)
        let record = try """
        {"stage": "import", "partition": "train-00000-of-00001", "fingerprint": "", "digest": "\(Digest.ofFile(path))",
        "bytes": 0, "outcome": {"counts": {"items": \(items.count)}, "failures": []}}
        """
        try Data(record.utf8).write(to: URL(fileURLWithPath: DoneRecord.path(of: path)))
    }

    func run(_ settings: MediaSettings = MediaSettings(), retryingFailures: Bool = false) async throws -> DoneRecord {
        let executor = LocalExecutor(workspace, retryingFailures: retryingFailures)
        let records = try await executor.run(MediaStage(settings, in: workspace))
        return try #require(records.first)
    }

    func shard() throws -> [UInt8] { try Array(Data(contentsOf: URL(fileURLWithPath: workspace.file(output)))) }

    func names() throws -> [String] {
        try String(decoding: tar("tf"), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    func member(_ name: String) throws -> [UInt8] { try tar("xOf", name) }

    func table() throws -> String? {
        let data = FileManager.default.contents(atPath: workspace.file("media/train-00000-of-00001.failures.tsv"))
        return data.map { String(decoding: $0, as: UTF8.self) }
    }

    private func tar(_ action: String, _ names: String...) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/tar")
        process.arguments = [action, workspace.file(output)] + names
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return Array(data)
    }
}

/// Files that a server gives, and how often it was asked for each.
actor ServedFiles {
    private var files: [String: [UInt8]]
    private var counts: [String: Int] = [:]
    private let robots: String?
    private let slow: String?

    init(_ files: [String: [UInt8]], robots: String? = nil, slow: String? = nil) {
        self.files = files
        self.robots = robots
        self.slow = slow
    }

    func count(_ name: String) -> Int { counts[name] ?? 0 }

    func set(_ name: String, _ bytes: [UInt8]) { files[name] = bytes }

    private func ask(_ name: String) -> [UInt8]? {
        counts[name, default: 0] += 1
        return files[name]
    }

    nonisolated var router: Router<BasicRequestContext> {
        let router = Router()
        router.get(":name") { _, context in
            let name = context.parameters.get("name") ?? ""
            if name == self.slow { try await Task.sleep(for: .milliseconds(300)) }
            guard let bytes = await self.ask(name) else { throw HTTPError(.notFound) }
            var headers: HTTPFields = [.contentType: "text/html; charset=utf-8"]
            if let robots = self.robots { headers[.init("X-Robots-Tag")!] = robots }
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        }
        return router
    }
}
