import ArgumentParser
import Documents
import Features
import Shards

/// Where shards behind a URL are kept, for the verbs that read shards.
struct CacheOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where what comes of shards behind a URL is kept between runs; in Tessera's cache folder without it.",
            valueName: "dir"))
    var cache: String?

    @Option(help: ArgumentHelp("How much of it there may be (10GB).", valueName: "bytes"))
    var cacheSize: String?

    /// Opens shards behind a URL for as long as `body` needs them.
    func reading(_ url: String, _ body: (RemoteShards) async throws -> Void) async throws {
        var settings = RemoteShards.Settings()
        if let cache { settings.caches = cache }
        if let cacheSize {
            guard let bytes = ShardSize.bytes(cacheSize) else {
                throw InputError(
                    key: "--cache-size", "'\(cacheSize)' is no size", remedy: "write bytes such as 10GB")
            }
            settings.cacheSize = bytes
        }
        let shards = try await RemoteShards(url, settings)
        do { try await body(shards) } catch {
            // What went wrong first is what there is to say.
            try? await shards.close()
            throw error
        }
        try await shards.close()
    }

    /// - Throws: ``InputError`` where there is nothing to keep.
    func refuse(for folder: String) throws {
        guard let key = cache != nil ? "--cache" : cacheSize != nil ? "--cache-size" : nil else { return }
        throw InputError(
            key: key, "is for shards behind a URL, and '\(folder)' is a folder", remedy: "leave it out")
    }
}
