import Documents
import Foundation
import TestSupport
import Testing
import Workspace

@testable import Reporting

/// The page and report.json as files.
@Suite struct PageTests {
    @Test func sameWorkspaceSameBytes() throws {
        let fake = try FakeWorkspace.whole()
        let first = try fake.report()
        let second = try fake.report()
        #expect(first == second)
        // Another place on the disk makes no difference, and leaves no trace.
        #expect(try FakeWorkspace.whole().report() == first)
        #expect(!first.page.contains(fake.folder.path) && !first.json.contains(fake.folder.path))
    }

    @Test func escapesWhatComesFromTheData() throws {
        let fake = try FakeWorkspace.whole()
        let page = try fake.report(title: "<i>T</i>").page
        #expect(!page.contains("<script"))
        #expect(page.contains("A &quot;big&quot; &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; more"))
        #expect(page.contains("&lt;b&gt;refused&lt;/b&gt;") && !page.contains("<b>refused"))
        #expect(page.contains("<h1>&lt;i&gt;T&lt;/i&gt;</h1>"))
    }

    @Test func showsWhatValidationFound() throws {
        let fake = try FakeWorkspace.whole()
        let page = try fake.report().page
        #expect(page.contains("<span class=\"bad\">error</span></td><td class=\"number\">1,200</td>"))
        #expect(page.contains("<code>corpus/test.jsonl:2</code>: &lt;b&gt;the same&lt;/b&gt; in es"))
        #expect(page.contains("html-entity, 1 finding: it is &lt;i&gt;meant&lt;/i&gt;"))
        #expect(try fake.gather().findings?.findings.map(\.count) == [1200])
        #expect(try FakeWorkspace.withoutFindings().report().page.contains("Not validated yet"))
    }

    @Test func loadsNothing() throws {
        let page = try FakeWorkspace.whole().report().page
        #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("url("))
        #expect(page.contains("default-src 'none'"))
    }

    @Test func showsFramesOrSaysWhyNot() throws {
        let page = try FakeWorkspace.whole().report().page
        #expect(page.components(separatedBy: "src=\"data:image/jpeg;base64,").count - 1 == 1 + 2 + 2)
        #expect(page.contains("5 frames of test-0"))
        #expect(page.contains("No picture: media/clips/missing.mp4"))
        #expect(page.contains("lies outside the workspace"))
        #expect(page.contains("<bdi lang=\"es\">Un círculo</bdi> <span class=\"badge\">unknown-words</span>"))
    }

    @Test func plotsEachTermAndEachRecall() throws {
        let page = try FakeWorkspace.whole().report().page
        // Two known terms, one that the page has never heard of, validation's recall and the rate; in two directions three
        // ranks, accuracies and quartiles; captions' lengths.
        #expect(page.components(separatedBy: "role=\"img\"").count - 1 == 5 + 10 + 1)
        #expect(page.components(separatedBy: "class=\"border\"").count - 1 == 4)
        #expect(page.contains("mean recall, % over steps: 71.5 at step 60, 71.5 at step 60."))
        #expect(page.contains("weighted sum, log scale"))
        #expect(page.contains("Spanish 1.5 % before, 43.8 % after; English 62.5 %, the dashed line."))
        #expect(page.contains("<td class=\"number\">1.5</td><td class=\"number\"><b>43.8</b></td>"))
    }

    @Test func drawsRunsOverEachOther() throws {
        let fake = try FakeWorkspace.whole()
        let other = try FakeWorkspace()
        try other.addTraining(to: "second/train/final")
        let page = try fake.report(others: [other.folder.file("second")]).page
        // A legend, and two curves of each of two stages in four plots and of one in the fifth.
        #expect(page.components(separatedBy: "class=\"curve series-0\"").count - 1 >= 9 + 1)
        #expect(page.contains("</svg> second</span>") && page.contains("<b>second</b>: Metrics of 6 steps"))
        #expect(page.contains("train 1 at step 0, 0.1667 at step 100; second 1 at step 0, 0.1667 at step 100."))
        #expect(!(try fake.report().page.contains("</svg> train</span>")))
    }

