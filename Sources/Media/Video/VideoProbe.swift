import CFFmpeg

/// What a video file says of itself.
public struct VideoProbe: Sendable, Hashable {
    /// FFmpeg's short names for the container: `mov,mp4,m4a,3gp,3g2,mj2`.
    public let container: String
    /// The video codec: `h264`.
    public let codec: String
    /// The decoder's pixel format: `yuv420p`.
    public let pixelFormat: String
    /// Pixels in a row, before turning.
    public let width: Int
    /// Rows, before turning.
    public let height: Int
    /// The number of frames that decoding gives.
    public let frameCount: Int
    /// Seconds, as the container says; where it is silent, from the first frame to the end of the last.
    public let duration: Double
    /// Seconds from the first frame to the end of the last, by their own times.
    public let span: Double
}

extension VideoFile {
    /// Reads what the file says of itself. The frames are counted by reading packets where those can be trusted, and by
    /// decoding where they cannot.
    /// - Throws: ``InputError``, as every call here.
    public func probe(_ options: DecodingOptions = .init()) throws -> VideoProbe {
        try named {
            let watch = Watch(path, options)
            let survey = try VideoSurvey(open(watch), keepPackets: false)
            let (container, table) = (survey.container, survey.table)
            let parameters = container.stream.pointee.codecpar.pointee
            // A file that is cut off is decoded for the sake of the error, which says how far it goes.
            let plausible = table.isPlausible && !table.isRead && !VideoProbe.mayHoldFields(parameters.field_order)
            let trusted = survey.isExact || (survey.cut == nil && plausible)
            let count = trusted ? table.count : try WholeDecoding(open(watch), { _ in }).count
            let span = Double(table.end &- table.start) * av_q2d(container.stream.pointee.time_base)
            let format = av_get_pix_fmt_name(AVPixelFormat(parameters.format)).map { String(cString: $0) }
            return VideoProbe(
                container: container.format, codec: String(cString: avcodec_get_name(parameters.codec_id)),
                pixelFormat: format ?? "unknown", width: Int(parameters.width), height: Int(parameters.height),
                frameCount: count,
                duration: container.duration ?? span, span: span)
        }
    }
}

extension VideoProbe {
    /// An interlaced stream may have a packet a field, two to a frame.
    fileprivate static func mayHoldFields(_ order: AVFieldOrder) -> Bool {
        order != AV_FIELD_PROGRESSIVE && order != AV_FIELD_UNKNOWN
    }
}
