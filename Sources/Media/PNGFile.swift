import CFFmpeg
import Documents

/// PNG files.
public enum PNGFile {
    /// Encodes a picture. The same picture gives the same bytes.
    /// - Throws: ``InputError`` for a picture without pixels or of a size that PNG cannot hold.
    public static func encode(_ image: RGBImage) throws -> [UInt8] {
        FFmpeg.silence
        guard image.width > 0, image.height > 0 else {
            throw InputError("a picture without pixels cannot be written as PNG", remedy: "give it a size")
        }
        var (context, frame, packet) = (
            avcodec_alloc_context3(avcodec_find_encoder(AV_CODEC_ID_PNG)), av_frame_alloc(), av_packet_alloc()
        )
        defer {
            av_packet_free(&packet)
            av_frame_free(&frame)
            avcodec_free_context(&context)
        }
        guard let context, let frame, let packet else { throw OutOfMemory() }
        let (width, height) = (Int32(image.width), Int32(image.height))
        context.pointee.width = width
        context.pointee.height = height
        context.pointee.pix_fmt = AV_PIX_FMT_RGB24
        context.pointee.time_base = AVRational(num: 1, den: 25)
        context.pointee.thread_count = 1
        frame.pointee.width = width
        frame.pointee.height = height
        frame.pointee.format = AV_PIX_FMT_RGB24.rawValue
        guard av_frame_get_buffer(frame, 0) >= 0, let rows = frame.pointee.data.0 else { throw OutOfMemory() }
        let (length, step) = (image.width * 3, Int(frame.pointee.linesize.0))
        for y in 0..<image.height {
            _ = UnsafeMutableBufferPointer(start: rows + y * step, count: length)
                .update(fromContentsOf: image.pixels[y * length..<(y + 1) * length])
        }
        var code = avcodec_open2(context, nil, nil)
        if code >= 0 { code = avcodec_send_frame(context, frame) }
        if code >= 0 {
            avcodec_send_frame(context, nil)
            code = avcodec_receive_packet(context, packet)
        }
        guard code >= 0 else {
            throw InputError(
                "a picture of \(width) by \(height) cannot be written as PNG: \(FFmpeg.message(code))",
                remedy: "use a smaller picture")
        }
        return Array(UnsafeBufferPointer(start: packet.pointee.data, count: Int(packet.pointee.size)))
    }
}
