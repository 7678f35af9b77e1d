import Foundation
import Reporting
import TestSupport
import Workspace

/// A tiny workspace, made by hand: what each stage would leave, as JSON.
struct FakeWorkspace {
    let folder: TemporaryFolder
    var workspace: Workspace { Workspace(folder.path) }

    init() throws { folder = try TemporaryFolder() }

    /// A workspace in which every stage has run.
    static func whole() throws -> FakeWorkspace {
        let fake = try FakeWorkspace()
        try fake.addCorpus()
        try fake.addFindings()
        try fake.addTranslation()
        try fake.addTraining()
        try fake.addEvaluation()
        return fake
    }

    /// One of a run before validation was part of it.
    static func withoutFindings() throws -> FakeWorkspace {
        let fake = try FakeWorkspace()
        try fake.addCorpus()
        return fake
    }

    func addCorpus() throws {
        try FileManager.default.createDirectory(atPath: folder.file("media/clips"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: Golden.own.file("media/h264-bframes.mp4"), toPath: folder.file("media/clips/a.mp4"))
        try done("media/clips", stage: "fetch", counts: ["files": 1], bytes: 1000)
        try folder.write(
            FakeWorkspace.item("train-0", split: "train", path: "media/clips/a.mp4"), to: "corpus/train.jsonl")
        let paths = ["media/clips/a.mp4", "media/clips/missing.mp4", "../outside.mp4"]
        let tests = paths.enumerated().map { FakeWorkspace.item("test-\($0)", split: "test", path: $1) }
        try folder.write(tests.joined(), to: "corpus/test.jsonl")
        try done("corpus/train.jsonl", stage: "translate", counts: ["items": 1, "translations": 2], bytes: 500)
        try done(
            "corpus/test.jsonl", stage: "translate", counts: ["items": 3], bytes: 1500,
            failures: [("test-1", "\(folder.path)/x: <b>refused</b>"), ("test-0", "\(folder.path)/x: <b>refused</b>")])
    }

    func addFindings() throws {
        try folder.write(
            """
            {"checked": {"items": 4}, "left_out": [], "findings": [
              {"rule": "caption-in-two-splits", "severity": "error", "count": 1200, "examples": [
                {"file": "corpus/test.jsonl", "line": 2, "message": "<b>the same</b> in es"}]}],
             "silenced": [{"rule": "html-entity", "count": 1, "reason": "it is <i>meant</i>"}]}
            """, to: "validate/findings.json")
        try done("validate/findings.json", stage: "validate", counts: ["errors": 1200], bytes: 300)
    }

    func addTranslation() throws {
        try folder.write(
            """
            {"source": "en", "seed": 0, "dropped": 0, "languages": [
              {"language": "es", "api": "deepl", "captions": 4, "missing": 1, "flagged": 1, "flags": {}, "examples": {},
               "asked": {"texts": 4, "characters": 123456, "cost": 2.469, "currency": "EUR"}},
              {"language": "de", "api": "aligned-lines", "captions": 4, "missing": 0, "flagged": 0, "flags": {}, "examples": {}}]}
            """, to: "quality/report.json")
        try done("quality/report.json", stage: "quality", counts: ["captions": 4], bytes: 300)
    }

    func addTraining(to output: String = "train/final") throws {
        let lines = (0..<6).map { step in
            """
            {"step":\(20 * step),"stage":"\(step < 3 ? "cross-lingual" : "cross-modal")","rate":0.001,\
            "crosslingual_mse":\(1 / Double(step + 1)),"total":\(step < 3 ? 0.01 : 4.5),"novelty":0.25}
            """
        }
        let recall = "{\"step\":60,\"mean_recall\":71.5}"
        let all = lines.prefix(4) + [recall] + lines.dropFirst(4)
        try folder.write(all.joined(separator: "\n") + "\n", to: output + "/metrics.jsonl")
        try done(output, stage: "train", counts: ["steps": 101], bytes: 2_500_000)
    }

    func addEvaluation(after: Bool = true) throws {
        try folder.write(FakeWorkspace.results(spanish: 1.5), to: "evaluate/before.json")
        try done("evaluate/before.json", stage: "evaluate", counts: [:], bytes: 100)
        guard after else { return }
        try folder.write(FakeWorkspace.results(spanish: 43.75), to: "evaluate/after.json")
        try done("evaluate/after.json", stage: "evaluate", counts: [:], bytes: 100)
    }

    func addRepresentations() throws {
        let map = { (x: Int) in #"{"points":[[\#(x),1],[2,3],[2.5,3]],"clusters":[1,0,0],"silhouette":0.75}"# }
        let captions = ["Un <b>uno", "Dos", "Tres"].map { #"{"text":"\#($0)","item":"test-0"}"# }.joined(separator: ",")
        try folder.write(
            #"{"languages":[{"language":"es","captions":[\#(captions)],"related":\#(map(-9)),"agnostic":\#(map(4))}]}"#,
            to: "evaluate/representations.json")
        try done("evaluate/representations.json", stage: "evaluate", counts: [:], bytes: 100)
    }

    func done(
        _ output: String, stage: String, counts: [String: Int], bytes: Int,
        failures: [(item: String, reason: String)] = []
    ) throws {
        let record: [String: Any] = [
            "stage": stage, "partition": output, "fingerprint": "f", "digest": "d-\(output)", "bytes": bytes,
            "outcome": [
                "counts": counts, "failures": failures.map { ["item": $0.item, "reason": $0.reason] },
            ],
        ]
        let data = try JSONSerialization.data(withJSONObject: record, options: .sortedKeys)
        try folder.write(String(decoding: data, as: UTF8.self), to: output + ".done")
    }

    /// The numbers. A method, so that the folder is still there while they are gathered.
    func gather(others: [String] = [], withTimes: Bool = false) throws -> Report {
        try Report(of: workspace, title: "Tiny", others: others, withTimes: withTimes)
    }

    /// The page and report.json as written.
    func report(title: String = "Tiny", others: [String] = []) throws -> (page: String, json: String) {
        let output = try TemporaryFolder()
        try ReportWriter.write(workspace: workspace, title: title, others: others, to: output.path)
        func text(_ name: String) throws -> String { try String(contentsOfFile: output.file(name), encoding: .utf8) }
        return (try text("index.html"), try text("report.json"))
    }

    private static func item(_ id: String, split: String, path: String) -> String {
        """
        {"id":"\(id)","split":"\(split)","media":{"kind":"video","path":"\(path)"},"captions":[\
        {"language":"en","text":"A \\"big\\" <script>alert('x')</script> & more","origin":"human"},\
        {"language":"es","text":"Un círculo","origin":"machine","source":0,"engine":"apertium","flags":["unknown-words"]}]}

        """
    }

    private static func results(spanish: Double) -> String {
        func language(_ r1: Double) -> String {
            let metrics =
                #"{"r1":\#(r1),"r5":80,"r10":90,"median_rank":2,"mean_rank":3.5,"queries":8,"quartiles":[1,2,\#(r1)],"accuracy_at_k":[\#(r1),80,95]}"#
            return #"{"text_to_visual":\#(metrics),"visual_to_text":\#(metrics),"mean_recall":70}"#
        }
        let hardest =
            #"{"es":[{"caption":"Un <b>círculo</b>","item":"test-0","rank":1234,"retrieved":["test-1","train-0"]}],"en":[]}"#
        return
            #"{"languages":{"en":\#(language(62.5)),"es":\#(language(spanish))},"sum_r1":100,"frozen":"en","hardest":\#(hardest)}"#
    }
}
