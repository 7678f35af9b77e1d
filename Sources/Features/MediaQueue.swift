import Corpus
import Synchronization

/// An image or a video that is to be encoded.
public struct MediaSlot: Sendable {
    /// Its place among the results.
    public let row: Int
    /// Where it lies, as its source names it.
    public let path: String
    public let kind: Item.Media.Kind

    public init(row: Int, path: String, kind: Item.Media.Kind) {
        (self.row, self.path, self.kind) = (row, path, kind)
    }
}

/// Hands out media in batches: images by their positions, whatever lies between them, and each video by itself. So what
/// meets in a batch depends neither on workers nor on what fails.
final class MediaQueue: Sendable {
    /// What is decoded and encoded together.
    enum Batch: Sendable {
        case images([MediaSlot])
        case video(MediaSlot)
    }

    private struct State {
        let next: () throws -> MediaSlot?
        var images: [MediaSlot] = []

        mutating func takeImages() -> [MediaSlot] {
            defer { images = [] }
            return images
        }
    }

    private let size: Int
    private let state: Mutex<State>

    /// - Parameters:
    ///   - batch: images in a batch.
    ///   - next: gives the media in order, nil after the last.
    init(batch: Int, _ next: sending @escaping () throws -> MediaSlot?) {
        size = max(1, batch)
        state = Mutex(State(next: next))
    }

    /// The next batch; nil after the last.
    func next() throws -> Batch? {
        try state.withLock { state in
            while let slot = try state.next() {
                if slot.kind == .video { return .video(slot) }
                state.images.append(slot)
                if state.images.count == size { return .images(state.takeImages()) }
            }
            return state.images.isEmpty ? nil : .images(state.takeImages())
        }
    }
}
