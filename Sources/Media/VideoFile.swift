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

/// A video on disk. Each call opens the file afresh and decodes on the calling thread, so any number may run at once.
///
/// Every call throws ``InputError`` for a file that is missing, empty, no media or without video, for one of which no
/// frame can be decoded, and for one that breaks off, saying after how many frames.
public struct VideoFile: Sendable, Hashable {
    /// The file, as the user named it.
    public let path: String
    /// Where its bytes are, when it is no file of its own.
    private let range: FileRange?

    /// Names a video; the file is opened by the calls below.
    public init(path: String) { self.init(path: path, range: nil) }

    init(path: String, range: FileRange?) {
        self.path = path
        self.range = range
    }

    func open() throws -> Container { try Container(path: path, range: range) }

    /// The sampled frames as pictures, in display order. All of them are held at once.
    public func frames(_ sampling: FrameSampling) throws -> [DecodedFrame] {
        let convert = RGBConverter()
        return try select(sampling) { picture in
            DecodedFrame(index: picture.index, time: picture.time, image: try convert(picture))
        }
    }

    /// The sampled frames' fingerprints, in display order. One frame is held at a time.
    public func digests(_ sampling: FrameSampling) throws -> [FrameDigest] {
        try select(sampling) { picture in
            FrameDigest(index: picture.index, time: picture.time, md5: try picture.md5())
        }
    }

    /// Decodes the video and keeps what `transform` makes of the sampled frames.
    ///
    /// The packets say how many frames to expect. Only decoding says how many there are: edit lists, fields, leading
    /// pictures of an open GOP make a difference. So every pass goes to the end, and one that was led astray is redone.
    private func select<T>(_ sampling: FrameSampling, _ transform: (Picture) throws -> T) throws -> [T] {
        var expected = sampling.needsCount ? try countOfPackets() : 0
        while true {
            let wanted = Set(sampling.indices(of: expected))
            var taken: [T] = []
            let count = try decode { picture in
                if !sampling.needsCount || wanted.contains(picture.index) { taken.append(try transform(picture)) }
            }
            if !sampling.needsCount || count == expected { return taken }
            expected = count
        }
    }

    /// Decodes all frames and returns their number.
    func decode(_ body: (Picture) throws -> Void) throws -> Int {
        do {
            return try VideoDecoder(open()).decode(body)
        } catch var error as InputError where error.file == nil {
            error.file = path
            throw error
        } catch is OutOfMemory {
            throw Fault("decoding \(path)", reason: "no memory for a frame")
        }
    }

    /// The number of packets that are to be shown.
    private func countOfPackets() throws -> Int {
        var census = PacketCensus()
        _ = try open().forEachPacket { census.add($0.pointee) }
        return census.count
    }
}
