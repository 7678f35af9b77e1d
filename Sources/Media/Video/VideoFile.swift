import Documents

/// A frame as a picture.
public struct DecodedFrame: Sendable, Hashable {
    /// Position in display order, from 0.
    public let index: Int
    /// When it is shown, in seconds on the stream's own clock, as `ffprobe` gives it.
    public let time: Double
    /// The frame in RGB, turned as the file's display matrix asks.
    public let image: RGBImage
}

/// A frame's fingerprint.
public struct FrameDigest: Sendable, Hashable {
    /// Position in display order, from 0.
    public let index: Int
    /// When it is shown, in seconds on the stream's own clock, as `ffprobe` gives it.
    public let time: Double
    /// MD5 of the raw decoded planes, tightly packed, in the decoder's own pixel format, before any turning.
    public let md5: String
}

/// A video on disk, in an archive, or in memory. Each call opens it afresh and decodes on the calling thread, so any number
/// may run at once.
///
/// Every call throws ``InputError`` for a file that is missing, empty, no media or without video, for one of which no
/// frame can be decoded, for one that breaks off, saying after how many frames, and for one that goes beyond the limits of
/// ``DecodingOptions``. A file is taken to be whole where its packets are: damage within the data of a frame that no sampled
/// frame needs is not noticed.
public struct VideoFile: Sendable, Hashable {
    /// The file, as the user named it.
    public let path: String
    private let source: MediaSource

    /// Names a video; the file is opened by the calls below.
    public init(path: String) { self.init(path: path, source: .file) }

    /// A video in memory.
    /// - Parameter name: what complaints call it.
    public init(bytes: [UInt8], name: String) { self.init(path: name, source: .memory(bytes)) }

    init(path: String, range: FileRange) { self.init(path: path, source: .range(range)) }

    private init(path: String, source: MediaSource) {
        self.path = path
        self.source = source
    }

    /// The sampled frames as pictures, in display order. All of them are held at once.
    public func frames(_ sampling: FrameSampling, _ options: DecodingOptions = .init()) throws -> [DecodedFrame] {
        var frames: [DecodedFrame] = []
        _ = try forEachFrame(sampling, options) { frames.append($0) }
        return frames
    }

    /// Gives the sampled frames to `body` as pictures, in display order. Those that are decoded before it is certain that
    /// they are the right ones wait in memory, up to a quarter of the memory limit; where that does not do, the video is
    /// decoded twice.
    /// - Throws: what `body` throws, too. A video may be found broken after some of its frames were given.
    public func forEachFrame(
        _ sampling: FrameSampling, _ options: DecodingOptions = .init(), _ body: (DecodedFrame) throws -> Void
    ) throws -> DecodedVideo {
        let convert = RGBConverter()
        return try sample(sampling, options, size: { $0.image.pixels.count }, body) { picture in
            DecodedFrame(index: picture.index, time: picture.time, image: try convert(picture))
        }
    }

    /// The sampled frames' fingerprints, in display order. One frame is held at a time.
    public func digests(_ sampling: FrameSampling, _ options: DecodingOptions = .init()) throws -> [FrameDigest] {
        var digests: [FrameDigest] = []
        _ = try forEachDigest(sampling, options) { digests.append($0) }
        return digests
    }

    /// Gives the sampled frames' fingerprints to `body`, in display order.
    /// - Throws: what `body` throws, too.
    public func forEachDigest(
        _ sampling: FrameSampling, _ options: DecodingOptions = .init(), _ body: (FrameDigest) throws -> Void
    ) throws -> DecodedVideo {
        try sample(sampling, options, size: { _ in MemoryLayout<FrameDigest>.stride + 40 }, body) { picture in
            FrameDigest(index: picture.index, time: picture.time, md5: try picture.md5())
        }
    }

    func open(_ watch: Watch, _ probing: Container.Probing = .full) throws -> Container {
        try Container(path: path, source: source, watch: watch, probing: probing)
    }

    /// Puts the file's name on complaints that lack it.
    func named<R>(_ work: () throws -> R) throws -> R {
        do {
            return try work()
        } catch var error as InputError where error.file == nil {
            error.file = path
            throw error
        } catch is OutOfMemory {
            throw Fault("decoding \(path)", reason: "no memory for a frame")
        }
    }
}
