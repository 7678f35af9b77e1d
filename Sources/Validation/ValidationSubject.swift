import Corpus
import Documents
import Foundation
import Shards

/// What a path is of: it may be several things, such as a workspace with a corpus and shards.
struct ValidationSubject: Sendable {
    struct Corpus: Sendable {
        let files: [RecordFile]
        /// The folder that media paths are relative to; nil for texts without media.
        let media: String?
    }

    var corpus: Corpus?

    init(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw InputError(file: path, "there is nothing", remedy: "check the path")
        }
        if !isFolder.boolValue, path.hasSuffix(".jsonl") {
            corpus = Corpus(files: [ValidationSubject.items(path)], media: (path as NSString).deletingLastPathComponent + "/..")
            return
        }
        for inner in ["corpus", "source", ""] {
            let folder = inner.isEmpty ? path : "\(path)/\(inner)"
            let files = CorpusFolder.files(in: folder)
            guard !files.isEmpty else { continue }
            corpus = Corpus(
                files: files.map(ValidationSubject.items), media: inner.isEmpty ? "\(path)/.." : path)
            break
        }
        if corpus == nil {
            let files = ValidationSubject.aligned(in: path)
            if !files.isEmpty { corpus = Corpus(files: files, media: nil) }
        }
        guard corpus != nil else {
            throw InputError(
                file: path, "there is nothing here that can be validated",
                remedy: "name a manifest, a folder with .jsonl files, shards, a checkpoint or a workspace")
        }
    }

    private static func items(_ path: String) -> RecordFile {
        RecordFile(
            split: CorpusFile.split(of: (path as NSString).lastPathComponent.replacing(".jsonl", with: "")),
            form: .items(path), bytes: bytes(path))
    }

    private static func bytes(_ path: String) -> Int {
        ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber)?.intValue ?? 0
    }

    /// Text files of a folder that belong together by their names, a language each: `train.en` and `train.de`.
    private static func aligned(in folder: String) -> [RecordFile] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }
        var groups: [String: [(path: String, tag: String)]] = [:]
        for name in names.sorted() {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard let last = parts.last, parts.count > 1, let language = try? Language(last) else { continue }
            groups[parts.dropLast().joined(separator: "."), default: []].append(("\(folder)/\(name)", language.tag))
        }
        return groups.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { split, files in
            // The one that others are translated from, which mostly is English, comes first.
            let ordered = files.filter { $0.tag == "en" } + files.filter { $0.tag != "en" }
            return RecordFile(
                split: split, form: .aligned(ordered), bytes: ordered.reduce(0) { $0 + bytes($1.path) })
        }
    }
}
