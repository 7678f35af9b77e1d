import Corpus
import Documents
import Foundation
import TestSupport
import Testing
import Transfer
import Workspace

@testable import Translate

/// The real apertium-apy, which Scripts/bootstrap installs.
@Suite(.serialized) struct ApertiumServerTests {
    private let folder: TemporaryFolder
    private let transfer = TransferEngine()

    init() throws { folder = try TemporaryFolder() }

    /// The installed program, with a path of its own by which its processes are found.
    private func program() throws -> ApertiumProgram {
        let modes = folder.file("modes")
        if !FileManager.default.fileExists(atPath: modes) {
            try FileManager.default.copyItem(atPath: "/usr/share/apertium/modes", toPath: modes)
        }
        return try ApertiumProgram(modes: modes)
    }

    /// Those of the server's processes that name its path.
    private func processes() -> [RunningProcess] { RunningProcess.all { $0.mentions(folder.path) } }

    private func start(_ targets: [Language] = [spanish, catalan]) async throws -> ApertiumServer {
        try await ApertiumServer.start(
            for: targets.map { (english, $0) }, processes: 2, transfer: transfer, program: program())
    }

    @Test func translatesAndLeavesNothingBehind() async throws {
        let server = try await start()
        let api = ApertiumAPI(client: client(server.url))
        let sentence = "A small red circle moves slowly."
        for (target, word) in [(spanish, "círculo"), (catalan, "cercle")] {
            let result = try #require(try await api.translate([sentence], from: english, to: target).first)
            #expect(result.text.contains(word) && result.flags.isEmpty)
        }
        let unknown = try await api.translate(["The xylzzo runs."], from: english, to: spanish)
        #expect(unknown.first?.flags == [.unknownWords] && unknown.first?.text.contains("*") == false)

        let sentences = (0..<24).map { "There are \($0) blue stars." }
        let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for (index, sentence) in sentences.enumerated() {
                group.addTask { (index, try await api.translate([sentence], from: english, to: spanish)[0].text) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for index in sentences.indices { #expect(answers[index]?.contains("\(index) ") == true) }

        let group = try #require(processes().first).group
        #expect(!RunningProcess.all { $0.group == group && $0.mentions("lt-proc") }.isEmpty)
        #expect(server.ending == nil)
        await server.stop()
        #expect(try await RunningProcess.areGone { $0.group == group })
        #expect(server.ending != nil)
    }

    /// "near" is a word that Debian's tagger for this pair was not trained with.
    @Test func aTextDoesNotDependOnThoseBefore() async throws {
        let server = try await start([spanish])
        let api = ApertiumAPI(client: client(server.url))
        func translate(_ texts: [String]) async throws -> [String] {
            try await api.translate(texts, from: english, to: spanish).map(\.text)
        }
        let sentences = ["Two men stand near a piece of large machinery.", "A cat stands on a contracption."]
        var alone: [String] = []
        for sentence in sentences { alone += try await translate([sentence]) }
        let lights = "A lot of people are gathered outdoors at night and eating food, with lots of bright lights."
        for company in [[lights], [lights, lights], ["A dog sits near a door", "A dog."]] {
            for _ in 0..<3 {
                let together = try await translate(company + sentences + company)
                #expect(Array(together[company.count...].prefix(2)) == alone)
                let after = try await translate(sentences)
                #expect(after == alone)
            }
        }
        await server.stop()
    }

    @Test func onlyThisMachineReachesIt() async throws {
        let server = try await start()
        let port = try #require(Int(server.url.split(separator: ":").last ?? ""))
        let hexadecimal = String(port, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
        // 0A: listening. An address of all zeros is every interface.
        let listening = try ["/proc/net/tcp", "/proc/net/tcp6"].flatMap {
            try String(contentsOfFile: $0, encoding: .utf8).split(separator: "\n")
        }.map { $0.split(separator: " ") }.filter { $0.count > 3 && $0[3] == "0A" && $0[1].hasSuffix(":\(padded)") }
        #expect(listening.map { String($0[1]) } == ["0100007F:\(padded)"])
        await server.stop()
    }

    @Test func aMissingPairIsSaidBeforeAnyWork() async throws {
        let error = await #expect(throws: InputError.self) { try await start([spanish, language("fr")]) }
        #expect(error?.description.contains("apertium-eng-fra") == true)
        for _ in 0..<200 where !processes().isEmpty { try await Task.sleep(for: .milliseconds(50)) }
        #expect(processes().isEmpty)
    }

    @Test func aMissingProgramSaysWhatToDo() throws {
        let error = #expect(throws: InputError.self) { try ApertiumProgram(path: folder.path) }
        #expect(error?.remedy.hasPrefix("run Scripts/bootstrap") == true)
    }

    @Test func aServerThatDoesNotComeUpSaysWhy() async throws {
        try folder.write("#!/bin/sh\necho 'no pipes left' >&2\nexit 3\n", to: "apertium-apy")
        let script = folder.file("apertium-apy")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
        let error = await #expect(throws: Fault.self) {
            try await ApertiumServer.start(
                for: [], processes: 1, transfer: transfer,
                program: ApertiumProgram(path: folder.path, modes: folder.path)
            )
        }
        #expect(error?.reason.contains("it ended") == true)
    }

    @Test func cancellingTheStartLeavesNothingBehind() async throws {
        let task = Task { try await start() }
        for _ in 0..<1000 {
            if !processes().isEmpty { break }
            try await Task.sleep(for: .milliseconds(10))
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value.stop() }
        for _ in 0..<200 where !processes().isEmpty { try await Task.sleep(for: .milliseconds(50)) }
        #expect(processes().isEmpty)
    }

    @Test func theStageStartsAndStopsIt() async throws {
        let workspace = Workspace(folder.path)
        let colours = ["red", "green", "blue"]
        let items = colours.map {
            Item(
                id: $0, split: "train", media: .init(path: "m", kind: .video),
                captions: [Caption(language: english, text: "A \($0) circle moves slowly over a striped background.")])
        }
        let source = folder.file("train-00000-of-00001.jsonl")
        try CorpusFile.write(items, to: source)
        let stage = TranslateStage(
            workspace: workspace, from: english,
            [
                TranslationPart(
                    [spanish, catalan], endpoint: EndpointConfiguration(api: .apertium, place: .started))
            ], sources: { [source] })
        let records = try await LocalExecutor(workspace).run(stage)
        #expect(records.first?.outcome.counts["captions"] == 6)
        let captions = try CorpusFile.items(in: folder.file("corpus/train-00000-of-00001.jsonl"))[0].captions
        #expect(captions.map(\.language) == [english, spanish, catalan])
        #expect(captions[1].text.contains("círculo") && captions[2].text.contains("cercle"))
    }

    /// On the second caption a program of Debian's English-Catalan pipeline ends; APy answers 503 and starts another one.
    @Test func aSentenceThatEndsThePipelineStopsNoOther() async throws {
        let texts = ["A cat sleeps.", "A group of men and women are in wedding attire.", "A dog runs."]
        let source = folder.file("train-00000-of-00001.jsonl")
        let captions = texts.map { Caption(language: english, text: $0) }
        try CorpusFile.write(
            [Item(id: "a", split: "train", media: .init(path: "m", kind: .video), captions: captions)], to: source)
        var stage = TranslateStage(
            workspace: Workspace(folder.path), from: english,
            [
                TranslationPart(
                    [catalan, spanish], endpoint: EndpointConfiguration(api: .apertium, place: .started))
            ], sources: { [source] })
        stage.retry = .quick
        let outcome = try #require(try await LocalExecutor(Workspace(folder.path)).run(stage).first).outcome
        let made = try CorpusFile.items(in: folder.file("corpus/train-00000-of-00001.jsonl"))[0].captions.dropFirst(3)
        // Another release of the pair may translate it.
        #expect(made.count + outcome.failures.count == 6)
        #expect(made.filter { $0.language == catalan && $0.source != 1 }.count == 2)
        #expect(made.filter { $0.language == spanish }.count == 3)
        #expect(outcome.failures.allSatisfy { $0.reason.hasPrefix("caption 1 into ca: HTTP status 503") })
    }
}