    @Test func tellsWhatTranslationsCost() throws {
        let page = try FakeWorkspace.whole().report().page
        #expect(page.contains("<td class=\"number\">123,456</td><td class=\"number\">2.47 EUR</td>"))
        #expect(page.contains("All together 2.47 EUR"))
        #expect(page.contains("<td>aligned-lines</td>"))
    }

    @Test func hasAContactSheetOfAllSplits() throws {
        let page = try FakeWorkspace.whole().report().page
        #expect(page.contains("4 items, evenly spread over all splits"))
        #expect(page.contains("<p><code>train-0</code><br>train</p>"))
    }

    @Test func mapsCaptionsByGroups() throws {
        let fake = try FakeWorkspace.whole()
        #expect(try fake.report().page.contains("DASD with dynamic adapters"))
        try fake.addRepresentations()
        let page = try fake.report().page
        #expect(page.contains("Semantic-related, es: 3 captions in 2 groups"))
        #expect(page.contains("aria-label=\"Group 1 of Semantic-agnostic, es: 2 captions\""))
        #expect(page.contains("<title>Un &lt;b&gt;uno</title>"))
        #expect(page.components(separatedBy: "<circle ").count - 1 == 6)
        #expect(page.contains("silhouette 0.75"))
        #expect(!page.contains("nan"))
    }

    @Test func showsTheHardestQueriesWithWhatWasRetrieved() throws {
        let page = try FakeWorkspace.whole().report().page
        #expect(page.contains("<bdi lang=\"es\">Un &lt;b&gt;círculo&lt;/b&gt;</bdi>"))
        #expect(page.contains("its own, at rank 1,234<br><code>test-0</code>"))
        // What has a file has a picture; the other says so.
        #expect(page.contains("alt=\"test-0\"") && page.contains("alt=\"train-0\"") && !page.contains("alt=\"test-1\""))
        #expect(page.contains("<span class=\"gone\">no picture</span><p>rank 1<br><code>test-1</code>"))
        #expect(!page.contains("<h3>English <span class=\"tag\">en</span></h3>"))
    }

    /// Curves of accuracy, and bars of ranks, in each direction; what the fixture says of Spanish and English.
    @Test func plotsAccuraciesAndRanks() throws {
        let page = try FakeWorkspace.whole().report().page
        #expect(page.contains("Spanish: 43.8 % at 1, 95.0 % at 3"))
        #expect(page.contains("English: 62.5 % at 1, 95.0 % at 3"))
        #expect(page.contains("Spanish: 1.0 to 1.5, median 2.0, before; 1.0 to 43.8, median 2.0, after"))
        #expect(page.components(separatedBy: "class=\"curve reference\"").count - 1 == 4)
        // Also in the two languages' lengths.
        #expect(page.components(separatedBy: "class=\"median\"").count - 1 == 8 + 2)
    }

    @Test func saysWhatHasNotRun() throws {
        let fake = try FakeWorkspace()
        try fake.addEvaluation(after: false)
        let page = try fake.report().page
        #expect(page.contains("No corpus yet") && page.contains("No training yet") && page.contains("No samples"))
        #expect(page.contains("What it is after training is not there yet"))
        try FileManager.default.removeItem(atPath: fake.folder.file("evaluate/before.json"))
        #expect(try fake.report().page.contains("No evaluation yet"))
    }

    @Test func jsonReadsBack() throws {
        let fake = try FakeWorkspace.whole()
        let read = try JSONDecoder().decode(Report.self, from: Data(fake.report().json.utf8))
        #expect(read == (try fake.gather()))
    }

    @Test func stageIsRedoneWhenAnyOtherWas() async throws {
        let fake = try FakeWorkspace.whole()
        let stage = ReportStage(workspace: fake.workspace, title: "Tiny")
        let partition = try #require(try stage.partitions().first)
        _ = try await fake.workspace.perform(partition, of: stage, reporting: ProgressReporter { _ in })
        #expect(FileManager.default.fileExists(atPath: fake.folder.file("report/index.html")))
        // Its own record does not count.
        #expect(fake.workspace.isDone(try #require(try stage.partitions().first), of: stage))
        try fake.done("media/clips", stage: "fetch", counts: ["files": 2], bytes: 1000)
        #expect(!fake.workspace.isDone(try #require(try stage.partitions().first), of: stage))
    }
}
