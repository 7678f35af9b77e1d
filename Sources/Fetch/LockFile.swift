import Documents
import Foundation
import Workspace

/// The digests of files that a manifest gives none for, pinned at the first fetch and enforced from then on. It stands
/// beside the manifest, `NAME.lock`, and belongs under version control with it.
actor LockFile {
    private let path: String
    private var digests: [String: String]

    init(manifest: String) throws {
        path = (manifest as NSString).deletingPathExtension + ".lock"
        guard let data = FileManager.default.contents(atPath: path) else {
            digests = [:]
            return
        }
        guard let read = try? JSONDecoder().decode([String: String].self, from: data) else {
            throw InputError(file: path, "not a lock file", remedy: "restore it, or remove it to pin anew")
        }
        digests = read
    }

    /// The digest that a place was pinned to.
    func digest(of place: String) -> String? { digests[place] }

    /// Pins a place to a digest.
    func pin(_ place: String, to digest: String) throws {
        guard digests[place] != digest else { return }
        digests[place] = digest
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try AtomicOutput.write(encoder.encode(digests) + Data("\n".utf8), to: path)
    }

    /// The lock file's path.
    nonisolated var file: String { path }
}
