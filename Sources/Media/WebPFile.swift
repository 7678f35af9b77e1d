import CWebP
import Documents

/// WebP images, lossy and lossless; of an animation the first frame.
enum WebPFile {
    /// - Throws: ``InputError`` without a file.
    static func decode(_ bytes: [UInt8]) throws -> StillImage {
        var features = WebPBitstreamFeatures()
        guard WebPGetFeatures(bytes, bytes.count, &features) == VP8_STATUS_OK else {
            throw ImageFile.broken("its WebP header cannot be read")
        }
        let (width, height) = (Int(features.width), Int(features.height))
        try ImageFile.check(width: width, height: height)
        let hasAlpha = features.has_alpha != 0
        if features.has_animation != 0 {
            return StillImage(width: width, height: height, rgba: try firstFrame(bytes), keepsAlpha: hasAlpha)
        }
        let channels = hasAlpha ? 4 : 3
        var isDecoded = false
        let values = [UInt8](unsafeUninitializedCapacity: width * height * channels) { target, count in
            target.initialize(repeating: 0)
            count = width * height * channels
            let decode = hasAlpha ? WebPDecodeRGBAInto : WebPDecodeRGBInto
            isDecoded = decode(bytes, bytes.count, target.baseAddress, count, Int32(width * channels)) != nil
        }
        guard isDecoded else { throw ImageFile.broken("its WebP data cannot be decoded") }
        return hasAlpha
            ? StillImage(width: width, height: height, rgba: values, keepsAlpha: true)
            : StillImage(RGBImage(width: width, height: height, pixels: values))
    }

    /// The first frame of an animation on its canvas: red, green, blue and opacity.
    private static func firstFrame(_ bytes: [UInt8]) throws -> [UInt8] {
        try bytes.withUnsafeBufferPointer { bytes in
            var data = WebPData(bytes: bytes.baseAddress, size: bytes.count)
            var options = WebPAnimDecoderOptions()
            guard WebPAnimDecoderOptionsInitInternal(&options, WEBP_DEMUX_ABI_VERSION) != 0 else { throw OutOfMemory() }
            options.use_threads = 0
            guard let decoder = WebPAnimDecoderNewInternal(&data, &options, WEBP_DEMUX_ABI_VERSION) else {
                throw ImageFile.broken("its WebP animation cannot be read")
            }
            defer { WebPAnimDecoderDelete(decoder) }
            var info = WebPAnimInfo()
            var frame: UnsafeMutablePointer<UInt8>?
            var time: Int32 = 0
            guard WebPAnimDecoderGetInfo(decoder, &info) != 0, WebPAnimDecoderGetNext(decoder, &frame, &time) != 0,
                let frame
            else { throw ImageFile.broken("its WebP animation has no first frame") }
            return Array(UnsafeBufferPointer(start: frame, count: Int(info.canvas_width) * Int(info.canvas_height) * 4))
        }
    }
}

extension StillImage {
    /// A picture of red, green, blue and opacity, packed.
    /// - Parameter keepsAlpha: whether the opacity counts.
    init(width: Int, height: Int, rgba: [UInt8], keepsAlpha: Bool) {
        let area = width * height
        precondition(rgba.count == area * 4, "pixels fill the picture")
        let pixels = [UInt8](unsafeUninitializedCapacity: area * 3) { target, count in
            rgba.withUnsafeBufferPointer { source in
                for index in 0..<area {
                    target[3 * index] = source[4 * index]
                    target[3 * index + 1] = source[4 * index + 1]
                    target[3 * index + 2] = source[4 * index + 2]
                }
            }
            count = area * 3
        }
        let alpha = [UInt8](unsafeUninitializedCapacity: keepsAlpha ? area : 0) { target, count in
            count = target.isEmpty ? 0 : area
            for index in 0..<count { target[index] = rgba[4 * index + 3] }
        }
        self.init(RGBImage(width: width, height: height, pixels: pixels), alpha: keepsAlpha ? alpha : nil)
    }
}
