import Corpus
import Documents
import Foundation
import Media
import Workspace

/// A sample's frames side by side as one JPEG, or why there are none.
package struct SamplePicture {
    let frames: Int
    let width: Int
    let height: Int
    /// The JPEG as a `data:` address; nil when there is none.
    let address: String?
    let problem: String?

    /// Frames of a video, side by side.
    static let usualFrames = 5
    /// Pixels that a video's frame, or an image, takes at most. They are not enlarged.
    private static let frameBox = (width: 160, height: 120)
    private static let imageBox = (width: 480, height: 320)

    /// - Parameters: media: the workspace's own folder; most: frames of a video; of one, images are as small as frames.
    init(of item: Item, in workspace: Workspace, _ media: MediaFolder, frames most: Int = usualFrames) {
        do {
            let jpeg = try SamplePicture.jpeg(of: item, in: media, frames: most)
            (frames, width, height) = (jpeg.frames, jpeg.width, jpeg.height)
            address = "data:image/jpeg;base64," + Data(jpeg.bytes).base64EncodedString()
            problem = nil
        } catch {
            (frames, width, height, address) = (0, 0, 0, nil)
            problem = workspace.withoutPath("\(error)")
        }
    }

    /// An item's frames side by side, as a JPEG file.
    /// - Parameter most: frames of a video; of one, images are as small as frames.
    /// - Throws: ``InputError`` for media that cannot be read, or do not lie in the folder.
    package static func jpeg(of item: Item, in media: MediaFolder, frames most: Int) throws
        -> (bytes: [UInt8], frames: Int, width: Int, height: Int)
    {
        let images = try images(of: item, in: media, frames: most)
        let sheet = sheet(images, in: most == 1 || item.media.kind == .video ? frameBox : imageBox)
        return (Array(try JPEGFile.encode(sheet, quality: 78)), images.count, sheet.width, sheet.height)
    }

    private static func images(of item: Item, in media: MediaFolder, frames: Int) throws -> [RGBImage] {
        try media.checkPlace(of: item.media.path)
        return switch item.media.kind {
        case .image: [try media.image(item.media.path).colour]
        case .video: try media.video(item.media.path).frames(.uniform(frames)).map(\.image)
        }
    }

    private static func sheet(_ images: [RGBImage], in box: (width: Int, height: Int)) -> RGBImage {
        let width = images.map(\.width).max() ?? 1
        let height = images.map(\.height).max() ?? 1
        let scale = min(1, Double(box.width) / Double(width), Double(box.height) / Double(height))
        let cell = ContactSheet(
            cellWidth: Int((Double(width) * scale).rounded()), cellHeight: Int((Double(height) * scale).rounded()),
            gap: 0)
        return cell([images])
    }
}
