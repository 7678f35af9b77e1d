import Dispatch
import Foundation
import Synchronization

/// One thread for work that blocks while it waits for other processes, which must not take a thread from all other tasks. It
/// is always the same thread, so that libtorch's threads, which belong to it, are made once.
final class OwnThread: TaskExecutor {
    private let jobs = Mutex<[UnownedJob]>([])
    private let waiting = DispatchSemaphore(value: 0)
    private let isOver = Atomic(false)

    init() {
        // It keeps this alive until it is ended.
        let thread = Thread { [self] in run() }
        thread.name = "training"
        // As much as the main thread has.
        thread.stackSize = 8 << 20
        thread.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        waiting.signal()
    }

    /// Ends the thread, once it has done what it was given.
    func end() {
        isOver.store(true, ordering: .releasing)
        waiting.signal()
    }

    private func run() {
        while true {
            waiting.wait()
            if let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
                job.runSynchronously(on: asUnownedTaskExecutor())
            } else if isOver.load(ordering: .acquiring) {
                return
            }
        }
    }
}
