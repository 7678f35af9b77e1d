import Corpus
import Documents
import Features
import Foundation
import Media
import Models
import Shards
import Synchronization
import Tensors

/// Where images and videos are found, for models that encode them themselves.
public struct MediaPlace: Sendable {
    /// The folder that the paths of media are relative to.
    let folder: String
    /// The folder of the model whose preprocessing pictures get.
    let model: String

    /// - Parameters: folder: nil: the one above the shards; shards: their folder.
    public init(_ folder: String?, shards: String, model: String) {
        self.folder = folder ?? ShardIndex.media(of: shards)
        self.model = model
    }

    /// - Throws: ``InputError`` where there is no such folder.
    func check() throws {
        guard FileManager.default.fileExists(atPath: folder) else {
            throw InputError(
                key: "--media", "there is no folder \(folder)",
                remedy: "name the folder that the corpus's paths of media are relative to")
        }
    }
}

extension FeatureTable {
    /// A split's items in the space of a model's captions.
    /// - Throws: ``InputError`` for images or videos that cannot be read.
    static func items(of set: FeatureSet, _ encoding: ItemEncoding, on device: Device, _ media: MediaPlace) async throws
        -> FeatureTable
    {
        switch encoding {
        case .frozen: return try FeatureTable(set.allVisual())
        case .features(let map):
            return try FeatureTable(withoutGradients { try map(set.allVisual().moved(to: device)).moved(to: .cpu) })
        case .pixels(let encode): return try await pixels(of: set, encode, on: device, media)
        }
    }

    /// - Parameter features: [items, D].
    private init(_ features: Tensor) throws {
        try self.init(features.values(), width: features.shape.last ?? 0, name: "visual")
    }

    private static func pixels(
        of set: FeatureSet, _ encode: @escaping @Sendable (Tensor) throws -> Tensor, on device: Device,
        _ media: MediaPlace
    ) async throws -> FeatureTable {
        try media.check()
        let places = try set.shards.flatMap { try $0.media() }
        let preprocessor = try CLIPPreprocessor(folder: media.model)
        // The frames that the shards' features are made of; features that were imported say nothing of theirs. A model that is
        // trained on pixels has the mean of an item's pictures.
        var settings = FeatureSettings(model: media.model)
        if let sampling = try? FrameSampling(set.description.sampling) { settings.sampling = sampling }
        settings.decoding.salvage = set.description.salvage
        let side = preprocessor.size
        let encoder = MediaEncoder(
            { try PixelBatch.features(of: $0, count: $1, side: side, on: device, encode) }, preprocessor, settings,
            from: .folder(MediaFolder(media.folder)), batch: 16)
        let found = Mutex([[Float]?](repeating: nil, count: places.count))
        var next = 0
        try await encoder.encode {
            guard next < places.count else { return nil }
            defer { next += 1 }
            let kind: Item.Media.Kind = places[next].isVideo ? .video : .image
            return MediaSlot(row: next, path: places[next].path, kind: kind)
        } to: { row, media in
            switch media {
            case .failure(let error): throw error
            case .features(let features, _, _): found.withLock { $0[row] = features }
            }
        }
        let rows = found.withLock { $0.compactMap { $0 } }
        return try FeatureTable(rows.flatMap { $0 }, width: rows.first?.count ?? 0, name: "visual")
    }
}
