import CFFmpeg
import Documents

/// Decodes one video from its first frame to its last, on the calling thread, as the `ffmpeg` command does.
final class VideoDecoder {
    private let container: Container
    private var context: UnsafeMutablePointer<AVCodecContext>?
    private let frame: UnsafeMutablePointer<AVFrame>
    private var lastTime: Double?

    /// - Throws: ``InputError`` when the decoder does not accept the stream's description.
    init(_ container: Container) throws {
        self.container = container
        context = avcodec_alloc_context3(container.decoder)
        guard let context, let allocated = av_frame_alloc() else { throw OutOfMemory() }
        frame = allocated
        let stream = container.stream.pointee
        context.pointee.thread_count = 1
        context.pointee.max_pixels = Int64(mostPixels)
        var code = avcodec_parameters_to_context(context, stream.codecpar)
        // Without the time base the decoder cannot fill in the times that a container leaves out.
        context.pointee.pkt_timebase = stream.time_base
        context.pointee.framerate = stream.avg_frame_rate
        if code >= 0 { code = avcodec_open2(context, container.decoder, nil) }
        guard code >= 0 else {
            throw InputError(
                file: container.path,
                "\(String(cString: container.decoder.pointee.name)) cannot decode it: \(FFmpeg.message(code))",
                remedy: "leave the file out, or fetch it again")
        }
    }

    deinit {
        var spent: UnsafeMutablePointer<AVFrame>? = frame
        av_frame_free(&spent)
        avcodec_free_context(&context)
    }

    /// Gives every frame to `body`, in display order, valid only during the call.
    /// - Returns: The number of frames.
    /// - Throws: ``InputError`` when there is no frame, or the file breaks off after some; what `body` throws.
    func decode(_ body: (Picture) throws -> Void) throws -> Int {
        var count = 0
        var begun = false
        let cut = try container.forEachPacket { packet in
            let code = avcodec_send_packet(context, packet)
            // A recording that starts between key frames has packets that nobody can decode; ffmpeg skips them too.
            guard code >= 0 else {
                if begun { throw broken(after: count, FFmpeg.message(code)) }
                return
            }
            begun = begun || packet.pointee.flags & AV_PKT_FLAG_KEY != 0
            try receive(&count, tolerant: !begun, body)
        }
        avcodec_send_packet(context, nil)
        try receive(&count, tolerant: false, body)
        guard count > 0 else {
            throw InputError(
                file: container.path, "no frame could be decoded" + (cut.map { ": \($0)" } ?? ""),
                remedy: "leave the file out, or fetch it again")
        }
        if let cut { throw broken(after: count, cut) }
        return count
    }

    private func receive(_ count: inout Int, tolerant: Bool, _ body: (Picture) throws -> Void) throws {
        while true {
            let code = avcodec_receive_frame(context, frame)
            if code == FFmpeg.again || code == FFmpeg.endOfFile { return }
            guard code >= 0 else {
                if tolerant { return }
                throw broken(after: count, FFmpeg.message(code))
            }
            let time = time()
            lastTime = time
            try body(Picture(frame: frame, index: count, time: time, stream: container.stream))
            count += 1
        }
    }

    /// The frame's time in seconds. Where a file gives none, as AVI does at its end, it follows the frame before.
    private func time() -> Double {
        let stream = container.stream.pointee
        let stamp = frame.pointee.best_effort_timestamp
        if stamp != FFmpeg.noTime { return Double(stamp) * av_q2d(stream.time_base) }
        guard let lastTime else { return 0 }
        let rate = av_q2d(stream.avg_frame_rate)
        return lastTime + (rate > 0 ? 1 / rate : Double(max(0, frame.pointee.pkt_duration)) * av_q2d(stream.time_base))
    }

    private func broken(after count: Int, _ reason: String) -> InputError {
        InputError(
            file: container.path, "the video breaks after \(count) frame\(count == 1 ? "" : "s"): \(reason)",
            remedy: "fetch it again, or leave it out")
    }
}

/// The system gave no memory for a few hundred bytes.
struct OutOfMemory: Error {}
