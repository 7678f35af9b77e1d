import TestSupport
import Testing

@testable import Documents

@Suite struct DigestTests {
    /// The values of FIPS 180-2's examples.
    @Test func isSHA256() throws {
        #expect(Digest.of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let folder = try TemporaryFolder()
        let path = try folder.write("", to: "empty")
        #expect(try Digest.ofFile(path) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func aFolderHasNoDigest() throws {
        let folder = try TemporaryFolder()
        #expect(throws: InputError.self) { try Digest.ofFile(folder.path) }
    }

    @Test func aMissingFileIsNamed() {
        #expect(throws: InputError.self) { try Digest.ofFile("/nowhere/at/all") }
    }
}
