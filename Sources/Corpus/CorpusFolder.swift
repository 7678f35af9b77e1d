import Documents
import Foundation

/// The corpus files of a folder, and the folder that their media paths are relative to.
public struct CorpusFolder: Sendable {
    /// The files' paths, sorted by name.
    public let files: [String]
    /// The folder above theirs.
    public let root: String

    /// - Parameter path: a workspace, whose `corpus` is meant, or else its `source`; or the files' own folder.
    /// - Throws: ``InputError`` when there are no corpus files.
    public init(_ path: String) throws {
        for inner in ["corpus", "source", ""] {
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
