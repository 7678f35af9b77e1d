import Documents
import Foundation
import Shards
import TestSupport
import Testing

@testable import Training

@Suite struct TrainingStreamTests {
    private func stream(_ name: String, _ settings: StreamSettings = StreamSettings(batch: 8), at folder: String? = nil)
        throws -> TrainingStream
    {
        let pool = try CaptionPool(
            folder: folder ?? "\(testsFolder)/Fixtures/stream/\(name)", split: "train", languages: ["de", "en"],
            columns: [.visual, .source])
        return try TrainingStream(pool, settings, seed: 4)
    }

    /// A sample as it reaches a trainer.
    private struct Sample: Equatable {
        let item: UInt32
        let tokens: [Int32]
        let visual: [Float]
    }

    private func samples(_ batch: TrainingStream.Batch) throws -> [Sample] {
        let visual = try #require(batch.captions.visual).values(as: Float.self)
        return batch.captions.items.enumerated().map { row, item in
            Sample(
                item: item, tokens: Array(batch.captions.tokens[row]),
                visual: Array(visual[row * 21..<(row + 1) * 21]))
        }
    }

    private func read(_ count: Int, _ reader: BatchReader<TrainingStream.Batch>) async throws -> [[Sample]] {
        var batches: [[Sample]] = []
        for _ in 0..<count { batches.append(try samples(await reader.next())) }
        return batches
    }

    @Test(arguments: [StreamSettings(batch: 8), StreamSettings(batch: 8, sampling: .language, window: 3)])
    func theSamplesDoNotDependOnHowASplitIsCut(_ settings: StreamSettings) async throws {
        let one = try await read(40, stream("one", settings).batches())
        #expect(try await read(40, stream("seven", settings).batches()) == one)
    }

    @Test func stoppedInMidEpochWithOtherProcessesARunSeesWhatIsLeft() async throws {
        let stream = try stream("seven")
        let whole = try await read(20, stream.batches())
        let first = try stream.batches()
        var seen = try await read(5, first)
        // Two processes go on, and then three, each with its part of every batch.
        var position = first.position
        for (processes, batches) in [(2, 6), (3, 6)] {
            let readers = try (0..<processes).map { try stream.batches(from: position, process: $0, of: processes) }
            for _ in 0..<batches {
                var parts: [[Sample]] = []
                for reader in readers { parts += try await read(1, reader) }
                #expect(parts.map(\.count).max() ?? 0 <= (parts.map(\.count).min() ?? 0) + 1)
                seen.append(parts.flatMap { $0 })
            }
            position = readers[0].position
            #expect(readers.allSatisfy { $0.position == position })
        }
        #expect(seen == Array(whole.prefix(17)))
    }

    @Test func randomNumbersBelongToTheBatch() async throws {
        let stream = try stream("one")
        let (alone, second) = (try stream.batches(), try stream.batches(process: 1, of: 2))
        let numbers = [try await alone.next(), try await alone.next()].map { $0.random.state }
        #expect(numbers[0] != numbers[1])
        _ = try await second.next()
        #expect(try await second.next().random.state == numbers[1])
    }

    /// What is made ahead is made by other threads, a few at a time, and no more than a few.
    @Test func batchesAreMadeAheadInOrder() async throws {
        let made = Counter()
        let reader = try stream("one").batches { batch in
            made.add()
            // Later batches are ready first.
            Thread.sleep(forTimeInterval: batch.number % 2 == 0 ? 0.02 : 0)
            return batch.number
        }
        #expect(try await [reader.next(), reader.next(), reader.next()] == [0, 1, 2])
        #expect(reader.waited > .milliseconds(10))
        while made.count < 7 { try await Task.sleep(for: .milliseconds(1)) }
        try await Task.sleep(for: .milliseconds(50))
        #expect(made.count == 7)
        let before = reader.waited
        #expect(try await reader.next() == 3)
        #expect(reader.waited - before < .milliseconds(10))
    }

    private final class Counter: @unchecked Sendable {
        private let lock = NSLock()
        private var value = 0
        var count: Int { lock.withLock { value } }
        func add() { lock.withLock { value += 1 } }
    }

    @Test func cancellingEndsTheWait() async throws {
        let stream = try stream("one")
        let task = Task {
            let reader = try stream.batches()
            while true { _ = try await reader.next() }
        }
        try await Task.sleep(for: .milliseconds(20))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func aShardThatGoesBadStopsTheStreamByName() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            atPath: testsFolder + "/Fixtures/stream/seven", toPath: folder.file("shards"))
        let reader = try stream("", at: folder.file("shards")).batches()
        _ = try await reader.next()
        #expect(truncate(folder.file("shards/train-4.safetensors"), 0) == 0)
        let error = await #expect(throws: InputError.self) {
            for _ in 0..<20 { _ = try await reader.next() }
        }
        #expect(error?.file == folder.file("shards/train-4.safetensors"))
    }

    @Test func aBatchForTrainingGivesEachCaptionAnothersFeatures() async throws {
        let reader = try stream("one").batches { try TrainingBatch($0) }
        for _ in 0..<10 {
            let batch = try await reader.next()
            let others = try batch.others.values(as: Int64.self)
            #expect(others.sorted() == (0..<Int64(others.count)).map { $0 })
            #expect(others.enumerated().allSatisfy { $0 != Int($1) })
        }
    }
}
