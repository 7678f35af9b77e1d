import Corpus
import Documents
import Foundation
import Shards

/// What a path is of: it may be several things, such as a workspace with a corpus, shards and checkpoints.
struct ValidationSubject: Sendable {
    struct CorpusFiles: Sendable {
        let files: [RecordFile]
        /// The folder that media paths are relative to; nil for texts without media.
        let media: String?
    }

    private(set) var corpus: CorpusFiles?
    /// The folder of shards.
    private(set) var shards: String?
    /// Checkpoints' folders.
    private(set) var checkpoints: [String] = []
    private(set) var manifest: Manifest?
    /// Whether the manifest is what a run left in its workspace.
    private(set) var isCopy = false
    /// What could not be looked at, and why.
    private(set) var leftOut: [String] = []

    /// - Parameter manifest: the dataset's, where the path is of something else.
    /// - Throws: ``InputError`` for a path of nothing that is known, and for a manifest that is not sound.
    init(_ path: String, manifest: String?) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw InputError(file: path, "there is no such file or folder", remedy: "check the path")
        }
        self.manifest = try manifest.map(Manifest.init)
        if isFolder.boolValue { try readFolder(path) } else { try readFile(path) }
        guard corpus != nil || shards != nil || !checkpoints.isEmpty || self.manifest != nil || isModel else {
            throw InputError(
                file: path, "there is nothing here that can be validated",
                remedy: "name a manifest, a folder with .jsonl files, shards, a checkpoint or a workspace")
        }
    }

    /// A workspace whose corpus and shards are made, and nothing behind them.
    init(prepared workspace: String, _ manifest: Manifest) {
        readCorpus(workspace)
        shards = "\(workspace)/shards"
        self.manifest = manifest
        isCopy = true
    }

    /// Whether it is a model's manifest, which is sound once it can be read.
    private(set) var isModel = false

    private mutating func readFile(_ path: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        if path.hasSuffix(".jsonl") {
            corpus = CorpusFiles(files: [RecordFile(items: path)], media: (folder.isEmpty ? "." : folder) + "/..")
        } else if path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
            switch try ManifestKind(of: path) {
            case .model:
                _ = try ModelManifest(contentsOf: path)
                isModel = true
            case .dataset:
                let manifest = try Manifest(contentsOf: path)
                let local = LocalAnnotations(manifest)
                self.manifest = manifest
                leftOut = local.leftOut
                if !local.files.isEmpty { corpus = CorpusFiles(files: local.files, media: nil) }
            }
        } else {
            throw InputError(
                file: path, "this kind of file is not validated by itself",
                remedy: "name a manifest, a .jsonl file, or a folder; `tessera inspect` shows what a shard holds")
        }
    }

    private mutating func readFolder(_ path: String) throws {
        let names = Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
        let isCheckpoint =
            !names.isDisjoint(with: ["optimizer.safetensors", "model.safetensors"]) || names == ["state.json"]
        if isCheckpoint || (names.contains("state.json") && names.contains("metrics.jsonl")) {
            checkpoints = [path]
            return
        }
        let shards = ShardIndex.folder(in: path)
        if FileManager.default.fileExists(atPath: "\(shards)/\(ShardIndex.name)") {
            self.shards = shards
        } else if ValidationSubject.names(in: shards, ".safetensors").contains(where: { CorpusFile.part(of: $0) != nil }
        ) {
            self.shards = shards
        }
        if shards != path || self.shards == nil { readCorpus(path) }
        for name in ValidationSubject.names(in: "\(path)/train", "")
        where FileManager.default.fileExists(atPath: "\(path)/train/\(name)/state.json")
            || FileManager.default.fileExists(atPath: "\(path)/train/\(name)/model.safetensors")
        {
            checkpoints.append("\(path)/train/\(name)")
        }
        let copy = "\(path)/\(Manifest.copyName)"
        if manifest == nil, FileManager.default.fileExists(atPath: copy) {
            manifest = try Manifest(contentsOf: copy)
            isCopy = true
        }
    }

    private mutating func readCorpus(_ path: String) {
        for inner in ["corpus", "source", ""] {
            let folder = inner.isEmpty ? path : "\(path)/\(inner)"
            let files = CorpusFolder.files(in: folder)
            guard !files.isEmpty else { continue }
            corpus = CorpusFiles(files: files.map(RecordFile.init(items:)), media: inner.isEmpty ? "\(path)/.." : path)
            return
        }
        let files = ValidationSubject.aligned(in: path)
        if !files.isEmpty { corpus = CorpusFiles(files: files, media: nil) }
    }

    private static func names(in folder: String, _ suffix: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.sorted()
    }

    /// Text files of a folder that belong together by their names, a language each: `train.en` and `train.de`.
    private static func aligned(in folder: String) -> [RecordFile] {
        var groups: [String: [(path: String, tag: String)]] = [:]
        for name in names(in: folder, "") {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            var isFolder: ObjCBool = false
            guard let last = parts.last, parts.count > 1, let language = try? Language(last),
                FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder), !isFolder.boolValue
            else { continue }
            groups[parts.dropLast().joined(separator: "."), default: []].append(("\(folder)/\(name)", language.tag))
        }
        return groups.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { split, files in
            // The one that others are translated from, which mostly is English, comes first.
            RecordFile(split: split, aligned: files.filter { $0.tag == "en" } + files.filter { $0.tag != "en" })
        }
    }
}
