import CFFmpeg

/// FFmpeg's own parser of a codec, shown whole packets. It reads headers and decodes nothing.
final class PacketParser {
    private let context: UnsafeMutablePointer<AVCodecContext>
    private let parser: UnsafeMutablePointer<AVCodecParserContext>

    init?(_ stream: UnsafeMutablePointer<AVStream>) {
        var made = avcodec_alloc_context3(nil)
        guard let context = made, avcodec_parameters_to_context(context, stream.pointee.codecpar) >= 0,
            let parser = av_parser_init(Int32(bitPattern: stream.pointee.codecpar.pointee.codec_id.rawValue))
        else {
            avcodec_free_context(&made)
            return nil
        }
        parser.pointee.flags |= PARSER_FLAG_COMPLETE_FRAMES
        self.context = context
        self.parser = parser
    }

    deinit {
        av_parser_close(parser)
        var spent: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&spent)
    }

    func parse(_ packet: UnsafeBufferPointer<UInt8>) {
        var data: UnsafeMutablePointer<UInt8>?
        var size: Int32 = 0
        _ = av_parser_parse2(
            parser, context, &data, &size, packet.baseAddress, Int32(packet.count), FFmpeg.noTime, FFmpeg.noTime, 0)
    }

    /// Whether the last packet holds a frame, and not fields.
    var isFrame: Bool { parser.pointee.picture_structure == AV_PICTURE_STRUCTURE_FRAME }
    /// Whether the last packet's picture was understood.
    var isUnderstood: Bool { parser.pointee.key_frame >= 0 }
    /// The picture order count of the last packet.
    var order: Int { Int(parser.pointee.output_picture_number) }
    /// How many pictures the decoder lets wait at least.
    var reorderDepth: Int { Int(context.pointee.has_b_frames) }
}
