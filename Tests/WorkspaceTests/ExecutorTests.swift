import Documents
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Workspace

/// A stage that writes what it is told to, and counts its runs.
private final class WordStage: Stage {
    let name = "words"
    let version: Int
    private let words: [String: String]
    private let folder: String
    private let runs = Mutex<[String]>([])
    private let body: @Sendable (String, String) async throws -> Outcome

    init(
        _ words: [String: String], version: Int = 1, folder: String = "words/",
        body: @escaping @Sendable (_ word: String, _ path: String) async throws -> Outcome = { word, path in
            try Data(word.utf8).write(to: URL(fileURLWithPath: path))
            return Outcome(counts: ["words": 1])
        }
    ) {
        self.words = words
        self.version = version
        self.folder = folder
        self.body = body
    }

    var ran: [String] { runs.withLock { $0.sorted() } }

    func partitions() async throws -> [Partition] {
        words.sorted { $0.key < $1.key }.map {
            Partition(name: $0.key, output: "\(folder)\($0.key).txt", inputs: ["word": $0.value])
        }
    }

    func run(_ partition: Partition, to temporary: String, reporting: ProgressReporter) async throws
        -> Outcome
    {
        runs.withLock { $0.append(partition.name) }
        return try await body(partition.inputs["word"] ?? "", temporary)
    }
}

private func makeSparseFile(_ path: String, bytes: Int) throws {
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(truncate(path, bytes) == 0)
}

@Suite struct ExecutorTests {
    private let folder: TemporaryFolder
    private let workspace: Workspace

    init() throws {
        folder = try TemporaryFolder()
        workspace = Workspace(folder.file("work"))
    }

    private func text(_ name: String) -> String? {
        try? String(contentsOfFile: workspace.file("words/\(name).txt"), encoding: .utf8)
    }

    @Test func whatIsDoneIsSkipped() async throws {
        _ = try await LocalExecutor(workspace).run(WordStage(["a": "x", "b": "y"]))
        let again = WordStage(["a": "x", "b": "y"])
        let records = try await LocalExecutor(workspace).run(again)
        #expect(again.ran.isEmpty)
        #expect(records.map(\.partition) == ["a", "b"])
        #expect(text("b") == "y")
    }

    /// What is skipped keeps the time that it took when it was done.
    @Test func theJournalTellsWhatWasDone() async throws {
        _ = try await LocalExecutor(workspace).run(WordStage(["a": "1", "b": "2"]))
        let first = Journal(workspace).last()
        #expect(first.keys.sorted() == ["words/a.txt", "words/b.txt"])
        #expect(first.values.allSatisfy { $0.stage == "words" && $0.seconds >= 0 && $0.began > 1.7e9 })
        _ = try await LocalExecutor(workspace).run(WordStage(["a": "1", "b": "3"]))
        let second = Journal(workspace).last()
        #expect(second["words/a.txt"] == first["words/a.txt"] && second["words/b.txt"] != first["words/b.txt"])
    }

    @Test func onlyWhatChangedIsRedone() async throws {
        _ = try await LocalExecutor(workspace).run(WordStage(["a": "x", "b": "y"]))
        let changed = WordStage(["a": "x", "b": "z"])
        _ = try await LocalExecutor(workspace).run(changed)
        #expect(changed.ran == ["b"])
        #expect(text("b") == "z")
        let newer = WordStage(["a": "x", "b": "z"], version: 2)
        _ = try await LocalExecutor(workspace, jobs: 2).run(newer)
        #expect(newer.ran == ["a", "b"])
    }

    @Test func aCutOutputIsRedone() async throws {
        _ = try await LocalExecutor(workspace).run(WordStage(["a": "long"]))
        try Data("lo".utf8).write(to: URL(fileURLWithPath: workspace.file("words/a.txt")))
        let again = WordStage(["a": "long"])
        _ = try await LocalExecutor(workspace).run(again)
        #expect(again.ran == ["a"])
        #expect(text("a") == "long")
    }

