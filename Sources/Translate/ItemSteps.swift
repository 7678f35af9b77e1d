import Synchronization
import Workspace

/// Turns answers into items for progress: a window's items advance as its texts are answered.
final class ItemSteps: Sendable {
    private let items: Int
    private let reporting: ProgressReporter
    private let reported = Mutex(0)

    init(_ items: Int, _ reporting: @escaping ProgressReporter) {
        self.items = items
        self.reporting = reporting
    }

    /// So many of the texts have their answers.
    func reach(_ answered: Int, of count: Int) { report(items * answered / max(count, 1)) }

    /// All items are done.
    func end() { report(items) }

    private func report(_ done: Int) {
        let step = reported.withLock { reported in
            defer { reported = max(reported, done) }
            return done - reported
        }
        if step > 0 { reporting(step) }
    }
}
