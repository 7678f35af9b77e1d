import CFFmpeg
import Documents

/// A video's decoder, on the calling thread, as the `ffmpeg` command sets it up.
final class VideoDecoder {
    private let container: Container
    private let context: UnsafeMutablePointer<AVCodecContext>
    private let frame: UnsafeMutablePointer<AVFrame>
    private var lastTime: Double?

    /// What the decoder has to give.
    enum Output {
        /// Valid until the next call.
        case frame(Picture)
        /// It wants another packet, or is at the end.
        case nothing
        /// An error, in words.
        case failure(String)
    }

    /// - Throws: ``InputError`` when the decoder does not accept the stream's description.
    init(_ container: Container) throws {
        self.container = container
        var made = avcodec_alloc_context3(container.decoder)
        guard let context = made, let allocated = av_frame_alloc() else {
            avcodec_free_context(&made)
            throw OutOfMemory()
        }
        frame = allocated
        self.context = context
        let stream = container.stream.pointee
        context.pointee.thread_count = 1
        context.pointee.max_pixels = Int64(min(mostPixels, container.watch.options.mostPixels))
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
        var context: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&context)
    }

    /// How many frames the decoder lets wait for an earlier one.
    var reorderDepth: Int { Int(context.pointee.has_b_frames) }

    /// Takes a packet, nil for the end.
    /// - Parameter number: what the frame that it holds will carry.
    /// - Returns: an error, in words.
    func send(_ packet: UnsafeMutablePointer<AVPacket>?, number: Int = -1) -> String? {
        context.pointee.reordered_opaque = Int64(number)
        let code = avcodec_send_packet(context, packet)
        return code >= 0 || packet == nil ? nil : FFmpeg.message(code)
    }

    /// - Parameter index: what place in display order the next frame has.
    func receive(index: Int) -> Output {
        let code = avcodec_receive_frame(context, frame)
        if code == FFmpeg.again || code == FFmpeg.endOfFile { return .nothing }
        guard code >= 0 else { return .failure(FFmpeg.message(code)) }
        let time = time()
        lastTime = time
        return .frame(
            Picture(
                frame: frame, index: index, time: time, packet: Int(frame.pointee.reordered_opaque),
                stream: container.stream))
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
}

/// The system gave no memory for a few hundred bytes.
struct OutOfMemory: Error {}
