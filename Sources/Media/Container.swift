import CFFmpeg
import Documents
import Foundation

/// An opened media file, positioned on its best video stream. It hands out that stream's packets in the file's order.
final class Container {
    /// What complaints call it.
    let path: String
    private let range: FileRange?
    let stream: UnsafeMutablePointer<AVStream>
    let decoder: UnsafePointer<AVCodec>
    private var context: UnsafeMutablePointer<AVFormatContext>?
    private let packet: UnsafeMutablePointer<AVPacket>
    private var lastPacketIsCut = false

    /// Formats that are no video: text drawn as pictures, and lists that point at other files or hosts.
    private static let refused: Set<String> = [
        "tty", "hls", "dash", "concat", "bin", "xbin", "adf", "idf", "sdp", "rtsp",
    ]

    /// - Parameter range: where its bytes are, when they are a part of another file.
    /// - Throws: ``InputError`` for a file that is missing, empty, no media, or without video.
    init(path: String, range: FileRange? = nil) throws {
        FFmpeg.silence
        self.path = path
        self.range = range
        try Container.checkReadable(range?.path ?? path)
        var opened = avformat_alloc_context()
        // `file:` keeps a name with a colon from being taken for a protocol; the whitelist keeps a hostile file from
        // opening anything else.
        let code = Container.open(&opened, path, range)
        guard code >= 0, let opened, let allocated = av_packet_alloc() else {
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
            _ = avformat_find_stream_info(opened, nil)
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
        _ context: inout UnsafeMutablePointer<AVFormatContext>?, _ path: String, _ range: FileRange?
    ) -> Int32 {
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        av_dict_set(&options, "protocol_whitelist", range == nil ? "file" : "file,subfile", 0)
        return avformat_open_input(&context, range?.address ?? "file:" + path, nil, &options)
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

    /// Gives the video's packets to `body`, one at a time, valid only during the call.
    /// - Returns: Why the file ends before its end; nil when it is whole as far as can be told.
    /// - Throws: What `body` throws.
    func forEachPacket(_ body: (UnsafeMutablePointer<AVPacket>) throws -> Void) throws -> String? {
        while true {
            let code = av_read_frame(context, packet)
            guard code >= 0 else {
                if code != FFmpeg.endOfFile { return FFmpeg.message(code) }
                return lastPacketIsCut || Matroska.isCutOff(path, range) ? "the file is cut off" : nil
            }
            defer { av_packet_unref(packet) }
            guard packet.pointee.stream_index == stream.pointee.index else { continue }
            // Some demuxers give packets without data, which a decoder would take for the end.
            guard packet.pointee.size > 0 else { continue }
            lastPacketIsCut = packet.pointee.flags & AV_PKT_FLAG_CORRUPT != 0
            try body(packet)
        }
    }
}
