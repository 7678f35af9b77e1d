import Documents
import Foundation
import TestSupport
import Testing

@testable import Corpus

@Suite struct ManifestTests {
    private static let good = """
        name: small
        licence: CC0
        language: en
        modality: video
        files:
          - path: clips.tar
            sha256: \(String(repeating: "a", count: 64))
            unpack: tar
            to: clips
          - url: https://example.org/captions.jsonl
            to: captions.jsonl
        captions:
          importer: json-lines
          file: captions.jsonl
          columns: {id: id, media: video, captions: captions, split: split}
          media: clips
        splits:
          train: {count: 2}
          test: {count: 1}
        """

    @Test func aGoodOneIsRead() throws {
        let folder = try TemporaryFolder()
        let manifest = try Manifest(contentsOf: folder.write(ManifestTests.good, to: "m.yaml"))
        #expect(manifest.name == "small")
        #expect(manifest.files[0].place == .local(folder.file("clips.tar")))
        #expect(manifest.files[1].sha256 == nil)
        #expect(manifest.splits.map(\.count) == [2, 1])
    }

    /// What is replaced by what, and the line and the words of the complaint.
    @Test(arguments: [
        ("licence:", "license:", 2, "did you mean 'licence'?"),
        ("language: en", "language: jp", 3, "write 'ja'"),
        ("modality: video", "modality: film", 4, "use one of: image, video"),
        ("to: clips\n", "to: ../clips\n", 9, "leads out of the media folder"),
        ("sha256: a", "sha256: z", 7, "not a SHA-256"),
        ("https://", "ftp://", 10, "not an http or https address"),
        ("importer: json-lines", "importer: coco", 13, "use one of: json-lines"),
        ("file: captions.jsonl", "file: other.jsonl", 14, "among no file's 'to'"),
        ("{count: 2}", "{count: two}", 18, "expected a whole number"),
        ("unpack: tar", "unpack: rar", 8, "use one of: tar, zip"),
    ])
    func aFaultIsNamedByLine(_ old: String, _ new: String, _ line: Int, _ words: String) throws {
        let folder = try TemporaryFolder()
        let text = ManifestTests.good.replacing(old, with: new, maxReplacements: 1)
        let path = try folder.write(text, to: "m.yaml")
        let error = #expect(throws: InputError.self) { _ = try Manifest(contentsOf: path) }
        #expect(error?.file == path)
        #expect(error?.line == line, "\(error?.description ?? "")")
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    /// The repository's own manifests, found from this file.
    private static let shipped = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "../../Manifests"
    ).standardized

    @Test func theManifestsOfThePapersDatasetsAreSound() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: ManifestTests.shipped.path)
            .filter { $0.hasSuffix(".yaml") }
        // As the papers state them.
        let counts: [String: [String: Int]] = [
            "multi30k": ["train": 29_000, "val": 1_014, "test": 1_000],
            "mscoco-karpathy": ["train": 113_287, "val": 5_000, "test": 5_000],
            "stair": ["train": 113_287, "val": 5_000, "test": 5_000],
            "coco-cn": ["train": 18_341, "val": 1_000, "test": 1_000],
            "msr-vtt": ["train": 6_513, "val": 497, "test": 2_990],
            "msr-vtt-1ka": ["train": 9_000, "test": 1_000], "xtd10": ["test": 1_000],
            "cc3m": ["train": 3_318_333], "cc3m-300k": ["train": 3_318_333],
        ]
        for (name, expected) in counts {
            #expect(names.contains("\(name).yaml"))
            let manifest = try Manifest(contentsOf: ManifestTests.shipped.path + "/\(name).yaml")
            #expect(manifest.name == name)
            #expect(Dictionary(uniqueKeysWithValues: manifest.splits.map { ($0.name, $0.count) }) == expected)
        }
        for name in names { _ = try Manifest(contentsOf: ManifestTests.shipped.path + "/\(name)") }
        let sample = try Manifest(contentsOf: ManifestTests.shipped.path + "/cc3m-300k.yaml").splits[0].take
        #expect(sample?.amount == .count(300_000) && sample?.seed == 42)
    }
}
