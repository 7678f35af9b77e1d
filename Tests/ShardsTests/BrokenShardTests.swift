import Documents
import Foundation
import TestSupport
import Testing

@testable import Shards

/// Shards that go bad before a run or while it lasts: the error names the file.
@Suite struct BrokenShardTests {
    private let folder: TemporaryFolder
    private let shards: String
    /// The fourth of seven.
    private let bad: String

    init() throws {
        folder = try TemporaryFolder()
        shards = folder.file("shards")
        bad = shards + "/train-3.safetensors"
        try FileManager.default.copyItem(atPath: testsFolder + "/Fixtures/stream/seven", toPath: shards)
    }

    private func open(verifying: Bool = true, every interval: Duration = .seconds(1)) throws -> CaptionPool {
        try CaptionPool(
            folder: shards, split: "train", languages: ["de", "en"], columns: [.visual, .source, .sourceTokens],
            verifying: verifying, checkingEvery: interval)
    }

    private func change(_ path: String, _ body: (inout Data) -> Void) throws {
        var data = try Data(contentsOf: URL(fileURLWithPath: path))
        body(&data)
        // In place, as a careless copy does; a new file would leave the mapped one as it is.
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: data)
        try handle.close()
    }

    private func replace(_ text: String, by other: String) throws {
        #expect(text.utf8.count == other.utf8.count)
        try change(bad) { data in
            guard let range = data.range(of: Data(text.utf8)) else { return }
            data.replaceSubrange(range, with: Data(other.utf8))
        }
    }

    @Test func whatIsMissingIsNamed() throws {
        try FileManager.default.removeItem(atPath: bad)
        #expect(#expect(throws: InputError.self) { _ = try open() }?.file == bad)
    }

    @Test func whatIsCutIsNamed() throws {
        try change(bad) { $0.removeLast(40) }
        #expect(#expect(throws: InputError.self) { _ = try open(verifying: false) }?.file == bad)
    }

    @Test func whatIsAlteredIsNamed() throws {
        try change(bad) { $0[$0.count - 3] ^= 1 }
        let error = #expect(throws: InputError.self) { _ = try open() }
        #expect(error?.file == bad && error?.problem.contains("SHA-256") == true)
    }

    @Test(arguments: [
        (#""model.sha256":"1""#, #""model.sha256":"9""#),
        (#""tokenizer.de.sha256":"2""#, #""tokenizer.de.sha256":"3""#),
        (#""pooling":"mean""#, #""pooling":"last""#),
    ])
    func whatWasMadeOtherwiseIsNamed(_ old: String, _ new: String) throws {
        try replace(old, by: new)
        let error = #expect(throws: InputError.self) { _ = try open(verifying: false) }
        #expect(error?.file == bad && error?.problem.contains("other settings") == true)
    }

    /// A shard whose numbers point nowhere is refused when it is opened, whatever is gathered later.
    @Test(arguments: [(9, 0, "item"), (-1, 0, "item"), (0, 7, "source"), (0, -2, "source")])
    func numbersThatPointNowhereAreNamed(_ item: Int, _ source: Int, _ column: String) throws {
        try write(item: item, source: source)
        let error = #expect(throws: InputError.self) { _ = try open(verifying: false) }
        #expect(error?.file == bad && error?.key == "captions.de.\(column)")
    }

    /// Writes the shard anew, with one item, an English caption and a German one.
    private func write(item: Int, source: Int?) throws {
        var (english, german) = (CaptionColumn(), CaptionColumn())
        english.add("a", item: 0, source: nil, tokens: [1])
        german.add("b", item: item, source: source, tokens: [2])
        var rows = FeatureRows(row: [21])
        rows.append([1] as [Float])
        english.features = rows
        let description = try FeatureShard(shards + "/train-0.safetensors").description
        try ShardWriter.write(
            to: bad, description, ids: TextColumn(["i"]), visual: rows, frames: [1],
            captions: ["en": english, "de": german])
    }

    /// A language that only people wrote in has no source to learn from.
    @Test func aLanguageWithoutATranslationIsRefused() throws {
        try write(item: 0, source: nil)
        var index = try ShardIndex(folder: shards)
        index.shards = index.shards.filter { bad.hasSuffix($0.file) }
        try index.encoded().write(to: URL(fileURLWithPath: shards + "/index.json"))
        let error = #expect(throws: InputError.self) { _ = try open(verifying: false) }
        #expect(error?.key == "captions.de.source" && error?.problem == "no caption translates one in 'en'")
    }

    /// The file is cut under the map: reading it would end the process.
    @Test func whatIsCutDuringTheRunIsNamedAtOnce() throws {
        let pool = try open()
        let all = (0..<UInt32(pool.count)).map { $0 }
        _ = try pool.gather(all)
        #expect(truncate(bad, 0) == 0)
        let error = #expect(throws: InputError.self) { _ = try pool.gather(all) }
        #expect(error?.file == bad && error?.problem.contains("was cut") == true)
        #expect(throws: InputError.self) { _ = try pool.lengths() }
        // From then on nothing comes out of the pool.
        #expect(throws: InputError.self) { _ = try pool.gather([0, 1]) }
    }

    @Test func whatIsCutDuringTheRunIsNamedInAllThreads() async throws {
        let pool = try open()
        let all = (0..<UInt32(pool.count)).map { $0 }
        #expect(truncate(bad, 0) == 0)
        let named = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    do { _ = try pool.gather(all) } catch let error as InputError { return error.file } catch {}
                    return nil
                }
            }
            return await group.reduce(into: [String?]()) { $0.append($1) }
        }
        #expect(named == [String?](repeating: bad, count: 8))
    }

    /// What was not read since, and what a map does not tell of, is found by looking.
    @Test func aLookAtAllShardsNamesWhatIsAltered() throws {
        let pool = try open()
        try pool.checkShards()
        try change(bad) { $0.removeLast(1) }
        #expect(#expect(throws: InputError.self) { try pool.checkShards() }?.file == bad)
    }

    @Test func whatIsAlteredRemovedOrReplacedDuringTheRunIsNamed() throws {
        var pool = try open(every: .zero)
        let all = (0..<UInt32(pool.count)).map { $0 }
        _ = try pool.gather(all)
        let whole = try Data(contentsOf: URL(fileURLWithPath: bad))
        try change(bad) { $0[$0.count - 3] ^= 1 }
        #expect(#expect(throws: InputError.self) { _ = try pool.gather(all) }?.file == bad)
        try change(bad) { $0 = whole }
        pool = try open(every: .zero)
        try FileManager.default.removeItem(atPath: bad)
        let error = #expect(throws: InputError.self) { _ = try pool.gather(all) }
        #expect(error?.file == bad && error?.problem.contains("removed") == true)
        try whole.write(to: URL(fileURLWithPath: bad))
        #expect(#expect(throws: InputError.self) { _ = try pool.gather(all) }?.file == bad)
    }
}
