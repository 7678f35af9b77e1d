import Documents
import Foundation
import Media
import TestSupport
import Testing

/// Files and samples of shards by one kind of path.
@Suite struct MediaFolderTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for index in 0..<5 { try pack("\(index).tar", index.isMultiple(of: 2) ? "wide.jpg" : "alpha.png") }
        try FileManager.default.copyItem(
            atPath: Golden.own.file("images/wide.jpg"), toPath: folder.file("alone.jpg"))
    }

    /// A shard of a picture `k`, and of one that was not fetched.
    private func pack(_ name: String, _ image: String) throws {
        var tar = TarBytes()
        tar.add("k.jpg", Array(try Data(contentsOf: URL(fileURLWithPath: Golden.own.file("images/" + image)))))
        tar.add("k.json", Array(#"{"error":null}"#.utf8))
        tar.add("gone.json", Array(#"{"error":"http 404","status":"failed"}"#.utf8))
        tar.add("odd.json", Array("no JSON".utf8))
        try Data(tar.finished).write(to: URL(fileURLWithPath: folder.file(name)))
    }

    @Test func moreShardsThanAreKeptAreReadAllTheSame() throws {
        let media = MediaFolder(folder.path, keeping: 2)
        let wide = try ImageFile.open(Golden.own.file("images/wide.jpg"))
        let alpha = try ImageFile.open(Golden.own.file("images/alpha.png"))
        for index in [0, 1, 2, 3, 4, 0, 3, 3, 1] {
            #expect(try media.image("\(index).tar#k") == (index.isMultiple(of: 2) ? wide : alpha))
        }
        #expect(try media.image("alone.jpg") == wide)
    }

    @Test func aTableIsKeptWhileItIsAmongTheLast() throws {
        let media = MediaFolder(folder.path, keeping: 2)
        _ = try media.presence(of: "0.tar#k")
        _ = try media.presence(of: "1.tar#k")
        _ = try media.presence(of: "0.tar#k")
        try FileManager.default.removeItem(atPath: folder.file("0.tar"))
        try FileManager.default.removeItem(atPath: folder.file("1.tar"))
        _ = try media.presence(of: "2.tar#k")
        #expect(try media.presence(of: "0.tar#k") == .present)
        #expect(try media.presence(of: "1.tar#k") != .present)
    }

    @Test func manyMayAskAtOnce() async throws {
        let media = MediaFolder(folder.path, keeping: 1)
        let presences = try await withThrowingTaskGroup(of: MediaFolder.Presence.self) { group in
            for index in 0..<40 { group.addTask { try media.presence(of: "\(index % 5).tar#k") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(presences == Array(repeating: .present, count: 40))
    }

    @Test func whatIsNotThereIsToldApart() throws {
        try folder.write("no tar", to: "broken.tar")
        let media = MediaFolder(folder.path)
        #expect(try media.presence(of: "alone.jpg") == .present)
        #expect(try media.presence(of: "none.jpg") == .missing("there is no none.jpg"))
        #expect(try media.presence(of: "0.tar#gone") == .notFetched("http 404"))
        #expect(try media.presence(of: "0.tar#odd") == .missing("0.tar holds no image or video 'odd'"))
        #expect(try media.presence(of: "0.tar#none") == .missing("0.tar holds no image or video 'none'"))
        #expect(try media.presence(of: "9.tar#k") == .missing("9.tar: not fetched: the shard is not there"))
        guard case .missing(let problem) = try media.presence(of: "broken.tar#k") else { throw NotMissing() }
        #expect(problem.hasPrefix("broken.tar: not a whole tar archive"))
        for _ in 0..<2 {
            let error = #expect(throws: InputError.self) { try media.image("broken.tar#k") }
            #expect(error?.file == folder.file("broken.tar"))
        }
        let error = #expect(throws: InputError.self) { try media.video("0.tar#gone") }
        #expect(error?.file == folder.file("0.tar#gone") && error?.problem == "not fetched: http 404")
    }

    private struct NotMissing: Error {}
}
