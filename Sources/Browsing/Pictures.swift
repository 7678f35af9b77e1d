import Corpus
import Documents
import Foundation
import Media
import Reporting
import Synchronization
import Workspace

/// Small pictures of items as JPEG files. Those made last are kept.
final class Pictures: Sendable {
    /// How an item is shown.
    enum Form: String, Sendable {
        /// One small picture.
        case thumbnail
        /// A video's frames side by side; an image, larger.
        case frames
    }

    private let folder: MediaFolder
    private let kept = Mutex(Kept())

    private struct Kept {
        var pictures: [String: [UInt8]] = [:]
        /// The one made last stands last.
        var order: [String] = []
        var bytes = 0
    }

    /// Bytes of pictures that are kept at most.
    private static let most = 64 << 20
    private static let frames = 8

    init(_ workspace: Workspace) {
        folder = MediaFolder(workspace.path)
    }

    /// A picture of an item.
    /// - Throws: ``InputError`` for media that cannot be read, or lie outside the workspace.
    func jpeg(of item: Item, _ form: Form) throws -> [UInt8] {
        let key = key(item, form)
        if let found = kept.withLock({ $0.pictures[key] }) { return found }
        let jpeg = try SamplePicture.jpeg(
            of: item, in: folder, frames: form == .thumbnail ? 1 : Pictures.frames
        ).bytes
        kept.withLock { kept in
            guard kept.pictures.updateValue(jpeg, forKey: key) == nil else { return }
            kept.order.append(key)
            kept.bytes += jpeg.count
            while kept.bytes > Pictures.most, !kept.order.isEmpty {
                kept.bytes -= kept.pictures.removeValue(forKey: kept.order.removeFirst())?.count ?? 0
            }
        }
        return jpeg
    }

    /// Another time or length of the file makes it another picture.
    private func key(_ item: Item, _ form: Form) -> String {
        let facts = try? FileManager.default.attributesOfItem(atPath: folder.place(of: item.media.path))
        let (time, size) = (facts?[.modificationDate] as? Date, facts?[.size] as? Int)
        return "\(form.rawValue) \(time?.timeIntervalSince1970 ?? 0) \(size ?? 0) \(item.id)"
    }
}
