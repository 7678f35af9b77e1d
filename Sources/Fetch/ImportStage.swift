import Corpus
import Documents
import Foundation
import Workspace

/// Turns a dataset's own annotation file into corpus files in its source language, `source/SPLIT-00000-of-00004.jsonl`.
///
/// A partition is one corpus file. Every later stage has a partition for each of these.
public struct ImportStage: Stage {
    public let name = "import"
    public let version = 1
    private let manifest: Manifest
    private let workspace: Workspace
    private let itemsPerFile: Int

    /// The folder of these corpus files in a workspace.
    public static let folder = "source"

    /// - Parameter itemsPerFile: the largest number of items in a corpus file.
    public init(_ manifest: Manifest, in workspace: Workspace, itemsPerFile: Int) {
        self.manifest = manifest
        self.workspace = workspace
        self.itemsPerFile = itemsPerFile
    }

    private var annotations: String { workspace.file("\(FetchStage.folder)/\(manifest.captions.file)") }

    public func partitions() async throws -> [Partition] {
        let counts = try count()
        let digest = try Digest.ofFile(annotations)
        return manifest.splits.flatMap { split in
            let items = counts[split.name] ?? 0
            let files = max((items + itemsPerFile - 1) / itemsPerFile, 1)
            return (0..<files).map { index in
                let name = CorpusFile.name(split: split.name, index: index, of: files)
                return Partition(
                    name: (name as NSString).deletingPathExtension, output: "\(ImportStage.folder)/\(name)",
                    items: min(itemsPerFile, items - index * itemsPerFile),
                    inputs: [
                        "annotations": digest, "importer": "\(manifest.captions)", "language": manifest.language.tag,
                        "modality": manifest.modality.rawValue, "first": "\(index * itemsPerFile)",
                        "items": "\(itemsPerFile)",
                        "split": split.name,
                    ])
            }
        }
    }

    /// The items of each split, as many as the manifest says.
    private func count() throws -> [String: Int] {
        var counts: [String: Int] = [:]
        try importer.forEach { counts[$0.split, default: 0] += 1 }
        for split in manifest.splits {
            guard let expected = split.count, expected != counts[split.name] ?? 0 else { continue }
            throw InputError(
                file: manifest.path, line: split.line, key: "splits.\(split.name).count",
                "\(expected) items are expected, and \(manifest.captions.file) has \(counts[split.name] ?? 0)",
                remedy: "get the right file, or mend the count")
        }
        return counts
    }

    private var importer: JSONLinesImporter {
        JSONLinesImporter(
            path: annotations, columns: manifest.captions.columns, language: manifest.language, kind: manifest.modality,
            media: "\(FetchStage.folder)/\(manifest.captions.media)")
    }

    public func run(_ partition: Partition, to temporary: String, reporting: @escaping ProgressReporter) async throws
        -> Outcome
    {
        guard let split = partition.inputs["split"], let first = partition.inputs["first"].flatMap({ Int($0) }) else {
            throw Fault("importing \(partition.name)", reason: "the partition names no split")
        }
        var seen = 0
        var items: [Item] = []
        var failures: [Outcome.Failure] = []
        try importer.forEach { item in
            guard item.split == split else { return }
            defer { seen += 1 }
            guard seen >= first, seen < first + itemsPerFile else { return }
            if item.captions.isEmpty { failures.append(.init(item: item.id, reason: "has no caption")) }
            items.append(item)
            reporting(1)
        }
        try CorpusFile.write(items, to: temporary)
        return Outcome(
            counts: ["items": items.count, "captions": items.reduce(0) { $0 + $1.captions.count }], failures: failures)
    }
}
