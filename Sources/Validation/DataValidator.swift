import Corpus
import Documents
import Foundation
import Media
import Shards
import Workspace

/// Looks at a manifest, a corpus, shards, a checkpoint or all of a workspace, and says what is wrong.
public struct DataValidator: Sendable {
    private let settings: ValidationSettings
    private let reporting: ProgressReporter

    public init(_ settings: ValidationSettings = ValidationSettings(), reporting: ProgressReporter = .init { _ in }) {
        self.settings = settings
        self.reporting = reporting
    }

    /// - Parameters:
    ///   - path: what to look at.
    ///   - manifest: the dataset's manifest, for its counts and for what it silences, where the path is not of it.
    /// - Throws: ``InputError`` when the path is of nothing that is known, or not readable.
    public func validate(_ path: String, manifest: String? = nil) async throws -> ValidationReport {
        try await validate(ValidationSubject(path, manifest: manifest))
    }

    func validate(_ subject: ValidationSubject) async throws -> ValidationReport {
        var settings = settings
        if let manifest = subject.manifest { settings.silences = try ManifestCheck.silences(manifest) }
        var findings = Findings(settings)
        var checked: [String: Int] = [:]
        var leftOut = subject.leftOut
        var corpus: CorpusCheck.Summary?
        if let files = subject.corpus {
            let media = files.media.map { MediaFolder($0) }
            let summary = try await CorpusCheck(settings: settings, media: media, reporting: reporting).run(files.files)
            corpus = summary
            findings.add(summary.findings)
            checked["items"] = summary.items.values.reduce(0, +)
            checked["captions"] = summary.captions.values.flatMap(\.values).reduce(0, +)
            if let media {
                checked["images and videos"] = summary.media.present.count
                findings.add(
                    try await MediaCheck(settings: settings, folder: media, reporting: reporting).run(summary.media))
            }
        }
        if let manifest = subject.manifest {
            checked["manifests"] = 1
            findings.add(
                ManifestCheck(settings: settings, manifest: manifest, isCopy: subject.isCopy).findings(
                    corpus?.items, files: Set((subject.corpus?.files ?? []).compactMap(\.split)),
                    isWhole: subject.leftOut.isEmpty))
        }
        if subject.isModel { checked["manifests"] = 1 }
        var shards: [ShardContents] = []
        if let folder = subject.shards {
            let summary = try ShardCheck(settings: settings, folder: folder, reporting: reporting).run()
            shards = summary.shards
            findings.add(summary.findings)
            checked["shards"] = shards.count
            let (similar, reason) = try SimilarFeatures(settings: settings).findings(shards)
            findings.add(similar)
            if let reason { leftOut.append(reason) }
            if let corpus { findings.add(ShardsAndCorpus(settings: settings, folder: folder).findings(shards, corpus)) }
        }
        for folder in subject.checkpoints {
            findings.add(try CheckpointCheck(settings: settings, folder: folder).run(shards))
            checked["checkpoints", default: 0] += 1
        }
        return ValidationReport(
            findings: findings.list, silenced: findings.silencedList, checked: checked, leftOut: leftOut)
    }
}
