import Documents
import Evaluation
import Foundation
import Workspace

/// Retrieval on the test split before and after training.
public struct RetrievalComparison: Sendable, Equatable, Codable {
    /// The language of the frozen features, which training leaves as they are: the mark to reach; nil where there is none.
    public var sourceLanguage: String?
    public var before: RetrievalReport?
    public var after: RetrievalReport?

    /// Reads `evaluate/before.json` and `evaluate/after.json`; nil when neither is there.
    init?(in workspace: Workspace) throws {
        before = try RetrievalComparison.read(workspace.file(EvaluateStage.before))
        after = try RetrievalComparison.read(workspace.file(EvaluateStage.after))
        guard before != nil || after != nil else { return nil }
        sourceLanguage = (after ?? before)?.frozen
    }

    /// The source language first, then those that are trained, then the others, by tag.
    var languages: [String] {
        let tags = Set([before, after].compactMap(\.self).flatMap(\.languages.keys)).sorted()
        let trained = tags.filter { $0 != sourceLanguage && !unseen.contains($0) }
        return tags.filter { $0 == sourceLanguage } + trained + unseen.sorted()
    }

    /// The languages that the model was not trained in.
    var unseen: Set<String> { Set((after ?? before)?.unseen ?? []) }

    private static func read(_ path: String) throws -> RetrievalReport? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        do {
            return try JSONDecoder().decode(RetrievalReport.self, from: data)
        } catch {
            throw InputError(file: path, "not the results of an evaluation", remedy: "evaluate again")
        }
    }
}
