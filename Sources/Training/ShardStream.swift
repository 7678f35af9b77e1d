import Documents
import Shards
import Workspace

/// The shards of a workspace that is kept in a bucket: those of the training split are read from there as training goes on,
/// and need not lie here.
public struct ShardStream: Sendable {
    private let workspace: Workspace
    private let url: String
    private let settings: RemoteShards.Settings

    /// - Parameters:
    ///   - workspace: has the shards.
    ///   - url: of their folder.
    public init(_ workspace: Workspace, url: String, _ settings: RemoteShards.Settings) {
        (self.workspace, self.url, self.settings) = (workspace, url, settings)
    }

    /// The folder of the shards in the workspace.
    var folder: String { workspace.file("shards") }

    func bringIndex() async throws { try await workspace.bring(["shards/\(ShardIndex.name)"]) }

    /// Opens the shards for as long as `body` needs them. Those that the recipe validates with are brought, and images and
    /// videos where it trains their encoder.
    /// - Parameter body: also gets the folder that images and videos lie in.
    func reading<Result: Sendable>(
        _ recipe: Recipe, _ body: (RemoteShards, String) async throws -> Result
    ) async throws -> Result {
        let entries = try ShardIndex(folder: folder).shards.filter { $0.split == recipe.validation?.split }
        try await workspace.bring(
            ["shards/\(ShardIndex.name)"] + entries.map { "shards/\($0.file)" }
                + (recipe.method.pixels == nil ? [] : ["media"]))
        let shards = try await RemoteShards(url, settings)
        let result: Result
        do { result = try await body(shards, workspace.path) } catch {
            // What went wrong first is what there is to say.
            try? await shards.close()
            throw error
        }
        try await shards.close()
        return result
    }
}
