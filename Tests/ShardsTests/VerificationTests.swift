import Documents
import Foundation
import TestSupport
import Testing

@testable import Shards

@Suite struct VerificationTests {
    private let folder: TemporaryFolder

    /// Two files whose digests `sha256sum` gives: `printf a | sha256sum`.
    init() throws {
        folder = try TemporaryFolder()
        try folder.write("a", to: "a.safetensors")
        try folder.write("b", to: "b.safetensors")
        let digests = [
            "a": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
            "b": "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d",
        ]
        let entries = ["a", "b"].map {
            ShardIndex.Entry(
                file: "\($0).safetensors", split: "train", items: 1, captions: [:], bytes: 1, sha256: digests[$0] ?? "")
        }
        try ShardIndex(shards: entries).encoded().write(to: URL(fileURLWithPath: folder.file("index.json")))
    }

    @Test func whatIsAsTheIndexSaysPasses() throws {
        #expect(try ShardIndex.verify(folder: folder.path) == 2)
        #expect(try ShardIndex.verify(folder: folder.path, only: "b.safetensors") == 1)
    }

    @Test(arguments: ["c", "bb", nil])
    func whatIsNotIsNamed(_ text: String?) throws {
        if let text {
            try folder.write(text, to: "b.safetensors")
        } else {
            try FileManager.default.removeItem(atPath: folder.file("b.safetensors"))
        }
        let error = #expect(throws: InputError.self) { try ShardIndex.verify(folder: folder.path) }
        #expect(error?.file == folder.file("b.safetensors"))
        #expect(try ShardIndex.verify(folder: folder.path, only: "a.safetensors") == 1)
    }

    @Test func aShardThatTheIndexDoesNotListIsNamed() throws {
        let error = #expect(throws: InputError.self) {
            try ShardIndex.verify(folder: folder.path, only: "c.safetensors")
        }
        #expect(error?.file == folder.file("c.safetensors"))
    }
}
