import Documents
import Foundation
import TestSupport
import Testing

@testable import Corpus

/// The archives are made by the system's tar.
@Suite struct WebDatasetImporterTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Packs these files, in this order.
    private func pack(_ files: [(name: String, text: String)], format: String = "ustar") throws -> String {
        for file in files { try folder.write(file.text, to: "files/" + file.name) }
        let tar = Process()
        tar.executableURL = URL(fileURLWithPath: "/usr/bin/tar")
        tar.arguments =
            ["--format=\(format)", "-C", folder.file("files"), "-cf", folder.file("00007.tar")] + files.map(\.name)
        try tar.run()
        tar.waitUntilExit()
        try #require(tar.terminationStatus == 0)
        return folder.file("00007.tar")
    }

    private func read(_ files: [(name: String, text: String)], format: String = "ustar") throws -> ImporterRun {
        try ImporterRun(WebDatasetImporter(path: pack(files, format: format)))
    }

    /// As img2dataset writes them: the caption stands in both files.
    @Test func samplesOfImg2dataset() throws {
        let run = try read([
            ("000000001.jpg", "picture"),
            ("000000001.json", #"{"caption": "a dog", "url": "http://x/1", "key": "000000001"}"#),
            ("000000001.txt", "a dog"), ("000000002.json", #"{"caption": null, "url": "http://x/2", "split": "val"}"#),
            ("000000002.WEBP", "picture"), ("000000002.txt", "two\n"),
        ])
        #expect(run.error == nil)
        #expect(run.malformed == [])
        #expect(
            run.annotations == [
                Annotation(
                    id: "000000001", media: "00007.tar#000000001", url: "http://x/1", captions: ["a dog"], line: 1),
                Annotation(
                    id: "000000002", split: "val", media: "00007.tar#000000002", url: "http://x/2", captions: ["two"],
                    line: 4),
            ])
    }

    @Test func keysEndAtTheFirstDotOfTheLastComponent() throws {
        let run = try read([
            ("v1.0/a.seg.png", "x"), ("v1.0/a.mp4", "x"), ("v1.0/b.json", #"{"caption": ["one", "two"]}"#),
            ("v1.0/b.txt", "one"), ("README", "no sample"), (".hidden.jpg", "no sample"), ("c.seg.png", "x"),
            ("c.txt", "three"),
        ])
        #expect(run.ids == ["v1.0/a", "v1.0/b", "c"])
        #expect(run.annotations.map(\.media) == ["00007.tar#v1.0/a", nil, nil])
        #expect(run.captions == [[], ["one", "two"], ["three"]])
        #expect(run.annotations.map(\.line) == [1, 3, 7])
    }

    @Test(arguments: ["ustar", "gnu", "pax", "v7"])
    func namesMayBeLong(format: String) throws {
        let folders = String(repeating: "f", count: 40) + "/" + String(repeating: "g", count: format == "v7" ? 40 : 90)
        var keys = ["\(folders)/a"]
        if format == "gnu" || format == "pax" { keys.append("\(folders)/\(String(repeating: "é", count: 90))") }
        let run = try read(keys.flatMap { [($0 + ".jpg", "x"), ($0 + ".txt", "text")] }, format: format)
        #expect(run.error == nil)
        #expect(run.ids == keys)
        #expect(run.captions == keys.map { _ in ["text"] })
    }

    @Test func malformedSamplesAreTold() throws {
        let run = try read([
            ("a.jpg", "x"), ("a.json", "{\"caption\": 1}"), ("b.json", "{"), ("b.txt", "sound"), ("c.txt", " \n"),
            ("d.json", "[]"), ("e.txt", "sound"),
        ])
        #expect(run.error == nil)
        #expect(run.ids == ["e"])
        #expect(run.malformedLines == [1, 3, 5, 6])
        #expect(run.malformed.map(\.key) == ["a.json.caption", "b.json", "c.txt", "d.json"])
    }

    @Test func twoFilesOfOneEndingAreMalformed() throws {
        #expect(try read([("a.txt", "one"), ("a.TXT", "two"), ("b.txt", "x")]).malformed.map(\.key) == ["a"])
    }

    @Test func foldersAndLinksAreNoFiles() throws {
        try FileManager.default.createDirectory(atPath: folder.file("files/d.jpg"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("files/d.txt"), withDestinationPath: "/etc/hostname")
        let path = try pack([("e.jpg", "x"), ("e.txt", "sound")])
        let tar = Process()
        tar.executableURL = URL(fileURLWithPath: "/usr/bin/tar")
        tar.arguments = ["-C", folder.file("files"), "-rf", path, "d.jpg", "d.txt"]
        try tar.run()
        tar.waitUntilExit()
        #expect(try ImporterRun(WebDatasetImporter(path: path)).ids == ["e"])
    }

    /// Cut anywhere, an archive is told to be cut, and complete samples before the cut were given.
    @Test func aCutArchiveIsRefused() throws {
        let path = try pack([("a.jpg", String(repeating: "x", count: 700)), ("a.txt", "one"), ("b.txt", "two")])
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        // Heads lie at 0, 1536, 2560; the mark at 3584.
        for (length, ids) in [
            (0, []), (100, []), (512, []), (1000, []), (1536, []), (2048, []), (2560, []), (3000, []), (3072, []),
            (3580, ["a"]), (3584, ["a"]),
        ] {
            try bytes.prefix(length).write(to: URL(fileURLWithPath: folder.file("cut.tar")))
            let run = try ImporterRun(WebDatasetImporter(path: folder.file("cut.tar")))
            #expect(run.error?.problem.contains("ends in the middle") == true, "\(length)")
            #expect(run.ids == ids, "\(length)")
        }
        #expect(try ImporterRun(WebDatasetImporter(path: path)).ids == ["a", "b"])
    }

    @Test func otherFilesAreRefused() throws {
        let path = try pack([("a.jpg", "x"), ("a.txt", "one"), ("b.txt", "two")])
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[2048 + 10] = 0x41
        try bytes.write(to: URL(fileURLWithPath: path))
        let run = try ImporterRun(WebDatasetImporter(path: path))
        #expect(run.error?.line == 3)
        #expect(run.error?.problem.contains("not one of a tar archive") == true)
        let text = try ImporterRun(String(repeating: "no archive\n", count: 100)) { WebDatasetImporter(path: $0) }
        #expect(text.error?.line == 1)
        #expect(throws: InputError.self) { _ = try TarReader(folder.path) }
    }
}
