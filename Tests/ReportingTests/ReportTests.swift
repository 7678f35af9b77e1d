import Documents
import Foundation
import TestSupport
import Testing
import Workspace

@testable import Reporting

/// The numbers that are gathered from a workspace.
@Suite struct ReportTests {
    @Test func sumsUpStagesInTheOrderOfTheData() throws {
        let report = try FakeWorkspace.whole().gather()
        #expect(report.stages.map(\.name) == ["fetch", "translate", "quality", "validate", "train", "evaluate"])
        let translate = try #require(report.stages.first { $0.name == "translate" })
        #expect(translate.partitions == 2)
        #expect(translate.counts == ["items": 4, "translations": 2])
        #expect(translate.bytes == 2000)
        #expect(translate.failed == 2)
        #expect(
            translate.failures == [.init(reason: "x: <b>refused</b>", items: 2, examples: ["test-0", "test-1"])])
    }

    @Test func countsTheCorpus() throws {
        let report = try FakeWorkspace.whole().gather()
        let corpus = try #require(report.corpus)
        #expect(corpus.splits.map(\.name) == ["train", "test"])
        #expect(corpus.splits.map(\.items) == [1, 3])
        #expect(corpus.languages.map(\.language.tag) == ["en", "es"])
        #expect(corpus.languages.map(\.human) == [4, 0])
        #expect(corpus.languages[1].engines == ["apertium": 4])
        #expect(corpus.languages[1].flags == ["unknown-words": 4])
        #expect(report.samples.map(\.id) == ["test-0", "test-1", "test-2"])
    }

    @Test func samplesAreSpreadOverTheSplit() throws {
        let fake = try FakeWorkspace()
        for file in 0..<2 {
            let lines = (0..<50).map { place in
                """
                {"id":"\(50 * file + place)","split":"test","media":{"kind":"image","path":"x.png"},"captions":[]}
                {"id":"t","split":"train","media":{"kind":"image","path":"x.png"},"captions":[]}

                """
            }
            try fake.folder.write(lines.joined(), to: "corpus/\(file).jsonl")
        }
        let scan = try #require(try CorpusScan(fake.workspace))
        #expect(try scan.samples(4).map(\.id) == ["12", "37", "62", "87"])
        #expect(try scan.samples(1000).count == 100)
    }

    @Test func readsTrainingAndResults() throws {
        let report = try FakeWorkspace.whole().gather()
        let training = try #require(report.runs.first)
        #expect(training.stages.map(\.name) == ["cross-lingual", "cross-modal"])
        #expect(training.name == "train" && training.recalls == [.init(step: 60, mean: 71.5)])
        #expect(training.points[1].losses == ["crosslingual_mse": 0.5, "total": 0.01, "novelty": 0.25])
        let retrieval = try #require(report.retrieval)
        #expect(retrieval.sourceLanguage == "en")
        #expect(retrieval.languages == ["en", "es"])
        #expect(retrieval.after?.languages["es"]?.textToVisual.r1 == 43.75)
    }

    /// Cells of a grid in the workspace, and a run from elsewhere by its folder's name.
    @Test func gathersOtherRuns() throws {
        let fake = try FakeWorkspace.whole()
        try fake.addTraining(to: "grid/rate=0.1/train/final")
        let elsewhere = try FakeWorkspace()
        try elsewhere.addTraining()
        let report = try fake.gather(others: [elsewhere.folder.path, elsewhere.folder.file("train/final")])
        let name = (elsewhere.folder.path as NSString).lastPathComponent
        #expect(report.runs.map(\.name) == ["train", "grid/rate=0.1", name, "final"])
        #expect(report.runs.allSatisfy { $0.points.count == 6 })
        let error = #expect(throws: InputError.self) { try fake.gather(others: [fake.folder.file("media")]) }
        #expect(error?.description.contains("no metrics") == true)
    }

    /// Two partitions whose times lie over one another, and a third after a pause.
    @Test func tellsTimesAndThroughput() throws {
        let fake = try FakeWorkspace()
        try fake.addCorpus()
        let journal = Journal(fake.workspace)
        for (output, began, seconds) in [
            ("corpus/train.jsonl", 1000.0, 60.0), ("corpus/train.jsonl", 1000, 2), ("corpus/test.jsonl", 1001, 3),
        ] {
            try journal.append(Journal.Entry(stage: "translate", output: output, began: began, seconds: seconds))
        }
        #expect(try fake.gather().stages.allSatisfy { $0.seconds == nil && $0.throughput == nil })
        let stages = try fake.gather(withTimes: true).stages
        let translate = try #require(stages.first { $0.name == "translate" })
        #expect(translate.seconds == 4)
        #expect(translate.throughput == .init(count: "items", perSecond: 1))
        #expect(stages.first { $0.name == "fetch" }?.seconds == nil)
    }

    @Test func countsLengths() throws {
        let fake = try FakeWorkspace()
        try fake.folder.write(
            (1...100).map {
                #"{"id":"\#($0)","split":"a","media":{"kind":"image","path":"x"},"captions":["#
                    + #"{"language":"en","text":"\#(String(repeating: "é", count: $0 * 5))","origin":"human"}]}"# + "\n"
            }.joined(), to: "corpus/a.jsonl")
        let english = try #require(try CorpusScan(fake.workspace)?.summary.languages.first)
        // Longer ones than are told apart count as the first of these.
        #expect(english.percentiles == [25, 125, 250, 375, 401])
    }

    @Test func leavesOutWhatHasNotRun() throws {
        let fake = try FakeWorkspace()
        try fake.done("media/x", stage: "fetch", counts: [:], bytes: 1)
        let report = try fake.gather()
        #expect(report.corpus == nil && report.runs.isEmpty && report.retrieval == nil && report.samples.isEmpty)
    }

    @Test func refusesAFolderThatIsNoWorkspace() throws {
        let folder = try TemporaryFolder()
        try folder.write("{}", to: "x.json")
        #expect {
            try Report(of: Workspace(folder.path), title: "")
        } throws: { ($0 as? InputError)?.problem.contains("is not a workspace") == true }
    }

    @Test(arguments: ["train/final/metrics.jsonl", "evaluate/after.json"])
    func namesTheFileThatIsNotWhatItShouldBe(_ name: String) throws {
        let fake = try FakeWorkspace.whole()
        try fake.folder.write("{\"step\":\n", to: name)
        #expect {
            try fake.gather()
        } throws: { ($0 as? InputError)?.file?.hasSuffix(name) == true }
    }
}