    /// Of the same length, as a flipped bit leaves it.
    @Test func anAlteredOutputIsRedone() async throws {
        _ = try await LocalExecutor(workspace).run(WordStage(["a": "one"]))
        try Data("two".utf8).write(to: URL(fileURLWithPath: workspace.file("words/a.txt")))
        let again = WordStage(["a": "one"])
        _ = try await LocalExecutor(workspace).run(again)
        #expect(again.ran == ["a"])
        #expect(text("a") == "one")
    }

    /// What is only touched, or copied with its workspace, is read once and then known again.
    @Test func aTouchedOutputIsNotRedone() async throws {
        _ = try await LocalExecutor(workspace).run(WordStage(["a": "one"]))
        let (output, record) = (workspace.file("words/a.txt"), workspace.file("words/a.txt.done"))
        let before = try Data(contentsOf: URL(fileURLWithPath: record))
        func changed(_ path: String) -> timespec {
            var status = stat()
            #expect(stat(path, &status) == 0)
            return status.st_ctim
        }
        usleep(20_000)
        #expect(utimes(output, nil) == 0)
        #expect((changed(record).tv_sec, changed(record).tv_nsec) < (changed(output).tv_sec, changed(output).tv_nsec))
        usleep(20_000)
        let again = WordStage(["a": "one"])
        _ = try await LocalExecutor(workspace).run(again)
        #expect(again.ran.isEmpty)
        #expect(try Data(contentsOf: URL(fileURLWithPath: record)) == before)
        #expect((changed(output).tv_sec, changed(output).tv_nsec) < (changed(record).tv_sec, changed(record).tv_nsec))
    }

