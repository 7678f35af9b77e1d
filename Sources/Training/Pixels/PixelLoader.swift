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

    /// - Parameters:
    ///   - usual: the folder to look in where the settings name none.
    ///   - model: the folder whose preprocessing pictures get.
    /// - Throws: ``InputError`` where there is no such folder.
    init(_ settings: PixelSettings, usual: String?, model: String) throws {
        guard let path = settings.media ?? usual, FileManager.default.fileExists(atPath: path) else {
            throw InputError(
                key: "pixels.media", "there is no folder \(settings.media ?? "of images and videos")",
                remedy: "name the folder that the corpus's paths of media are relative to")
        }
        folder = MediaFolder(path)
        preprocessor = try CLIPPreprocessor(folder: model)
        self.settings = settings
    }

    /// About the memory that an item's pixels take.
    var bytes: Int { preprocessor.pixelCount * 4 * (settings.sampling.most ?? 12) }

    /// - Parameters: media: an item's after the other's; random: where variations come from.
    /// - Throws: ``InputError`` that names what cannot be read.
    func load(_ media: [ItemMedia], _ random: inout SeededGenerator) throws -> PixelBatch {
        var pixels: [Float] = []
        pixels.reserveCapacity(media.count * preprocessor.pixelCount)
        var counts: [Int] = []
        for item in media {
            try Task.checkCancellation()
            let before = pixels.count
            if item.isVideo {
                // One view for all frames: a video's camera does not jump.
                var view: PictureView?
                _ = try folder.video(item.path).forEachFrame(settings.sampling) { frame in
                    view = view ?? self.view(of: frame.image, &random)
                    if let view { preprocessor.append(view, of: frame.image, to: &pixels) }
                }
            } else {
                let image = try folder.image(item.path).colour
                preprocessor.append(view(of: image, &random), of: image, to: &pixels)
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
