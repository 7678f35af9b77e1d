/// What decoding a video may cost, and what becomes of a video that breaks off.
public struct DecodingOptions: Sendable, Hashable {
    /// Whether what can be decoded before a break is used. Without it a video that breaks off is an error.
    public var salvage: Bool
    /// The most time for one file, by the clock on the wall, without what is done with the frames.
    public var timeLimit: Duration
    /// The most memory for one file, in bytes, as far as its sizes tell: frames that the decoder keeps, packets, and
    /// sampled frames that wait to be handed over.
    public var memoryLimit: Int

    /// Ten minutes and one gibibyte a file are enough for hours of ordinary video, and for frames of 7680 by 4320.
    public init(salvage: Bool = false, timeLimit: Duration = .seconds(600), memoryLimit: Int = 1 << 30) {
        self.salvage = salvage
        self.timeLimit = timeLimit
        self.memoryLimit = memoryLimit
    }

    /// The most pixels in a frame: a decoder keeps up to 16 frames, of 2 bytes a pixel in the common formats.
    var mostPixels: Int { memoryLimit / 32 }
    /// The most bytes of packets that are kept from the first look at a file.
    var mostPackets: Int { memoryLimit / 8 }
    /// The most bytes in one packet.
    var largestPacket: Int { memoryLimit / 4 }
    /// The most bytes of sampled frames that wait until they are certain.
    var mostWaiting: Int { memoryLimit / 4 }
}

/// What is known of a video once its sampled frames are taken.
public struct DecodedVideo: Sendable, Hashable {
    /// The number of frames that sampling chose from.
    public let frames: Int
    /// Why the file ends early, in words; only with ``DecodingOptions/salvage``, else nil.
    public let brokenOff: String?

    public init(frames: Int, brokenOff: String? = nil) {
        self.frames = frames
        self.brokenOff = brokenOff
    }
}
