import Documents
import Media
import Shards
import Workspace

/// Where images and videos are found by their paths.
public struct MediaSource: Sendable {
    let image: @Sendable (String) throws -> StillImage
    let video: @Sendable (String) throws -> VideoFile

    /// A corpus's folder: files, and samples of WebDataset shards.
    public static func folder(_ folder: MediaFolder) -> MediaSource {
        MediaSource(image: folder.image, video: folder.video)
    }

    /// Files, as a user names them.
    public static let files = MediaSource(image: ImageFile.open, video: { VideoFile(path: $0) })
}

/// What became of an image or a video.
public enum EncodedMedia: Sendable {
    /// The numbers of its feature, or of each of its frames' where they are kept; how many frames are behind it; and why
    /// its file ended early, where what came before that was salvaged.
    case features([Float], frames: Int, brokenOff: String?)
    /// Why there is no feature.
    case failure(InputError)
}

/// Decodes, preprocesses and encodes images and videos on all cores. A worker decodes a batch and encodes it, so decoding
/// and encoding overlap without anything between them that could fill up: at a time there are, a core, one decoded
/// picture and one batch of preprocessed ones.
public struct MediaEncoder: Sendable {
    private let features: @Sendable (_ pixels: [Float], _ count: Int) throws -> [Float]
    private let preprocessor: CLIPPreprocessor
    private let settings: FeatureSettings
    private let source: MediaSource
    private let batch: Int

    public init(_ encoder: FrozenEncoder, _ settings: FeatureSettings, from source: MediaSource) {
        self.init(
            { try encoder.features(of: $0, count: $1) }, encoder.preprocessor, settings, from: source,
            batch: settings.batch ?? encoder.clip.batchSize)
    }

    /// - Parameters:
    ///   - features: of preprocessed images, as many numbers each.
    ///   - batch: images that it is given at a time.
    public init(
        _ features: @escaping @Sendable (_ pixels: [Float], _ count: Int) throws -> [Float],
        _ preprocessor: CLIPPreprocessor, _ settings: FeatureSettings, from source: MediaSource, batch: Int
    ) {
        self.features = features
        (self.preprocessor, self.settings, self.source) = (preprocessor, settings, source)
        self.batch = max(1, batch)
    }

    private var pixelCount: Int { preprocessor.pixelCount }

    /// Encodes all that `next` gives, nil after the last.
    /// - Parameter sink: gets the row of each slot and what became of it, from any thread and in any order.
    /// - Throws: what `next` and `sink` throw; ``Fault`` and `TensorError` for what is no fault of a file.
    public func encode(
        _ next: sending @escaping () throws -> MediaSlot?,
        to sink: @escaping @Sendable (_ row: Int, _ media: EncodedMedia) throws -> Void
    ) async throws {
        let queue = MediaQueue(batch: batch, next)
        try await Cores.work(next: queue.next) { batch in
            switch batch {
            case .images(let slots): try encode(slots, to: sink)
            case .video(let slot): try sink(slot.row, encode(slot))
            }
        }
    }

    /// A batch of images. One that cannot be read keeps its place as zeros: a product's last bits depend on the size of
    /// the batch, and the others' must not change when it is mended.
    private func encode(_ slots: [MediaSlot], to sink: (Int, EncodedMedia) throws -> Void) throws {
        var pixels: [Float] = []
        pixels.reserveCapacity(slots.count * pixelCount)
        var failures: [Int: InputError] = [:]
        for (place, slot) in slots.enumerated() {
            try Task.checkCancellation()
            do {
                preprocessor.append(try source.image(slot.path), to: &pixels)
            } catch let error as InputError {
                failures[place] = error
                pixels.append(contentsOf: repeatElement(0, count: pixelCount))
            }
        }
        try Task.checkCancellation()
        let encoded = failures.count < slots.count ? try features(pixels, slots.count) : []
        let width = encoded.count / slots.count
        for (place, slot) in slots.enumerated() {
            if let error = failures[place] {
                try sink(slot.row, .failure(error))
            } else {
                try sink(slot.row, checked(Array(encoded[place * width..<(place + 1) * width]), 1, nil, slot))
            }
        }
    }

    /// A video: its frames by themselves, in batches.
    private func encode(_ slot: MediaSlot) throws -> EncodedMedia {
        var pool = Pooling.Pool(settings.pooling)
        var pixels: [Float] = []
        func flush() throws {
            try Task.checkCancellation()
            let count = pixels.count / pixelCount
            if count > 0 { pool.add(try features(pixels, count), count: count) }
            pixels.removeAll(keepingCapacity: true)
        }
        do {
            let video = try source.video(slot.path)
            let decoded = try video.forEachFrame(settings.sampling, settings.decoding) { frame in
                try Task.checkCancellation()
                if pixels.count == batch * pixelCount { try flush() }
                preprocessor.append(frame.image, to: &pixels)
            }
            try flush()
            return checked(pool.features, pool.frames, decoded.brokenOff, slot)
        } catch let error as InputError {
            return .failure(error)
        }
    }

    /// A feature that is no number would spoil every batch that a trainer puts it into.
    private func checked(_ features: [Float], _ frames: Int, _ brokenOff: String?, _ slot: MediaSlot) -> EncodedMedia {
        guard frames > 0 else {
            return .failure(
                InputError(
                    file: slot.path, "the sampling takes no frame of it",
                    remedy: "use another sampling, or leave it out"))
        }
        guard FeatureRows.canHold(features) else {
            return .failure(
                InputError(
                    file: slot.path, "the model's feature of it is not finite",
                    remedy: "use --precision fp32, or leave it out"))
        }
        return .features(features, frames: frames, brokenOff: brokenOff)
    }
}
