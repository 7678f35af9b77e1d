/// Stands in for the video decoder's own types until they are merged.
public struct DecodingOptions: Sendable, Hashable {
    public var salvage = false
    public var timeLimit: Duration = .seconds(600)
    public var memoryLimit: Int = 1 << 30

    public init(salvage: Bool = false) { self.salvage = salvage }
}

/// Stands in for the video decoder's own types until they are merged.
public struct DecodedVideo: Sendable, Hashable {
    public let frames: Int
    public let brokenOff: String?
}

extension VideoFile {
    public func forEachFrame(
        _ sampling: FrameSampling, _ options: DecodingOptions = .init(), _ body: (DecodedFrame) throws -> Void
    ) throws -> DecodedVideo {
        let frames = try frames(sampling)
        for frame in frames { try body(frame) }
        return DecodedVideo(frames: frames.count, brokenOff: nil)
    }
}
