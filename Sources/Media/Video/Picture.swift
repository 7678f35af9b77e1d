import CFFmpeg
import Crypto
import Documents

/// A decoded frame while the decoder lends it.
struct Picture {
    let frame: UnsafeMutablePointer<AVFrame>
    /// Position in display order, from 0.
    let index: Int
    /// The number of the packet that it came in, from 0; below 0 where that is not known.
    let packet: Int
    private let stream: UnsafeMutablePointer<AVStream>?

    /// - Parameter stream: Where a display matrix may stand; nil for a still image.
    init(
        frame: UnsafeMutablePointer<AVFrame>, index: Int = 0, time: Double = 0,
        packet: Int = -1, stream: UnsafeMutablePointer<AVStream>? = nil
    ) {
        self.frame = frame
        self.index = index
        self.packet = packet
        self.time = time
        self.stream = stream
    }

    /// When it is shown, in seconds on the stream's own clock.
    let time: Double

    /// The same at another place in display order.
    func placed(at index: Int) -> Picture {
        Picture(frame: frame, index: index, time: time, packet: packet, stream: stream)
    }

    /// How the file wants its frames turned; nil for upright.
    var orientation: Orientation? {
        if let side = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX), side.pointee.size >= 36 {
            return Orientation(displayMatrix: UnsafeRawBufferPointer(start: side.pointee.data, count: 36))
        }
        var size = 0
        guard let stream, let matrix = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size), size >= 36
        else { return nil }
        return Orientation(displayMatrix: UnsafeRawBufferPointer(start: matrix, count: 36))
    }

    /// The MD5 of the planes, tightly packed, in the decoder's pixel format: 32 hexadecimal digits.
    func md5() throws -> String {
        let (width, height) = (frame.pointee.width, frame.pointee.height)
        let format = AVPixelFormat(frame.pointee.format)
        let size = av_image_get_buffer_size(format, width, height, 1)
        guard size > 0 else { throw OutOfMemory() }
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
            let written = withPlanes { planes, strides in
                av_image_copy_to_buffer(buffer.baseAddress, size, planes, strides, format, width, height, 1)
            }
            count = max(0, Int(written))
        }
        return Insecure.MD5.hash(data: bytes).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// Gives the planes' addresses and strides as FFmpeg's functions take them.
    func withPlanes<R>(
        _ body: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, UnsafePointer<Int32>) throws -> R
    ) rethrows -> R {
        try withUnsafeMutablePointer(to: &frame.pointee.data) { planes in
            try withUnsafePointer(to: &frame.pointee.linesize) { strides in
                try planes.withMemoryRebound(to: UnsafePointer<UInt8>?.self, capacity: 8) { planes in
                    try strides.withMemoryRebound(to: Int32.self, capacity: 8) { try body(planes, $0) }
                }
            }
        }
    }
}
