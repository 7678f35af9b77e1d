import Documents
import Foundation

/// The corpus files of a folder, and the folder that their media paths are relative to.
public struct CorpusFolder: Sendable {
    /// The files' paths, sorted by name.
    public let files: [String]
    /// The folder above theirs.
    public let root: String

    /// - Parameters:
    ///   - path: a workspace, or the files' own folder.
    ///   - untranslated: of a workspace, whether its `source` is meant rather than its `corpus`, where it has both.
    /// - Throws: ``InputError`` when there are no corpus files.
    public init(_ path: String, untranslated: Bool = false) throws {
        for inner in untranslated ? ["source", "corpus", ""] : ["corpus", "source", ""] {
            let folder = inner.isEmpty ? path : "\(path)/\(inner)"
            let files = CorpusFolder.files(in: folder)
            guard !files.isEmpty else { continue }
            self.files = files
            root = inner.isEmpty ? URL(fileURLWithPath: path).deletingLastPathComponent().path : path
            return
        }
        throw InputError(
            file: path, "there is no corpus here",
            remedy: "name a folder with .jsonl files of `tessera fetch` or `translate`")
    }

    /// The corpus files of exactly this folder, sorted by name; none when there is no such folder.
    public static func files(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".jsonl") && !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
    }
}
