import Documents
import Foundation
import Media
import Models
import Shards
import Tensors

/// Reads the images and videos of batches: decodes, varies and preprocesses them.
struct PixelLoader: Sendable {
    private let folder: MediaFolder
    private let preprocessor: CLIPPreprocessor
    private let settings: PixelSettings
    private let decoding: DecodingOptions

    /// Archives whose tables are kept: a shuffled batch comes from all.
    private static let archives = 256

    /// - Parameters:
    ///   - shards: broken videos are salvaged as they were for them.
    ///   - usual: the folder to look in where the settings name none.
    ///   - clip: the model whose preprocessing pictures get.
    /// - Throws: ``InputError`` where there is no such folder, or the preprocessing is another model's.
    init(_ settings: PixelSettings, _ shards: ShardDescription, usual: String?, _ clip: CLIP) throws {
        guard let path = settings.media ?? usual, FileManager.default.fileExists(atPath: path) else {
            throw InputError(
                key: "pixels.media", "there is no folder \(settings.media ?? "of images and videos")",
                remedy: "name the folder that the corpus's paths of media are relative to")
        }
        folder = MediaFolder(path, keeping: PixelLoader.archives)
        preprocessor = try CLIPPreprocessor(folder: clip.folder)
        guard preprocessor.size == clip.configuration.image else {
            throw InputError(
                file: clip.folder + "/preprocessor_config.json", key: "crop_size",
                "images are cut to \(preprocessor.size) pixels, and the model takes \(clip.configuration.image)",
                remedy: "use the preprocessor_config.json that belongs to the model")
        }
        var decoding = DecodingOptions()
        decoding.salvage = shards.salvage
        self.decoding = decoding
        self.settings = settings
    }

    /// The most memory that an item's pixels take.
    var bytes: Int { preprocessor.pixelCount * 4 * (settings.sampling.most ?? 1) }

    /// - Parameters: media: an item's after the other's; random: where an item's variations come from.
    /// - Throws: ``InputError`` that names what cannot be read.
    func load(_ media: [ItemMedia], random: (_ item: Int) -> SeededGenerator) throws -> PixelBatch {
        var pixels: [Float] = []
        pixels.reserveCapacity(media.count * preprocessor.pixelCount)
        var counts: [Int] = []
        for (index, item) in media.enumerated() {
            try Task.checkCancellation()
            var random = random(index)
            let before = pixels.count
            if item.isVideo {
                // One view for all frames: a video's camera does not jump.
                var view: PictureView?
                _ = try folder.video(item.path).forEachFrame(settings.sampling, decoding) { frame in
                    let chosen = view ?? self.view(of: frame.image, &random)
                    view = chosen
                    preprocessor.append(chosen, of: StillImage(frame.image), to: &pixels)
                }
            } else {
                let image = try folder.image(item.path)
                preprocessor.append(view(of: image.colour, &random), of: image, to: &pixels)
            }
            counts.append((pixels.count - before) / preprocessor.pixelCount)
            if counts.last == 0 {
                throw InputError(
                    file: item.path, "'\(settings.sampling)' takes no frame of it", remedy: "use another sampling")
            }
        }
        let shape = [counts.reduce(0, +), 3, preprocessor.size, preprocessor.size]
        return PixelBatch(try Tensor(pixels, shape: shape), counts: counts)
    }

    private func view(of image: RGBImage, _ random: inout SeededGenerator) -> PictureView {
        settings.augmentation.view(width: image.width, height: image.height) { random.uniform() }
    }
}
