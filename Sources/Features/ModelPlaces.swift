import Corpus
import Documents
import Foundation
import Workspace

/// Where the models of a workspace lie on this machine: `.models.json`, for those who come after the stages, such as
/// `tessera browse`. No output depends on it.
public struct ModelPlaces: Sendable, Equatable, Codable {
    /// The frozen CLIP's folder.
    public var model: String
    /// The folder of the text model of which parts were trained.
    public var textModel: String?
    /// The tokenizers' folders, by language.
    public var tokenizers: [String: String]

    private static let name = ".models.json"

    public init(model: String, textModel: String? = nil, tokenizers: [String: String] = [:]) {
        self.model = model
        self.textModel = textModel
        self.tokenizers = tokenizers
    }

    public init(_ settings: FeatureSettings, textModel: String? = nil) {
        func whole(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
        self.init(
            model: whole(settings.model), textModel: textModel.map(whole),
            tokenizers: Dictionary(
                uniqueKeysWithValues: settings.tokenizers.map { ($0.tag, whole($1)) }))
    }

    /// What was noted of a workspace; nil where nothing was.
    public init?(of workspace: Workspace) throws {
        let path = workspace.file(ModelPlaces.name)
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        do {
            self = try JSONDecoder().decode(ModelPlaces.self, from: data)
        } catch {
            throw InputError(file: path, "does not say where models lie", remedy: "remove it, and name them as options")
        }
    }

    /// Notes the places in a workspace.
    public func note(in workspace: Workspace) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try AtomicOutput.write(encoder.encode(self) + Data("\n".utf8), to: workspace.file(ModelPlaces.name))
    }
}