    /// Whatever bit is flipped in a record, it is not believed; one of a version that sealed none is.
    @Test func anAlteredRecordIsNotBelieved() async throws {
        _ = try await LocalExecutor(workspace).run(WordStage(["a": "one"]))
        let output = workspace.file("words/a.txt")
        let path = URL(fileURLWithPath: DoneRecord.path(of: output))
        let whole = try Data(contentsOf: path)
        let record = try #require(DoneRecord.read(of: output))
        for bit in 0..<whole.count * 8 {
            var damaged = whole
            damaged[bit / 8] ^= 1 << (bit % 8)
            try damaged.write(to: path)
            #expect(DoneRecord.read(of: output) == nil, "bit \(bit)")
        }
        for length in stride(from: 0, to: whole.count, by: 7) {
            try whole.prefix(length).write(to: path)
            #expect(DoneRecord.read(of: output) == nil, "\(length) bytes")
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try (encoder.encode(record) + Data("\n".utf8)).write(to: path)
        #expect(DoneRecord.read(of: output) == record)
    }

    @Test func aFailedPartitionLeavesNothing() async throws {
        let stage = WordStage(["a": "x"]) { _, path in
            try Data("half".utf8).write(to: URL(fileURLWithPath: path))
            throw Fault("writing", reason: "the test says so")
        }
        await #expect(throws: Fault.self) { try await LocalExecutor(workspace).run(stage) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.file("words")).isEmpty)
    }

    /// A failure neither begins what comes next nor takes with it what was whole.
    @Test func aFailureLeavesWhatIsWholeAndBeginsNothing() async throws {
        let stage = WordStage(["a": "whole", "b": "bad", "c": "late"]) { word, path in
            if word == "bad" { throw Fault("writing", reason: "the test says so") }
            // Still being digested when the next one has failed.
            try makeSparseFile(path, bytes: 256 << 20)
            return Outcome()
        }
        await #expect(throws: Fault.self) { try await LocalExecutor(workspace).run(stage) }
        #expect(stage.ran == ["a", "b"])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: workspace.file("words")).sorted() == [
                "a.txt", "a.txt.done",
            ])
    }

    @Test func whatRunsWaitsForNoPublishing() async throws {
        // The second's run ends before the first, of 256 MiB, is digested.
        let order = Mutex<[String]>([])
        let stage = WordStage(["a": "large", "b": "small"]) { word, path in
            try makeSparseFile(path, bytes: word == "large" ? 256 << 20 : 1)
            order.withLock { $0.append("ran \(word)") }
            return Outcome()
        }
        let observed = LocalExecutor(workspace) { event in
            guard case .partitionEnded(_, let record, _) = event else { return }
            order.withLock { $0.append("published \(record.partition)") }
        }
        let records = try await observed.run(stage)
        #expect(records.map(\.partition) == ["a", "b"])
        #expect(
            order.withLock { $0.firstIndex(of: "ran small") ?? 9 }
                < order.withLock { $0.firstIndex(of: "published a") ?? 0 })
    }

    @Test func aCancelledPartitionLeavesNothing() async throws {
        let stage = WordStage(["a": "x"]) { _, path in
            try Data("half".utf8).write(to: URL(fileURLWithPath: path))
            try await Task.sleep(for: .seconds(60))
            return Outcome()
        }
        let workspace = workspace
        let task = Task { try await LocalExecutor(workspace).run(stage) }
        while stage.ran.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.file("words")).isEmpty)
    }

    @Test func failedItemsAreRedoneWhenAsked() async throws {
        let failing: @Sendable (String, String) async throws -> Outcome = { word, path in
            try Data(word.utf8).write(to: URL(fileURLWithPath: path))
            return Outcome(failures: word == "bad" ? [.init(item: word, reason: "bad")] : [])
        }
        _ = try await LocalExecutor(workspace).run(WordStage(["a": "bad", "b": "good"], body: failing))
        let plain = WordStage(["a": "bad", "b": "good"], body: failing)
        _ = try await LocalExecutor(workspace).run(plain)
        #expect(plain.ran.isEmpty)
        let retry = WordStage(["a": "bad", "b": "good"], body: failing)
        _ = try await LocalExecutor(workspace, retryingFailures: true).run(retry)
        #expect(retry.ran == ["a"])
    }

    @Test func outputsThatNoPartitionNamesGoAway() async throws {
        _ = try await LocalExecutor(workspace).run(WordStage(["a": "x", "b": "y"]))
        try Data("mine".utf8).write(to: URL(fileURLWithPath: workspace.file("words/notes.txt")))
        _ = try await LocalExecutor(workspace).run(WordStage(["a": "x"]))
        let names = try FileManager.default.contentsOfDirectory(atPath: workspace.file("words")).sorted()
        #expect(names == ["a.txt", "a.txt.done", "notes.txt"])
    }

    @Test func anOutputAtTheTopIsKept() async throws {
        for expected in [["a"], []] {
            let stage = WordStage(["a": "x"], folder: "")
            _ = try await LocalExecutor(workspace).run(stage)
            #expect(stage.ran == expected)
        }
    }

    @Test func equalWorkGivesEqualRecords() async throws {
        let other = Workspace(folder.file("other"))
        _ = try await LocalExecutor(workspace).run(WordStage(["a": "x"]))
        _ = try await LocalExecutor(other, jobs: 4).run(WordStage(["a": "x"]))
        let records = [workspace, other].map { FileManager.default.contents(atPath: $0.file("words/a.txt.done")) }
        #expect(records[0] != nil && records[0] == records[1])
    }

    @Test func someOfTheStagesPartitionsAreDoneAndTheOthersLeftAlone() async throws {
        _ = try await LocalExecutor(workspace).run(WordStage(["a": "x", "old": "z"]))
        let stage = WordStage(["a": "other", "b": "y"])
        let partitions = try await stage.partitions()
        let records = try await LocalExecutor(workspace).run(stage, Array(partitions.suffix(1)))
        #expect(records.map(\.partition) == ["b"])
        // Neither is made anew, and what no partition names is for a run to take away.
        #expect(FileManager.default.contents(atPath: workspace.file("words/a.txt")) == Data("x".utf8))
        #expect(FileManager.default.fileExists(atPath: workspace.file("words/old.txt")))
    }

    @Test func aFolderIsPublishedWhole() async throws {
        let stage = WordStage(["a": "x"]) { word, path in
            try FileManager.default.createDirectory(atPath: path + "/inner", withIntermediateDirectories: true)
            try Data(word.utf8).write(to: URL(fileURLWithPath: path + "/inner/file"))
            return Outcome()
        }
        let record = try #require(try await LocalExecutor(workspace).run(stage).first)
        #expect(record.bytes == 1)
        try FileManager.default.removeItem(atPath: workspace.file("words/a.txt/inner/file"))
        let partition = try #require(try await stage.partitions().first)
        #expect(!workspace.isDone(partition, of: stage))
    }
}

