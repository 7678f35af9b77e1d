import Foundation
import TestSupport
import Testing

@testable import Workspace

@Suite struct DoneListingTests {
    private func write(_ stage: String, _ output: String, failing: [String] = [], in workspace: Workspace) throws {
        try DoneRecord(
            stage: stage, partition: output, fingerprint: "", digest: "", bytes: 0,
            outcome: Outcome(failures: failing.map { .init(item: "x", reason: $0) })
        ).write(of: workspace.file(output))
    }

    @Test func recordsCountByTheirStages() throws {
        let folder = try TemporaryFolder()
        let workspace = Workspace(folder.path)
        let (journal, other) = (Journal(workspace), Journal(workspace, ofThisMachine: true))
        try journal.append(Journal.Opening(stage: "features", partitions: 4, done: 0, began: 100))
        // Two stages in one folder; one worker on another machine; a record that no journal knows; a partition done twice.
        for (name, began) in [("a", 90.0), ("b", 110), ("b", 120)] {
            try write("features", "shards/\(name)", failing: ["dead"], in: workspace)
            try journal.append(
                Journal.Entry(
                    stage: "features", output: "shards/\(name)", began: began, seconds: 5, failed: ["dead": 1]))
        }
        try write("features", "shards/c", in: workspace)
        try other.append(Journal.Entry(stage: "features", output: "shards/c", began: 130, seconds: 10))
        try write("index", "shards/index.json", failing: ["worn", "worn"], in: workspace)
        try folder.write("torn {\n{\"stage\":\"features\"}\n", to: ".journal-elsewhere")
        // Begun, and not done.
        try journal.append(Journal.Entry(stage: "features", output: "shards/d", began: 140, seconds: 1))

        let stages = try DoneListing(workspace).stages
        let features = try #require(stages["features"])
        #expect(features.done == 3 && features.partitions == 4 && features.opened == 100)
        // Of a nothing: it was done before the stage had work again.
        #expect(features.since.count == 2 && features.since.last == 140)
        #expect(features.failed == ["dead": 2])
        #expect(stages["index"]?.done == 1 && stages["index"]?.partitions == nil)
        #expect(stages["index"]?.failed == ["worn": 2])
        #expect(stages.count == 2)
    }

    @Test func newLinesTellWhatBecomesDone() throws {
        let folder = try TemporaryFolder()
        let workspace = Workspace(folder.path)
        let partitions = ["a", "b"].map { Partition(name: $0, output: "x/\($0)", inputs: [:]) }
        let journal = Journal(workspace)
        try journal.append(Journal.Entry(stage: "s", output: "x/a", began: 1, seconds: 1))
        var progress = JournalProgress(workspace, "s", partitions)
        #expect(progress.news().isEmpty)
        try journal.append(Journal.Entry(stage: "s", output: "x/b", began: 2, seconds: 3))
        try Journal(workspace, ofThisMachine: true).append(
            Journal.Entry(stage: "s", output: "x/a", began: 2, seconds: 4))
        try journal.append(Journal.Entry(stage: "t", output: "x/a", began: 2, seconds: 4))
        let news = progress.news()
        #expect(news.map(\.partition.name).sorted() == ["a", "b"])
        #expect(news.map(\.seconds).sorted() == [3, 4])
        #expect(progress.news().isEmpty)
    }

    @Test func reasonsBeyondTheFirstFewStandTogether() {
        let failures = (0..<15).flatMap { reason in
            [Outcome.Failure](repeating: .init(item: "x", reason: "\(reason)"), count: 20 - reason)
        }
        let counts = Outcome(failures: failures).failedByReason
        #expect(counts?.count == 11 && counts?["0"] == 20 && counts?["other reasons"] == 10 + 9 + 8 + 7 + 6)
        #expect(Outcome().failedByReason == nil)
    }
}
