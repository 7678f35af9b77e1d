import Corpus
import Documents
import Foundation
import Workspace

/// Turns a dataset's own annotation files into corpus files, `source/SPLIT-00000-of-00004.jsonl`.
///
/// A partition is one corpus file. Every later stage has a partition for each of these. The annotation files are read once,
/// whatever the number of partitions; what is malformed is recorded with the first of them.
public struct ImportStage: Stage {
    public let name = "import"
    public let version = 2
    private let manifest: Manifest
    private let workspace: Workspace
    private let itemsPerFile: Int
    private let gathering: Gathering

    /// The folder of these corpus files in a workspace.
    public static let folder = "source"

    /// - Parameter itemsPerFile: the largest number of items in a corpus file.
    public init(_ manifest: Manifest, in workspace: Workspace, itemsPerFile: Int) {
        self.manifest = manifest
        self.workspace = workspace
        self.itemsPerFile = itemsPerFile
        gathering = Gathering(manifest, in: workspace)
    }

    public func partitions() async throws -> [Partition] {
        // Also where nothing is to be imported: the copy may have been altered or removed meanwhile.
        try copyManifest()
        let fingerprint = try fingerprint()
        if await gathering.knownCensus(fingerprint) == nil { try await bringAnnotations() }
        return partitions(try await gathering.census(fingerprint), fingerprint)
    }

    /// What the census counts, and the copy of the manifest.
    public var keepsakes: [String] { ["\(ImportStage.folder)/\(Gathering.censusName)", Manifest.copyName] }

    private func bringAnnotations() async throws {
        try await workspace.bring(manifest.annotationDestinations.map { "\(FetchStage.folder)/\($0)" })
    }

    /// Leaves a copy of the manifest in the workspace, for whoever looks at the corpus by itself.
    private func copyManifest() throws {
        guard let data = FileManager.default.contents(atPath: manifest.path) else { return }
        let copy = workspace.file(Manifest.copyName)
        if FileManager.default.contents(atPath: copy) != data { try AtomicOutput.write(data, to: copy) }
    }

    /// Until the annotation files are read, nobody knows how many items there are.
    public func knownPartitions() async throws -> [Partition]? {
        let fingerprint = try fingerprint()
        return await gathering.knownCensus(fingerprint).map { partitions($0, fingerprint) }
    }

    private func partitions(_ census: Gathering.Census, _ fingerprint: String) -> [Partition] {
        zip(manifest.splits, census.splits).flatMap { split, count in
            let files = max((count.taken + itemsPerFile - 1) / itemsPerFile, 1)
            return (0..<files).map { index in
                let name = CorpusFile.name(split: split.name, index: index, of: files)
                return Partition(
                    name: (name as NSString).deletingPathExtension, output: "\(ImportStage.folder)/\(name)",
                    items: min(itemsPerFile, count.taken - index * itemsPerFile),
                    inputs: [
                        "annotations": fingerprint, "split": split.name, "first": "\(index * itemsPerFile)",
                        "items": "\(itemsPerFile)",
                    ])
            }
        }
    }

    /// What the items depend on: the annotation files, and how the manifest says they are read.
    private func fingerprint() throws -> String {
        var digest = Digest()
        var files: [String] = []
        for destination in manifest.annotationDestinations.sorted() {
            let output = "\(FetchStage.folder)/\(destination)"
            // A file that a person has not brought yet has neither.
            files.append("\(destination) \(workspace.has(output) ? try workspace.digest(of: output) : "missing")")
        }
        let text = "\(version) \(manifest.language) \(manifest.modality.rawValue) \(manifest.reading)\n"
        digest.update(Array((text + files.joined(separator: "\n")).utf8))
        return digest.hexadecimal()
    }

    public func run(_ partition: Partition, to temporary: String, reporting: ProgressReporter) async throws
        -> Outcome
    {
        guard let name = partition.inputs["split"], let first = partition.inputs["first"].flatMap({ Int($0) }),
            let split = manifest.splits.firstIndex(where: { $0.name == name })
        else { throw Fault("importing \(partition.name)", reason: "the partition names no split") }
        try await bringAnnotations()
        let (items, census) = try await gathering.items(fingerprint())
        var counts = ["items": 0, "captions": 0]
        var failures: [Outcome.Failure] = []
        var writer = try ItemWriter(temporary)
        try items.items(split, named: name, first..<first + itemsPerFile, manifest, file: partition.name) { item in
            if item.captions.isEmpty { failures.append(.init(item: item.id, reason: "has no caption")) }
            counts["items", default: 0] += 1
            counts["captions", default: 0] += item.captions.count
            try writer.write(item)
            reporting(1)
        }
        try writer.finish()
        if split == 0, first == 0 {
            failures = census.problems.listed + failures
            for (key, count) in census.counts where count > 0 { counts[key] = count }
        }
        return Outcome(counts: counts, failures: failures)
    }

    public func finish() async {
        await gathering.discard()
    }
}

extension Manifest {
    /// All that the manifest says about reading annotation files, as a text.
    fileprivate var reading: String {
        let sources = captions.map { source in
            "\(source.importer.rawValue) \(source.file) \(source.language) \(source.split ?? "-") \(source.joins) "
                + "\(source.media ?? "-") \(source.mediaPattern) \(source.ids ?? "-") \(source.idForm.rawValue) "
                + "\(source.columns) \(source.header) \(source.rows.rawValue)"
        }
        let members = splits.map { split in
            let take = split.take.map { "\($0.amount) \($0.seed)" } ?? "all"
            return "\(split.name) \(split.from) \(split.ids ?? "-") \(split.idForm.rawValue) \(split.idColumn ?? "-") "
                + take
        }
        return (sources + members).joined(separator: "\n")
    }
}
