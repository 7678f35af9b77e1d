import ArgumentParser
import Documents
import Features
import Pipeline
import Shards
import Training

/// Where shards behind a URL are kept, for the verbs that read shards, and copies of a workspace in a bucket.
struct CacheOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where what comes from behind a URL is kept between runs; in Tessera's cache folder without it.",
            valueName: "dir"))
    var cache: String?

    @Option(help: ArgumentHelp("How much of it there may be (10GB).", valueName: "bytes"))
    var cacheSize: String?

    /// Opens shards behind a URL for as long as `body` needs them.
    /// - Parameter team: processes that each keep what they read themselves, and on one machine no more than one would.
    func reading(_ url: String, team: Team? = nil, _ body: (RemoteShards) async throws -> Void) async throws {
        var settings = RemoteShards.Settings()
        if let cache { settings.caches = cache }
        if let bytes = try bytes() { settings.cacheSize = bytes }
        if let team {
            settings.cacheSize = max(1, settings.cacheSize / team.neighbours)
            if !team.isFirst { settings.caches += "/process-\(team.rank)" }
        }
        let shards = try await RemoteShards(url, settings)
        do { try await body(shards) } catch {
            // What went wrong first is what there is to say.
            try? await shards.close()
            throw error
        }
        try await shards.close()
    }

    private func bytes() throws -> Int? {
        try cacheSize.map { text in
            guard let bytes = ShardSize.bytes(text) else {
                throw InputError(key: "--cache-size", "'\(text)' is no size", remedy: "write bytes such as 10GB")
            }
            return bytes
        }
    }

    /// The cache of a pipeline's workspaces.
    /// - Throws: ``InputError`` where there is nothing to keep.
    func workspaces(of file: PipelineFile) throws -> WorkspaceCache {
        var places = [file.workspace]
        if case .prepared(let other) = file.trainingSet { places.append(other.workspace) }
        if let key = cache != nil ? "--cache" : cacheSize != nil ? "--cache-size" : nil,
            !places.contains(where: RemoteFolder.isURL)
        {
            throw InputError(
                key: key, "is for a workspace in a bucket, and '\(places[0])' is a folder", remedy: "leave it out")
        }
        var result = WorkspaceCache()
        if let cache { result.folder = cache }
        if let bytes = try bytes() { result.bytes = bytes }
        return result
    }

    /// - Throws: ``InputError`` where there is nothing to keep.
    func refuse(for folder: String) throws {
        guard let key = cache != nil ? "--cache" : cacheSize != nil ? "--cache-size" : nil else { return }
        throw InputError(
            key: key, "is for shards behind a URL, and '\(folder)' is a folder", remedy: "leave it out")
    }
}
