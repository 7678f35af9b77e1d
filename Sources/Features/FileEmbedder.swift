import Corpus
import Documents
import Media
import Shards
import Synchronization
import Tensors

/// Features of single files and lines, in one safetensors file: `image_embeds`, `video_embeds` and `text_embeds`, F32,
/// projected and not normalised, in the order given. They are written as they come, so that their number does not matter.
public struct FileEmbedder: Sendable {
    private let encoder: FrozenEncoder
    private let settings: FeatureSettings
    /// Lines whose lengths are compared, so that those of like length meet in a batch.
    private static let window = 8192

    public init(_ encoder: FrozenEncoder, _ settings: FeatureSettings) {
        self.encoder = encoder
        self.settings = settings
    }

    /// What is to be encoded.
    public struct Inputs: Sendable {
        public var images: [String]
        public var videos: [String]
        /// A file with a text a line.
        public var texts: String?

        public init(images: [String] = [], videos: [String] = [], texts: String? = nil) {
            (self.images, self.videos, self.texts) = (images, videos, texts)
        }
    }

    /// - Parameters:
    ///   - skipsBroken: leaves zeros in the place of a file that cannot be read, and goes on.
    ///   - path: a temporary one that the caller renames.
    /// - Returns: the files that were skipped, and those of which only a part could be read, each in the order given.
    /// - Throws: ``InputError`` for the first file that cannot be read, unless those are skipped.
    public func write(_ inputs: Inputs, skipsBroken: Bool, to path: String) async throws -> (
        skipped: [InputError], salvaged: [String]
    ) {
        let lines = try inputs.texts.map(FileEmbedder.lines)
        let row = settings.row(width: encoder.width)
        var entries: [TensorFileWriter.Entry] = []
        if !inputs.images.isEmpty {
            entries.append(.init("image_embeds", .float32, [inputs.images.count, encoder.width]))
        }
        if !inputs.videos.isEmpty {
            entries.append(.init("video_embeds", .float32, [inputs.videos.count] + row))
            if settings.pooling == .frames { entries.append(.init("video_frames", .int32, [inputs.videos.count])) }
        }
        if let lines { entries.append(.init("text_embeds", .float32, [lines, encoder.width])) }
        let file = try TensorFileWriter(path, metadata: metadata, entries)
        let results = try await media(inputs, rowWidth: row.reduce(1, *), skipsBroken: skipsBroken, to: file)
        if let texts = inputs.texts { try await embed(lines: texts, to: file) }
        return results
    }

    private var metadata: [String: String] {
        [
            "model": encoder.clip.name, "model.sha256": encoder.clip.digest, "preprocessing": encoder.preprocessing,
            "sampling": settings.sampling.description, "pooling": settings.pooling.rawValue,
            "precision": settings.precision.rawValue, "salvage": String(settings.decoding.salvage),
        ]
    }

    private func media(
        _ inputs: Inputs, rowWidth: Int, skipsBroken: Bool, to file: TensorFileWriter
    ) async throws -> (skipped: [InputError], salvaged: [String]) {
        let images = inputs.images.count
        let paths = inputs.images + inputs.videos
        let failures = Mutex<[Int: InputError]>([:])
        let salvaged = Mutex<[Int: String]>([:])
        var next = 0
        let isStopped: @Sendable () -> Bool = { !skipsBroken && failures.withLock { !$0.isEmpty } }
        let (width, keepsFrames) = (encoder.width, settings.pooling == .frames)
        try await MediaEncoder(encoder, settings, from: .files).encode {
            // What stands before the first failure was handed out before it, so the first one is always found.
            guard next < paths.count, !isStopped() else { return nil }
            defer { next += 1 }
            return MediaSlot(row: next, path: paths[next], kind: next < images ? .image : .video)
        } to: { row, result in
            switch result {
            case .failure(var error):
                error.file = error.file ?? paths[row]
                failures.withLock { $0[row] = error }
            case .features(let features, let frames, let brokenOff):
                if let brokenOff { salvaged.withLock { $0[row] = "\(paths[row]): \(brokenOff)" } }
                if row < images { return try file.write(features, to: "image_embeds", at: row * width) }
                try file.write(features, to: "video_embeds", at: (row - images) * rowWidth)
                if keepsFrames { try file.write([Int32(frames)], to: "video_frames", at: row - images) }
            }
        }
        let skipped = failures.withLock { $0.sorted { $0.key < $1.key }.map(\.value) }
        if let first = skipped.first, !skipsBroken { throw first }
        return (skipped, salvaged.withLock { $0.sorted { $0.key < $1.key }.map(\.value) })
    }

    private static func lines(_ path: String) throws -> Int {
        var reader = try LineReader(path)
        while try reader.next() != nil {}
        guard reader.number > 0 else { throw InputError(file: path, "has no lines", remedy: "write a text a line") }
        return reader.number
    }

    private func embed(lines path: String, to file: TensorFileWriter) async throws {
        var reader = try LineReader(path)
        let texts = TextEncoder(encoder)
        let width = encoder.width
        while true {
            var tokens = TokenColumn()
            let first = reader.number
            while tokens.count < FileEmbedder.window, let line = try reader.next() {
                tokens.append(try encoder.tokens(String(decoding: line, as: UTF8.self)))
            }
            if tokens.count == 0 { return }
            try await texts.encode(tokens) { row, feature in
                try file.write(feature, to: "text_embeds", at: (first + row) * width)
            }
        }
    }
}
