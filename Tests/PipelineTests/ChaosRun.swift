import Foundation
import TestServer
import TestSupport
import Testing

/// `tessera translate` of a ``ChaosCorpus`` by a ``ChaosServer``.
struct ChaosRun {
    let folder: TemporaryFolder
    let corpus: ChaosCorpus
    let form: ChaosForm
    /// Texts in a request.
    let batch: Int
    /// Requests in flight.
    let requests: Int
    /// Seconds for one try. Where the server is never silent it is long: a machine that stands still for a moment must not
    /// make a client turn away from an answer that is there.
    var timeout = 2
    /// More lines of the endpoint.
    var endpoint: [String] = []

    static let targets = ["de", "fr"]

    init(_ corpus: ChaosCorpus, form: ChaosForm = .libretranslate, batch: Int = 16, requests: Int = 12) throws {
        folder = try TemporaryFolder()
        self.corpus = corpus
        self.form = form
        self.batch = batch
        self.requests = requests
        try corpus.write(to: folder.file("dataset"))
    }

    /// Runs the command to its end, or to a signal; one that hangs gets it too.
    func translate(
        _ server: ChaosServer, to out: String = "work", _ arguments: [String] = [],
        killedWhen condition: (@Sendable () -> Bool)? = nil, signal: Int32 = SIGKILL
    ) throws -> TesseraProcess.Result {
        server.ledger.beginRound()
        return try translate(url: server.url, to: out, arguments, killedWhen: condition, signal: signal)
    }

    func translate(
        url: String, to out: String = "work", _ arguments: [String] = [],
        killedWhen condition: (@Sendable () -> Bool)? = nil, signal: Int32 = SIGKILL
    ) throws -> TesseraProcess.Result {
        var lines = [
            "api: \(form.rawValue)", "url: \(url)", "requests: \(requests)", "limits: {texts: \(batch)}",
            "timeout: \(timeout)",
        ]
        lines += endpoint
        switch form {
        case .openai: lines.append("model: any")
        case .template: lines.append(ChaosForm.templateEndpoint)
        default: break
        }
        let deadline = ContinuousClock.now + ChaosScale.patience
        let file = try folder.write(lines.joined(separator: "\n") + "\n", to: "endpoint.yaml")
        return try TesseraProcess.run(
            [
                "translate", folder.file("dataset"), "--to", ChaosRun.targets.joined(separator: ","), "--endpoint",
                file,
                "--out", folder.file(out),
            ] + arguments, environment: ["CHAOS_KEY": "a-key"],
            killedWhen: { condition?() == true || .now > deadline }, signal: signal)
    }

    /// The bytes of the outputs and of their done records.
    func products(_ out: String = "work") throws -> [String: Data] {
        var result: [String: Data] = [:]
        let path = folder.file(out) + "/corpus"
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            result[name] = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))
        }
        return result
    }

    /// The different sentences, in every language.
    var wanted: Set<ChaosLedger.Sentence> {
        let sentences = corpus.sentences.filter { !ChaosCorpus.isPoison($0) }
        return Set(ChaosRun.targets.flatMap { target in sentences.map { .init($0, name(of: target)) } })
    }

    /// The target language as the provider names it.
    private func name(of target: String) -> String {
        form == .openai ? ["de": "german", "fr": "french"][target] ?? target : target
    }

    /// Checks that every sentence is translated in every place, or recorded with its reason.
    func checkOutput(_ out: String = "work") throws {
        var failures = 0
        for (name, items) in corpus.files {
            let path = folder.file(out) + "/corpus/\(name).jsonl"
            let lines = try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: UInt8(ascii: "\n"))
            try #require(lines.count == items.count)
            var expectedFailures: [[String]] = []
            for (index, (line, captions)) in zip(lines, items).enumerated() {
                let item = try #require(JSONSerialization.jsonObject(with: line) as? [String: Any])
                let found = try #require(item["captions"] as? [[String: Any]]).compactMap { $0["text"] as? String }
                var expected = captions
                for target in ChaosRun.targets {
                    for (position, caption) in captions.enumerated() {
                        if ChaosCorpus.isPoison(caption) {
                            expectedFailures.append(["\(name) \(index)", "caption \(position) into \(target): "])
                        } else {
                            expected.append(ChaosServer.translation(of: caption, into: self.name(of: target)))
                        }
                    }
                }
                // By bytes: as strings, the two forms of é are equal.
                try #require(
                    found.map { Data($0.utf8) } == expected.map { Data($0.utf8) },
                    "\(name) line \(index + 1): \(found), not \(expected)")
            }
            failures += expectedFailures.count
            try checkRecord(path + ".done", expectedFailures)
        }
        #expect(failures > 0 || !corpus.sentences.contains(where: ChaosCorpus.isPoison))
    }

    private func checkRecord(_ path: String, _ expected: [[String]]) throws {
        let record = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path)))
        let outcome = try #require((record as? [String: Any])?["outcome"] as? [String: Any])
        let failures = try #require(outcome["failures"] as? [[String: String]])
        #expect(failures.count == expected.count)
        for (failure, expected) in zip(failures, expected) {
            #expect(failure["item"] == expected[0])
            let reason = failure["reason"] ?? ""
            #expect(reason.hasPrefix(expected[1]))
            #expect(reason.contains("one of these texts is refused"), "\(reason)")
        }
    }
}
