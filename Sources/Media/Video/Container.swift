import CFFmpeg
import Documents
import Foundation

/// An opened media file, positioned on its best video stream. It hands out that stream's packets in the file's order.
final class Container {
    /// How much FFmpeg looks into the file before its packets are read.
    enum Probing {
        /// As the `ffmpeg` command does, decoding some frames.
        case full
        /// Only the header, where that says all that decoding H.264 needs; else full.
        case header
    }

    /// What complaints call it.
    let path: String
    let source: MediaSource
    let watch: Watch
    let stream: UnsafeMutablePointer<AVStream>
    let decoder: UnsafePointer<AVCodec>
    /// Whether the packets were looked into, so that all of the stream's description can be relied on.
    let isProbed: Bool
    private var context: UnsafeMutablePointer<AVFormatContext>?
    private let memory: MemoryInput?
    private let packet: UnsafeMutablePointer<AVPacket>
    private var lastPacketIsCut = false

    /// Formats that are no video: text drawn as pictures, and lists that point at other files or hosts.
    private static let refused: Set<String> = [
        "tty", "hls", "dash", "concat", "bin", "xbin", "adf", "idf", "sdp", "rtsp",
    ]

    /// - Throws: ``InputError`` for a file that is missing, empty, no media, without video, or beyond the limits.
    init(path: String, source: MediaSource = .file, watch: Watch, probing: Probing = .full) throws {
        FFmpeg.silence
        self.path = path
        self.source = source
        self.watch = watch
        switch source {
        case .file: try Container.checkReadable(path)
        case .range(let range): try Container.checkReadable(range.path)
        case .memory(let bytes):
            if bytes.isEmpty { throw InputError(file: path, "the file is empty", remedy: "fetch it again") }
        }
        if case .memory(let bytes) = source { memory = try MemoryInput(bytes) } else { memory = nil }
        var opened = avformat_alloc_context()
        opened?.pointee.pb = memory?.context
        opened?.pointee.interrupt_callback = AVIOInterruptCB(
            callback: { opaque in
                guard let opaque else { return 0 }
                return Unmanaged<Watch>.fromOpaque(opaque).takeUnretainedValue().isOver ? 1 : 0
            }, opaque: Unmanaged.passUnretained(watch).toOpaque())
        let code = Container.open(&opened, path, source)
        guard code >= 0, let opened, let allocated = av_packet_alloc() else {
            try watch.checkTime()
            throw InputError(
                file: path, "not a media file: \(FFmpeg.message(code))", remedy: "check that it was fetched whole")
        }
        context = opened
        packet = allocated
        var found: UnsafePointer<AVCodec>?
        var input: UnsafeMutablePointer<AVFormatContext>? = opened
        do {
            guard !Container.refused.contains(String(cString: opened.pointee.iformat.pointee.name)) else {
                throw InputError(file: path, "not a media file", remedy: "check that it was fetched whole")
            }
            try Container.checkSizes(opened, watch)
            isProbed = probing == .full || !Container.headerSuffices(opened)
            if isProbed {
                _ = avformat_find_stream_info(opened, nil)
                try watch.checkTime()
                try Container.checkSizes(opened, watch)
            }
            let best = av_find_best_stream(opened, AVMEDIA_TYPE_VIDEO, -1, -1, &found, 0)
            guard best >= 0, let chosen = opened.pointee.streams[Int(best)], let found,
                chosen.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC == 0
            else {
                throw InputError(file: path, "no video stream", remedy: "leave the file out, or fetch it again")
            }
            stream = chosen
            decoder = found
        } catch {
            // A class whose init throws before all is set runs no deinit.
            var spent: UnsafeMutablePointer<AVPacket>? = allocated
            av_packet_free(&spent)
            avformat_close_input(&input)
            throw error
        }
        for index in 0..<Int(opened.pointee.nb_streams) where index != Int(stream.pointee.index) {
            opened.pointee.streams[index]?.pointee.discard = AVDISCARD_ALL
        }
    }

    deinit {
        var spent: UnsafeMutablePointer<AVPacket>? = packet
        av_packet_free(&spent)
        avformat_close_input(&context)
    }

