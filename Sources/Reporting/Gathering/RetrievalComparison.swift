import Corpus
import Documents
import Evaluation
import Foundation
import Shards
import Workspace

/// Retrieval on the test split before and after training.
public struct RetrievalComparison: Sendable, Equatable, Codable {
    /// The language of the frozen features, which training leaves as they are: the mark to reach.
    public var sourceLanguage: String?
    public var before: RetrievalReport?
    public var after: RetrievalReport?

    /// Reads `evaluate/before.json` and `evaluate/after.json`; nil when neither is there.
    /// - Parameter source: the corpus's source language, for when no shards tell it.
    init?(in workspace: Workspace, source: Language?) throws {
        before = try RetrievalComparison.read(workspace.file(EvaluateStage.before))
        after = try RetrievalComparison.read(workspace.file(EvaluateStage.after))
        guard before != nil || after != nil else { return nil }
        let shards = workspace.file("shards")
        let split = try? ShardIndex(folder: shards).shards.first?.split
        let told = split.flatMap { try? FeatureSet.sourceLanguage(folder: shards, split: $0) }
        sourceLanguage = told ?? source?.tag
    }

    /// The source language first, the others by tag.
    var languages: [String] {
        let tags = Set([before, after].compactMap(\.self).flatMap(\.languages.keys)).sorted()
        return tags.filter { $0 == sourceLanguage } + tags.filter { $0 != sourceLanguage }
    }

    private static func read(_ path: String) throws -> RetrievalReport? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        do {
            return try JSONDecoder().decode(RetrievalReport.self, from: data)
        } catch {
            throw InputError(file: path, "not the results of an evaluation", remedy: "evaluate again")
        }
    }
}
