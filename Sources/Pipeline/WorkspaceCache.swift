import Documents
import Features
import Foundation
import Shards
import Storage
import Training
import Workspace

/// What lies on this machine of workspaces that are kept in buckets.
public struct WorkspaceCache: Sendable {
    /// Tessera's cache folder, or another one.
    public var folder: String
    /// Bytes of outputs that may lie here beside what is in use, and bytes of shards that are streamed.
    public var bytes = 10_000_000_000

    private let access = S3Access()

    public init(folder: String = WorkspaceCache.usualFolder) { self.folder = folder }

    /// Where nobody names another.
    public static var usualFolder: String { (RemoteShards.Settings.usualCaches as NSString).deletingLastPathComponent }

    /// A workspace in a folder, or in a bucket where its place is `s3://bucket/prefix`.
    /// - Throws: ``InputError`` for a place that can be none, or a configuration that cannot be used.
    func workspace(_ place: String) throws -> Workspace {
        guard S3Location.isLocation(place) else { return Workspace(place) }
        let location = try WorkspaceCache.location(place)
        let local = try BucketReplica.folder(of: location, in: folder, access: access)
        return Workspace(
            local, replica: BucketReplica(location, folder: local, bound: bytes, store: ObjectStore(access)))
    }

    /// How the shards of a workspace are read by training; nil where they lie here.
    func stream(_ workspace: Workspace) -> ShardStream? {
        guard let replica = workspace.replica else { return nil }
        var settings = RemoteShards.Settings(caches: folder + "/shards")
        (settings.cacheSize, settings.access) = (bytes, access)
        return ShardStream(workspace, url: "\(replica.name)/\(FeaturesStage.folder)", settings)
    }

    /// Without slashes at its end.
    static func location(_ place: String) throws -> S3Location {
        var text = place
        while text.hasSuffix("/") { text.removeLast() }
        let location = try S3Location(text)
        guard !location.key.isEmpty else {
            throw InputError(
                key: "workspace", "'\(place)' is a whole bucket", remedy: "write s3://bucket/name")
        }
        return location
    }
}

extension Pipeline {
    /// Looks at what the buckets have of the workspaces, and brings what a run ends by showing.
    public func bringResults() async throws {
        try await workspace.bring(["quality", "evaluate", "report"])
    }
}

extension Document {
    /// A path relative to this file's folder, or a place in a bucket.
    func workspace() throws -> String {
        let text = try string()
        guard S3Location.isLocation(text) else { return try path() }
        do { return "\(try WorkspaceCache.location(text))" } catch let complaint as InputError {
            throw error(complaint.problem, remedy: complaint.remedy)
        }
    }
}
