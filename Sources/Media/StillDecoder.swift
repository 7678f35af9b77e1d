import CFFmpeg
import Documents

/// PNG, GIF, BMP and TIFF, through FFmpeg's decoders, which take such a file whole as one packet.
enum StillDecoder {
    /// The codec that a file's first bytes call for.
    static func codec(of bytes: [UInt8]) -> AVCodecID? {
        let known: [([UInt8], AVCodecID)] = [
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], AV_CODEC_ID_PNG),
            (Array("GIF8".utf8), AV_CODEC_ID_GIF), (Array("BM".utf8), AV_CODEC_ID_BMP),
            ([0x49, 0x49, 0x2A, 0], AV_CODEC_ID_TIFF), ([0x4D, 0x4D, 0, 0x2A], AV_CODEC_ID_TIFF),
        ]
        return known.first { bytes.starts(with: $0.0) }?.1
    }

    /// - Throws: ``InputError`` without a file.
    static func decode(_ bytes: [UInt8], _ codec: AVCodecID) throws -> StillImage {
        FFmpeg.silence
        var (context, frame, packet) = (
            avcodec_alloc_context3(avcodec_find_decoder(codec)), av_frame_alloc(), av_packet_alloc()
        )
        var options: OpaquePointer?
        defer {
            av_packet_free(&packet)
            av_frame_free(&frame)
            avcodec_free_context(&context)
            av_dict_free(&options)
        }
        guard let context, let frame, let packet, bytes.count < Int(Int32.max) - 64,
            av_new_packet(packet, Int32(bytes.count)) >= 0
        else { throw OutOfMemory() }
        _ = UnsafeMutableBufferPointer(start: packet.pointee.data, count: bytes.count).update(fromContentsOf: bytes)
        context.pointee.thread_count = 1
        context.pointee.max_pixels = Int64(mostPixels)
        let gif = codec == AV_CODEC_ID_GIF ? GIFHeader(bytes) : nil
        if let colour = gif?.transparentColour {
            // FFmpeg paints the transparent colour white; Pillow keeps what the palette says.
            av_dict_set_int(&options, "trans_color", Int64(colour), 0)
        }
        var code = avcodec_open2(context, nil, &options)
        if code >= 0 { code = avcodec_send_packet(context, packet) }
        if code >= 0 {
            avcodec_send_packet(context, nil)
            code = avcodec_receive_frame(context, frame)
        }
        guard code >= 0, frame.pointee.flags & AV_FRAME_FLAG_CORRUPT == 0, frame.pointee.decode_error_flags == 0 else {
            throw ImageFile.broken(code == FFmpeg.endOfFile ? "it holds no picture" : FFmpeg.message(code))
        }
        let picture = Picture(frame: frame)
        let colour = try RGBConverter()(picture)
        if let gif { return StillImage(colour, isIndexed: !gif.isGrey) }
        // A PNG without an alpha channel may name one colour transparent; that is no alpha to Pillow.
        let hasAlpha = codec != AV_CODEC_ID_PNG || bytes[25] & 4 != 0
        return StillImage(
            colour, alpha: hasAlpha ? PlainPixels.alpha(picture) : nil, isIndexed: isIndexed(picture, codec))
    }

    /// Whether Pillow opens the picture in a mode that it never blends: a palette, or one bit a pixel. A BMP file whose
    /// palette is the plain greys is grey to it.
    private static func isIndexed(_ picture: Picture, _ codec: AVCodecID) -> Bool {
        switch AVPixelFormat(picture.frame.pointee.format) {
        case AV_PIX_FMT_MONOBLACK, AV_PIX_FMT_MONOWHITE: true
        case AV_PIX_FMT_PAL8:
            codec != AV_CODEC_ID_BMP
                || picture.withPlanes { planes, _ in
                    guard let palette = planes[1] else { return true }
                    return !(0..<256).allSatisfy { level in
                        (0..<3).allSatisfy { palette[4 * level + $0] == UInt8(level) }
                    }
                }
        default: false
        }
    }
}
