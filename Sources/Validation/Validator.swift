import Corpus
import Documents
import Foundation
import Media
import Shards
import Workspace

/// Looks at a manifest, a corpus, shards, a checkpoint or all of a workspace, and says what is wrong.
public struct Validator: Sendable {
    /// What was found.
    public struct Report: Sendable, Equatable, Codable {
        /// The worst first.
        public var findings: [Finding]
        /// What a manifest let pass, with its reasons.
        public var silenced: [SilencedFinding]
        /// What was looked at: `corpus`, `shards`, `checkpoint`, `manifest`, with how much of it.
        public var checked: [String: Int]

        /// Whether anything is at least so bad.
        public func has(_ severity: Severity) -> Bool { findings.contains { $0.severity >= severity } }
    }

    private var settings: ValidationSettings
    private let reporting: ProgressReporter

    public init(_ settings: ValidationSettings = ValidationSettings(), reporting: ProgressReporter = .init { _ in }) {
        self.settings = settings
        self.reporting = reporting
    }

    /// - Parameter path: what to look at.
    /// - Throws: ``InputError`` when it is none of these, or not readable.
    public func validate(_ path: String) async throws -> Report {
        let subject = try ValidationSubject(path)
        var findings = Findings(settings)
        var checked: [String: Int] = [:]
        if let corpus = subject.corpus {
            let check = CorpusCheck(settings: settings, media: corpus.media.map { MediaFolder($0) }, reporting: reporting)
            let summary = try await check.run(corpus.files)
            findings.add(summary.findings)
            checked["items"] = summary.items.values.reduce(0, +)
            checked["captions"] = summary.captions.values.flatMap(\.values).reduce(0, +)
        }
        return Report(findings: findings.list, silenced: findings.silencedList, checked: checked)
    }
}