    private static func open(
        _ context: inout UnsafeMutablePointer<AVFormatContext>?, _ path: String, _ source: MediaSource
    ) -> Int32 {
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        // `file:` keeps a name with a colon from being taken for a protocol; the whitelist keeps a hostile file from
        // opening anything else.
        switch source {
        case .file:
            av_dict_set(&options, "protocol_whitelist", "file", 0)
            return avformat_open_input(&context, "file:" + path, nil, &options)
        case .range(let range):
            av_dict_set(&options, "protocol_whitelist", "file,subfile", 0)
            return avformat_open_input(&context, range.address, nil, &options)
        case .memory:
            av_dict_set(&options, "protocol_whitelist", "", 0)
            return avformat_open_input(&context, nil, nil, &options)
        }
    }

    /// Refuses frames and packets that the file's tables announce as larger than the limits.
    private static func checkSizes(_ context: UnsafeMutablePointer<AVFormatContext>, _ watch: Watch) throws {
        for index in 0..<Int(context.pointee.nb_streams) {
            guard let stream = context.pointee.streams[index], let parameters = stream.pointee.codecpar,
                parameters.pointee.codec_type == AVMEDIA_TYPE_VIDEO
            else { continue }
            try watch.checkSize(width: Int(parameters.pointee.width), height: Int(parameters.pointee.height))
            for entry in 0..<avformat_index_get_entries_count(stream) {
                guard let found = avformat_index_get_entry(stream, entry) else { continue }
                try watch.checkPacket(Int(found.pointee.size))
            }
        }
    }

    /// Whether there is one video stream, of H.264 in a container that keeps the decoder's configuration in its header.
    private static func headerSuffices(_ context: UnsafeMutablePointer<AVFormatContext>) -> Bool {
        let format = String(cString: context.pointee.iformat.pointee.name)
        guard format.hasPrefix("mov,") || format.hasPrefix("matroska,") else { return false }
        var videos: [AVCodecParameters] = []
        for index in 0..<Int(context.pointee.nb_streams) {
            guard let stream = context.pointee.streams[index]?.pointee, let parameters = stream.codecpar?.pointee else {
                return false
            }
            guard parameters.codec_type == AVMEDIA_TYPE_VIDEO else { continue }
            if stream.disposition & AV_DISPOSITION_ATTACHED_PIC != 0 { return false }
            videos.append(parameters)
        }
        guard videos.count == 1, let video = videos.first, video.codec_id == AV_CODEC_ID_H264 else { return false }
        return video.width > 0 && video.height > 0 && video.extradata_size > 7 && video.extradata[0] == 1
    }

    /// The common mistakes, in better words than the decoder's.
    static func checkReadable(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw InputError(file: path, "no such file", remedy: "check the path")
        }
        guard !isFolder.boolValue else {
            throw InputError(file: path, "is a folder", remedy: "name a file")
        }
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw InputError(file: path, "may not be read", remedy: "check its permissions")
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard (attributes?[.size] as? NSNumber)?.intValue != 0 else {
            throw InputError(file: path, "the file is empty", remedy: "fetch it again")
        }
    }

    /// The container format's short name: `matroska,webm`.
    var format: String { context.map { String(cString: $0.pointee.iformat.pointee.name) } ?? "" }

    /// The file's duration in seconds, nil when nothing says it.
    var duration: Double? {
        guard let length = context?.pointee.duration, length != FFmpeg.noTime, length > 0 else { return nil }
        return Double(length) / Double(AV_TIME_BASE)
    }

    /// Frames a second as FFmpeg estimates them, nil when nothing says it. Needs full probing.
    var frameRate: Double? {
        let rate = av_q2d(av_guess_frame_rate(context, stream, nil))
        return rate > 0 && rate.isFinite ? rate : nil
    }

    /// Gives the video's packets to `body`, one at a time, valid only during the call, until it returns false.
    /// - Returns: Why the file ends before its end; nil when it is whole as far as can be told.
    /// - Throws: ``InputError`` beyond the limits; what `body` throws.
    func forEachPacket(_ body: (UnsafeMutablePointer<AVPacket>) throws -> Bool) throws -> String? {
        while true {
            let code = av_read_frame(context, packet)
            try watch.checkTime()
            guard code >= 0 else {
                if code != FFmpeg.endOfFile { return FFmpeg.message(code) }
                return lastPacketIsCut || Matroska.isCutOff(path, source) ? "the file is cut off" : nil
            }
            defer { av_packet_unref(packet) }
            guard packet.pointee.stream_index == stream.pointee.index else { continue }
            // Some demuxers give packets without data, which a decoder would take for the end.
            guard packet.pointee.size > 0 else { continue }
            try watch.checkPacket(Int(packet.pointee.size))
            lastPacketIsCut = packet.pointee.flags & AV_PKT_FLAG_CORRUPT != 0
            guard try body(packet) else { return nil }
        }
    }
}
