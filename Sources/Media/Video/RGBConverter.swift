import CFFmpeg
import Documents

/// Turns decoded frames into packed RGB. It keeps the scaler's tables from frame to frame, so it belongs to one thread.
final class RGBConverter {
    /// What the scaler's tables depend on.
    private struct Kind: Equatable {
        var width, height, format: Int32
        var matrix: AVColorSpace
        var fullRange: Bool
    }

    private var kind: Kind?
    private var scaler: OpaquePointer?
    private let flags: Int32

    /// - Parameter isExact: whether chroma is placed and rounded with care, as image libraries do it, and not by the
    ///   scaler's own defaults.
    init(isExact: Bool = false) {
        flags = isExact ? SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT : SWS_BICUBIC
    }

    deinit { sws_freeContext(scaler) }

    /// The frame as RGB, upright as the file asks.
    ///
    /// YCbCr is converted with the frame's own matrix and range; where the file names no matrix, BT.601 is meant, as
    /// FFmpeg has it. For videos the scaler's own defaults hold, as in PyAV, torchcodec and OpenCV, so that features are
    /// those that come by way of them. Grey, palette and RGB are taken value by value, alpha dropped.
    /// - Throws: ``InputError`` for a pixel format that cannot be converted; the caller adds the file.
    func callAsFunction(_ picture: Picture) throws -> RGBImage {
        let image = try PlainPixels.image(picture) ?? scaled(picture)
        return picture.orientation?(image) ?? image
    }

    private func scaled(_ picture: Picture) throws -> RGBImage {
        let frame = picture.frame.pointee
        let format = AVPixelFormat(frame.format)
        let full = frame.color_range == AVCOL_RANGE_JPEG || RGBConverter.fullRangeFormats.contains(format.rawValue)
        try prepare(
            Kind(
                width: frame.width, height: frame.height, format: frame.format, matrix: frame.colorspace,
                fullRange: full), format)

        // Some of the scaler's loops write whole blocks of pixels, beyond the end of a row that they do not divide.
        if frame.width % 32 == 0 { return try direct(picture) }
        var target = av_frame_alloc()
        defer { av_frame_free(&target) }
        guard let target else { throw OutOfMemory() }
        target.pointee.width = frame.width
        target.pointee.height = frame.height
        target.pointee.format = AV_PIX_FMT_RGB24.rawValue
        guard av_frame_get_buffer(target, 0) >= 0, sws_scale_frame(scaler, target, picture.frame) >= 0 else {
            throw OutOfMemory()
        }
        guard let image = try PlainPixels.image(Picture(frame: target)) else { throw OutOfMemory() }
        return image
    }

    /// Converts straight into the picture's own memory.
    private func direct(_ picture: Picture) throws -> RGBImage {
        let (width, height) = (Int(picture.frame.pointee.width), Int(picture.frame.pointee.height))
        guard width > 0, height > 0, width <= mostPixels / height else { throw OutOfMemory() }
        let size = width * height * 3
        // With room for a last block that goes beyond the end.
        let pixels = [UInt8](unsafeUninitializedCapacity: size + 96) { target, count in
            var rows: [UnsafeMutablePointer<UInt8>?] = [target.baseAddress, nil, nil, nil]
            let stride = [Int32(width * 3), 0, 0, 0]
            let written = picture.withPlanes { planes, strides in
                sws_scale(scaler, planes, strides, 0, Int32(height), &rows, stride)
            }
            count = written == height ? size : 0
        }
        guard pixels.count == size else { throw OutOfMemory() }
        return RGBImage(width: width, height: height, pixels: pixels)
    }

    private func prepare(_ new: Kind, _ format: AVPixelFormat) throws {
        if kind == new { return }
        kind = nil
        sws_freeContext(scaler)
        scaler = sws_getContext(
            new.width, new.height, format, new.width, new.height, AV_PIX_FMT_RGB24,
            flags, nil, nil, nil)
        let matrix = sws_getCoefficients(RGBConverter.coefficients(new.matrix))
        guard scaler != nil,
            sws_setColorspaceDetails(
                scaler, matrix, new.fullRange ? 1 : 0, sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, 1 << 16, 1 << 16) >= 0
        else {
            let name = av_get_pix_fmt_name(format).map { String(cString: $0) } ?? "\(format.rawValue)"
            throw InputError("frames in pixel format \(name) cannot be converted to RGB", remedy: "convert the file")
        }
        kind = new
    }

    /// libswscale's number for a matrix.
    private static func coefficients(_ matrix: AVColorSpace) -> Int32 {
        switch matrix {
        case AVCOL_SPC_BT709: SWS_CS_ITU709
        case AVCOL_SPC_FCC: SWS_CS_FCC
        case AVCOL_SPC_SMPTE240M: SWS_CS_SMPTE240M
        case AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL: SWS_CS_BT2020
        default: SWS_CS_ITU601
        }
    }

    /// The old formats that say by their name that they use the full range.
    private static let fullRangeFormats: Set<Int32> = Set(
        [
            AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUVJ444P, AV_PIX_FMT_YUVJ440P, AV_PIX_FMT_YUVJ411P,
        ].map(\.rawValue))
}