@Suite struct WorkspaceLockTests {
    @Test func onlyOneHoldsAWorkspace() throws {
        let folder = try TemporaryFolder()
        let workspace = Workspace(folder.path)
        var lock: WorkspaceLock? = try WorkspaceLock(workspace)
        let error = #expect(throws: Fault.self) { _ = try WorkspaceLock(workspace) }
        #expect(error?.reason.contains("process \(ProcessInfo.processInfo.processIdentifier) on ") == true)
        _ = lock
        #expect(try WorkspaceLock.holder(of: workspace)?.hasSuffix(" works in it") == true)
        lock = nil
        _ = try WorkspaceLock(workspace)
        #expect(try WorkspaceLock.holder(of: workspace) == nil)
    }

    @Test func workersStandBesideWhoSubmitsThemButNoRunDoes() throws {
        let folder = try TemporaryFolder()
        let workspace = Workspace(folder.path)
        let submits = try WorkspaceLock(workspace, .submitting)
        for other in [WorkspaceLock.Part.submitting, .run] {
            let error = #expect(throws: Fault.self) { _ = try WorkspaceLock(workspace, other) }
            #expect(error?.reason.contains("submits its stages") == true)
        }
        let worker = try WorkspaceLock(workspace, .everyPartition)
        let a = Partition(name: "a", output: "x/a", inputs: [:])
        let error = #expect(throws: Fault.self) { _ = try WorkspaceLock(workspace, .partitions([a])) }
        #expect(error?.reason.contains("another process does all partitions") == true)
        withExtendedLifetime((submits, worker)) {}
    }

    @Test func whoWaitsGetsItWhenTheOtherHasGone() async throws {
        let folder = try TemporaryFolder()
        let workspace = Workspace(folder.path)
        let order = Mutex<[String]>([])
        var first: WorkspaceLock? = try WorkspaceLock(workspace)
        let waiting = Task {
            let lock = try await WorkspaceLock.waiting(for: .run, of: workspace) { holder in
                order.withLock { $0.append(holder) }
            }
            order.withLock { $0.append("locked") }
            withExtendedLifetime(lock) {}
        }
        while order.withLock({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(10)) }
        order.withLock { $0.append("gone") }
        _ = first
        first = nil
        try await waiting.value
        let found = order.withLock { $0 }
        #expect(found.first?.hasSuffix(" works in it") == true)
        #expect(found.dropFirst() == ["gone", "locked"])
    }

    @Test func workersStandBesideEachOtherButNotBesideARun() throws {
        let folder = try TemporaryFolder()
        let workspace = Workspace(folder.path)
        let (a, b) = (
            Partition(name: "a", output: "x/a", inputs: [:]), Partition(name: "b", output: "x/b", inputs: [:])
        )
        var first: WorkspaceLock? = try WorkspaceLock(workspace, .partitions([a]))
        var second: WorkspaceLock? = try WorkspaceLock(workspace, .partitions([b]))
        let same = #expect(throws: Fault.self) { _ = try WorkspaceLock(workspace, .partitions([b, a])) }
        #expect(same?.reason.contains("another process does b") == true)
        let whole = #expect(throws: Fault.self) { _ = try WorkspaceLock(workspace) }
        #expect(whole?.reason.contains("another process does one of its partitions") == true)
        // What did not get all of its partitions has none.
        _ = second
        second = nil
        second = try WorkspaceLock(workspace, .partitions([b]))
        _ = first
        (first, second) = (nil, nil)
        let run = try WorkspaceLock(workspace)
        let worker = #expect(throws: Fault.self) { _ = try WorkspaceLock(workspace, .partitions([a])) }
        #expect(worker?.reason.contains(" works in it") == true)
        withExtendedLifetime(run) {}
        _ = try WorkspaceLock(workspace, .partitions([]))
    }

    @Test func leftoversOfKilledRunsGoAway() throws {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "shards/.a.safetensors-1234.part")
        try folder.write("x", to: "shards/b.part")
        AtomicOutput.removeLeftovers(in: folder.path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("shards")) == ["b.part"])
    }
}
