import Synchronization
import Testing

@testable import Tensors

/// Work that is shared by the threads of libtorch's operations.
@Suite(.serialized) struct ParallelTests {
    @Test(arguments: [1, 2, 3]) func everyPartIsDoneOnce(threads: Int) throws {
        let before = Torch.threads
        defer { Torch.use(threads: before) }
        Torch.use(threads: threads)
        for count in [0, 1, 2, 7, 100] {
            let done = Mutex([Int](repeating: 0, count: count))
            try Torch.parallel(count) { part in done.withLock { $0[part] += 1 } }
            #expect(done.withLock { $0 } == [Int](repeating: 1, count: count))
        }
    }

    /// Each part waits until all have begun, which they never do where one thread does them one after the other.
    @Test(arguments: [2, 3]) func partsAreDoneAtOneTime(threads: Int) throws {
        let before = Torch.threads
        defer { Torch.use(threads: before) }
        Torch.use(threads: threads)
        let begun = Atomic(0)
        let patience = ContinuousClock.now + .seconds(20)
        try Torch.parallel(threads) { _ in
            begun.add(1, ordering: .relaxed)
            while begun.load(ordering: .relaxed) % threads != 0, ContinuousClock.now < patience {}
        }
        #expect(ContinuousClock.now < patience)
    }
}
