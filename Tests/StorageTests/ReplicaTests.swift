import Documents
import Foundation
import Synchronization
import TestServer
import TestSupport
import Testing
import Transfer
import Workspace

@testable import Storage

/// Workspaces that are kept in a bucket, by machines that come and go.
@Suite struct ReplicaTests {
    private let folder: TemporaryFolder
    private let server: S3Server

    init() throws {
        folder = try TemporaryFolder()
        server = try S3Server(folder.file("served"))
    }

    /// A machine's copy of the workspace `s3://bucket/w`.
    private func machine(
        _ name: String, in place: String = "w", bound: Int = 1 << 30, environment: [String: String] = [:]
    ) throws -> Workspace {
        let access = S3Access(environment: server.environment(environment))
        let replica = BucketReplica(
            try S3Location("s3://bucket/\(place)"), folder: folder.file(name), bound: bound,
            store: ObjectStore(access, options: ObjectStoreTests.options))
        try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: true)
        return Workspace(folder.file(name), replica: replica)
    }

    /// Writes a partition's text to a file, or a folder with two files, and counts how often.
    private final class Writer: Stage {
        let name = "write"
        let version = 1
        let keepsakes = ["notes"]
        let texts: [String: String]
        let isFolder: Bool
        let runs = Mutex(0)
        let workspace: Workspace

        init(_ texts: [String: String], in workspace: Workspace, isFolder: Bool = false) {
            (self.texts, self.workspace, self.isFolder) = (texts, workspace, isFolder)
        }

        func partitions() -> [Partition] {
            texts.sorted { $0.key < $1.key }.map {
                Partition(
                    name: $0.key, output: "out/\($0.key)", inputs: ["text": $0.value], companions: ["out/\($0.key).log"]
                )
            }
        }

        func run(_ partition: Partition, to temporary: String, reporting: ProgressReporter) throws -> Outcome {
            runs.withLock { $0 += 1 }
            let text = Data((texts[partition.name] ?? "").utf8)
            try text.write(to: URL(fileURLWithPath: workspace.file("notes")))
            try FileManager.default.createDirectory(atPath: workspace.file("out"), withIntermediateDirectories: true)
            try text.write(to: URL(fileURLWithPath: workspace.file("out/\(partition.name).log")))
            if isFolder {
                try FileManager.default.createDirectory(atPath: temporary + "/in", withIntermediateDirectories: true)
                try text.write(to: URL(fileURLWithPath: temporary + "/one ü"))
                try text.write(to: URL(fileURLWithPath: temporary + "/in/\(text.count)"))
            } else {
                try text.write(to: URL(fileURLWithPath: temporary))
            }
            return Outcome()
        }
    }

    @discardableResult
    private func run(_ stage: Writer) async throws -> Int {
        let before = stage.runs.withLock { $0 }
        try await stage.workspace.replica?.begin()
        _ = try await LocalExecutor(stage.workspace).run(stage)
        return stage.runs.withLock { $0 } - before
    }

    private func names(in place: String = "w") throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: server.file(place)).filter {
            (try? FileManager.default.contentsOfDirectory(atPath: server.file("\(place)/\($0)"))) == nil
        }.sorted()
    }

    @Test(arguments: [false, true]) func anotherMachineRedoesNothing(_ isFolder: Bool) async throws {
        let one = try machine("one")
        let texts = ["a": "first", "b": "second"]
        #expect(try await run(Writer(texts, in: one, isFolder: isFolder)) == 2)
        let files = isFolder ? ["a/in/5", "a/one ü", "b/in/6", "b/one ü"] : ["a", "b"]
        #expect(
            try names() == (["notes"] + (files + ["a.done", "a.log", "b.done", "b.log"]).map { "out/" + $0 }).sorted())

        let two = try machine("two")
        #expect(try await run(Writer(texts, in: two, isFolder: isFolder)) == 0)
        // Nothing was read, so nothing came but the records and what the stage goes on with.
        #expect(!FileManager.default.fileExists(atPath: two.file("out/a")))
        #expect(two.has("out/a") && !two.has("out/c"))
        try await two.bring(["out"])
        #expect(try OutputFiles.digest(two.file("out/b")).digest == OutputFiles.digest(one.file("out/b")).digest)
        #expect(FileManager.default.contents(atPath: two.file("out/a.log")) == Data("first".utf8))
        #expect(FileManager.default.contents(atPath: two.file("notes")) == Data("second".utf8))

        // A change there: of one output, and one less.
        #expect(try await run(Writer(["a": "changed"], in: two, isFolder: isFolder)) == 1)
        #expect(try !names().contains { $0.hasPrefix("out/b") })
        #expect(try await run(Writer(["a": "changed"], in: one, isFolder: isFolder)) == 0)
        #expect(!FileManager.default.fileExists(atPath: one.file("out/b.done")))
        #expect(!FileManager.default.fileExists(atPath: one.file("out/b")))
        try await one.bring(["out/a"])
        let changed = one.file(isFolder ? "out/a/one ü" : "out/a")
        #expect(FileManager.default.contents(atPath: changed) == Data("changed".utf8))
        #expect(try names().filter { $0.hasPrefix("out/a/in") } == (isFolder ? ["out/a/in/7"] : []))
    }

    /// The server remembers what its folder had, so it is asked.
    private func lose(_ name: String) async throws {
        let store = ObjectStore(S3Access(environment: server.environment()))
        defer { store.close() }
        try await store.remove(S3Location("s3://bucket/w/\(name)"))
    }

    /// Published here, and killed before the bucket had it: the next run takes it there and does not do it again.
    @Test func whatWasNotTakenThereIsTakenByTheNextRun() async throws {
        let alone = Workspace(folder.file("one"))
        let texts = ["a": "first"]
        let stage = Writer(texts, in: alone)
        _ = try await LocalExecutor(alone).run(stage)
        #expect(try await run(Writer(texts, in: machine("one"))) == 0)
        #expect(try names() == ["notes", "out/a", "out/a.done", "out/a.log"])

        // Lost there, with its record or without: made again, or taken there again.
        try await lose("out/a")
        #expect(try await run(Writer(texts, in: machine("one"))) == 0)
        #expect(try names().contains("out/a"))
        try await lose("out/a")
        #expect(try await run(Writer(texts, in: machine("three"))) == 1)
        try await lose("out/a.done")
        #expect(try await run(Writer(texts, in: machine("three"))) == 1)
        #expect(try await run(Writer(texts, in: machine("four"))) == 0)
    }

    /// A server that fails in the middle leaves no record without its output, at whichever request it begins to.
    @Test func aRecordIsNeverThereWithoutItsOutput() async throws {
        let texts = ["a": "first", "b": "second"]
        var stopped = 0
        for limit in stride(from: 1, to: 60, by: 2) {
            let place = "w\(limit)"
            let counted = Mutex(0)
            let broken = try Relay(to: server.url) {
                counted.withLock { count in
                    count += 1
                    return count <= limit
                }
            }
            let one = try machine(place, in: place, environment: ["AWS_ENDPOINT_URL": broken.url])
            let isDone: Bool
            do {
                _ = try await run(Writer(texts, in: one, isFolder: true))
                isDone = true
            } catch is Fault { isDone = false }
            if FileManager.default.fileExists(atPath: server.file(place)) {
                for name in try names(in: place) where name.hasSuffix(".done") {
                    let output = String(name.dropLast(5))
                    let record = try JSONDecoder().decode(
                        DoneRecord.self, from: Data(contentsOf: URL(fileURLWithPath: server.file("\(place)/\(name)"))))
                    #expect(
                        try OutputFiles.digest(server.file("\(place)/\(output)")).digest == record.digest, "\(limit)")
                }
            }
            if isDone { break }
            stopped += 1
            // The same machine goes on, with a server that is well.
            let again = try machine(place, in: place)
            _ = try await run(Writer(texts, in: again, isFolder: true))
            #expect(try names(in: place).count == 9, "\(limit)")
        }
        #expect(stopped > 4)
    }

    @Test func copiesStayWithinTheBound() async throws {
        let texts = Dictionary(
            uniqueKeysWithValues: (0..<10).map { ("n\($0)", String(repeating: "x", count: 1000 + $0)) })
        let one = try machine("one", bound: 3500)
        #expect(try await run(Writer(texts, in: one)) == 10)
        func here() -> [String] {
            texts.keys.filter { FileManager.default.fileExists(atPath: one.file("out/\($0)")) }.sorted()
        }
        #expect(here() == ["n7", "n8", "n9"])
        #expect(try await run(Writer(texts, in: one)) == 0)
        let hold = ReplicaHold()
        try await ReplicaHold.$current.withValue(hold) { try await one.bring(["out/n0", "out/n1"]) }
        #expect(here().contains("n0") && here().contains("n1"))
        // All of them are wanted at a time, more than the bound: they are all there while they are.
        let all = ReplicaHold()
        try await ReplicaHold.$current.withValue(all) { try await one.bring(["out"]) }
        #expect(here().count == 10)
        await one.replica?.release(hold)
        await one.replica?.release(all)
        #expect(here().count <= 3)
    }

    @Test func aKeepsakeThatTwoHaveAlteredIsNotLost() async throws {
        let (one, two) = (try machine("one"), try machine("two"))
        try await run(Writer(["a": "1"], in: one))
        try await run(Writer(["a": "1"], in: two))
        try Data("of two".utf8).write(to: URL(fileURLWithPath: two.file("notes")))
        try await two.replica?.publish(keepsakes: ["notes"], worked: true)
        try await one.replica?.begin()
        try await one.replica?.bring(keepsakes: ["notes"])
        #expect(FileManager.default.contents(atPath: one.file("notes")) == Data("of two".utf8))
        try Data("of one".utf8).write(to: URL(fileURLWithPath: one.file("notes")))
        try Data("again".utf8).write(to: URL(fileURLWithPath: two.file("notes")))
        try await two.replica?.publish(keepsakes: ["notes"], worked: true)
        try await one.replica?.begin()
        try await one.replica?.bring(keepsakes: ["notes"])
        // Nothing is to be done with it.
        #expect(try await run(Writer(["a": "1"], in: one)) == 0)
        await #expect(throws: InputError.self) { try await run(Writer(["a": "2"], in: one)) }
        #expect(try FileManager.default.contents(atPath: server.file("w/notes")) == Data("again".utf8))
        #expect(FileManager.default.contents(atPath: one.file("notes")) == Data("of one".utf8))
    }
}
