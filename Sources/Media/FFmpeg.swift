import CFFmpeg
import Foundation

/// What FFmpeg's headers define by macros that Swift does not see, and settings for the whole process.
enum FFmpeg {
    /// AVERROR_EOF.
    static let endOfFile: Int32 = tag("EOF ")
    /// AVERROR(EAGAIN): more input is needed first.
    static let again: Int32 = -EAGAIN
    /// AV_NOPTS_VALUE.
    static let noTime = Int64.min

    /// Silences FFmpeg, once: what matters comes back as errors, and several files may be open at a time. A single piece of
    /// memory that it asks for stays under a gibibyte, so that a table of a hostile file cannot claim more.
    static let silence: Void = {
        av_log_set_level(AV_LOG_QUIET)
        av_max_alloc(1 << 30)
        #if os(Linux)
            // Frames come and go by the megabyte. Given back to the kernel each time, they cost a tenth of the decoding of
            // a short clip in page faults.
            mallopt(M_MMAP_THRESHOLD, 32 << 20)
            mallopt(M_TRIM_THRESHOLD, 128 << 20)
        #endif
    }()

    /// FFmpeg's own words for an error code.
    static func message(_ code: Int32) -> String {
        var text = [CChar](repeating: 0, count: 128)
        av_strerror(code, &text, text.count)
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func tag(_ text: String) -> Int32 {
        -text.utf8.reversed().reduce(0) { $0 << 8 | Int32($1) }
    }
}
