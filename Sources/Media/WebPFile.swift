import CWebP
import Documents

/// Still WebP images, lossy and lossless.
enum WebPFile {
    /// - Throws: ``InputError`` without a file.
    static func decode(_ bytes: [UInt8]) throws -> StillImage {
        var features = WebPBitstreamFeatures()
        guard WebPGetFeatures(bytes, bytes.count, &features) == VP8_STATUS_OK else {
            throw ImageFile.broken("its WebP header cannot be read")
        }
        guard features.has_animation == 0 else {
            throw InputError("the image is an animated WebP", remedy: "convert it to a still image or a video")
        }
        let (width, height) = (Int(features.width), Int(features.height))
        try ImageFile.check(width: width, height: height)
        let channels = features.has_alpha == 0 ? 3 : 4
        var isDecoded = false
        let values = [UInt8](unsafeUninitializedCapacity: width * height * channels) { target, count in
            target.initialize(repeating: 0)
            count = width * height * channels
            let decode = channels == 3 ? WebPDecodeRGBInto : WebPDecodeRGBAInto
            isDecoded = decode(bytes, bytes.count, target.baseAddress, count, Int32(width * channels)) != nil
        }
        guard isDecoded else { throw ImageFile.broken("its WebP data cannot be decoded") }
        guard channels == 4 else { return StillImage(RGBImage(width: width, height: height, pixels: values)) }
        let starts = stride(from: 0, to: values.count, by: 4)
        return StillImage(
            RGBImage(width: width, height: height, pixels: starts.flatMap { values[$0..<$0 + 3] }),
            alpha: starts.map { values[$0 + 3] })
    }
}
