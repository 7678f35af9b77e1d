import Foundation
import TestSupport
import Testing

@testable import Workspace

@Suite struct JournalTests {
    @Test func timesThatNoRunTakesArePassedOver() throws {
        let folder = try TemporaryFolder()
        let lines = ["1e19", "-1", "2"].enumerated().map {
            "{\"began\":1,\"output\":\"\($0.offset)\",\"seconds\":\($0.element),\"stage\":\"s\"}\n"
        }
        try folder.write(lines.joined(), to: ".journal")
        #expect(Journal(Workspace(folder.path)).last().keys.sorted() == ["2"])
    }

    /// The last line of an output counts, and what a power cut left of a line costs no other.
    @Test func tellsTheLastTime() throws {
        let folder = try TemporaryFolder()
        let journal = Journal(Workspace(folder.path))
        #expect(journal.last().isEmpty)
        try journal.append(Journal.Entry(stage: "features", output: "a", began: 10, seconds: 1.23456))
        try journal.append(Journal.Entry(stage: "features", output: "b", began: 11, seconds: 1))
        let path = folder.file(".journal")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try (text + #"{"stage":"featu"# + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        try journal.append(Journal.Entry(stage: "features", output: "a", began: 20, seconds: 2))
        #expect(journal.last()["a"] == .init(stage: "features", output: "a", began: 20, seconds: 2))
        #expect(journal.last()["b"]?.seconds == 1 && journal.last().count == 2)
    }
}
