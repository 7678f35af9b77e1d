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
        } else if gif != nil, bytes.count > 11 {
            // Around a frame smaller than the picture Pillow has the first colour, whatever the file asks for.
            packet.pointee.data[11] = 0
        }
        let tiff = codec == AV_CODEC_ID_TIFF ? TIFFHeader(bytes) : nil
        try tiff?.check()
        if let size = claimedSize(bytes, codec), codec != AV_CODEC_ID_BMP || bytes[14] >= 40 {
            try ImageFile.check(width: size.width, height: size.height)
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
        if tiff?.isFullRange == true { frame.pointee.color_range = AVCOL_RANGE_JPEG }
        let picture = Picture(frame: frame)
        let colour = try RGBConverter(isExact: true)(picture)
        if let gif { return StillImage(colour, isIndexed: !gif.isGrey) }
        let image = StillImage(
            colour, alpha: hasAlpha(bytes, codec) ? PlainPixels.alpha(picture) : nil,
            isIndexed: isIndexed(picture, codec))
        return tiff.map { image.turned($0.orientation) } ?? image
    }

    /// The size in pixels that a header claims, in words that the decoder does not have for one that is too large.
    private static func claimedSize(_ bytes: [UInt8], _ codec: AVCodecID) -> (width: Int, height: Int)? {
        func pair(_ place: Int, _ length: Int, isLittle: Bool) -> (width: Int, height: Int)? {
            let numbers = [place, place + length].map { start in
                let part = bytes.dropFirst(start).prefix(length)
                return (isLittle ? Array(part.reversed())[...] : part).number(at: 0, length)
            }
            guard let width = numbers[0], let height = numbers[1] else { return nil }
            return (width, height)
        }
        switch codec {
        case AV_CODEC_ID_PNG: return pair(16, 4, isLittle: false)
        case AV_CODEC_ID_GIF: return pair(6, 2, isLittle: true)
        case AV_CODEC_ID_BMP:
            // Signed: of a picture that starts at the top the height is negative.
            return pair(18, 4, isLittle: true).map { ($0, Int(Int32(truncatingIfNeeded: $1).magnitude)) }
        case AV_CODEC_ID_TIFF: return TIFFHeader(bytes).size
        default: return nil
        }
    }

    /// Whether opacity counts where the decoder gives some. A PNG without an alpha channel may name one colour transparent,
    /// and the fourth byte of a BMP's pixel is opacity only where a mask says so: neither is alpha to Pillow.
    private static func hasAlpha(_ bytes: [UInt8], _ codec: AVCodecID) -> Bool {
        switch codec {
        case AV_CODEC_ID_PNG: bytes[25] & 4 != 0
        case AV_CODEC_ID_BMP:
            bytes.count > 70 && bytes[14] >= 56 && bytes[30] == 3 && bytes[66..<70].contains { $0 != 0 }
        default: true
        }
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
