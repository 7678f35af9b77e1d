import CFFmpeg

/// Pictures that need no colour matrix: grey, palette, RGB, with or without alpha, in any layout and depth.
enum PlainPixels {
    /// The picture as packed 8-bit RGB, as Pillow's `convert("RGB")` gives it: alpha is dropped, not blended; of deeper
    /// values the high byte counts; shallower ones are spread over 0 to 255. Nil for YCbCr.
    static func image(_ picture: Picture) throws -> RGBImage? {
        let frame = picture.frame.pointee
        let format = AVPixelFormat(frame.format)
        guard let description = av_pix_fmt_desc_get(format) else { return nil }
        let (width, height) = (Int(frame.width), Int(frame.height))
        guard width > 0, height > 0, width <= mostPixels / height else { throw OutOfMemory() }
        let flags = description.pointee.flags
        let isPalette = flags & UInt64(AV_PIX_FMT_FLAG_PAL) != 0
        let isColour = flags & UInt64(AV_PIX_FMT_FLAG_RGB) != 0
        let isGrey = !isColour && description.pointee.nb_components <= 2
        let isFloat = flags & UInt64(AV_PIX_FMT_FLAG_FLOAT | AV_PIX_FMT_FLAG_BAYER | AV_PIX_FMT_FLAG_HWACCEL) != 0
        guard isPalette || isColour || isGrey, !isFloat else { return nil }

        let layout = Layout(description: description, isInverted: format == AV_PIX_FMT_MONOWHITE)
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { target, count in
            picture.withPlanes { planes, strides in
                for y in 0..<height {
                    let row = UnsafeMutableBufferPointer(rebasing: target[(y * width * 3)..<((y + 1) * width * 3)])
                    let start = planes[0].map { $0 + y * Int(strides[0]) }
                    if format == AV_PIX_FMT_RGB24, let start {
                        _ = row.update(fromContentsOf: UnsafeBufferPointer(start: start, count: width * 3))
                    } else if isPalette, let start, let palette = planes[1] {
                        look(up: start, in: UnsafeRawPointer(palette), row)
                    } else {
                        for channel in 0..<3 {
                            layout.read(isGrey ? 0 : channel, planes, strides, y: y, into: row, from: channel, step: 3)
                        }
                    }
                }
            }
            count = width * height * 3
        }
        return RGBImage(width: width, height: height, pixels: pixels)
    }

    /// The opacity of each pixel, 0 to 255; nil where the format has none of its own.
    static func alpha(_ picture: Picture) -> [UInt8]? {
        let frame = picture.frame.pointee
        guard let description = av_pix_fmt_desc_get(AVPixelFormat(frame.format)) else { return nil }
        let flags = description.pointee.flags
        guard flags & UInt64(AV_PIX_FMT_FLAG_ALPHA) != 0, flags & UInt64(AV_PIX_FMT_FLAG_PAL) == 0 else { return nil }
        let (width, height) = (Int(frame.width), Int(frame.height))
        let layout = Layout(description: description)
        return [UInt8](unsafeUninitializedCapacity: width * height) { target, count in
            picture.withPlanes { planes, strides in
                for y in 0..<height {
                    let row = UnsafeMutableBufferPointer(rebasing: target[(y * width)..<((y + 1) * width)])
                    let last = Int(description.pointee.nb_components) - 1
                    layout.read(last, planes, strides, y: y, into: row, from: 0, step: 1)
                }
            }
            count = width * height
        }
    }

    /// FFmpeg's palettes are 256 native 32-bit words of alpha, red, green, blue from the highest byte.
    private static func look(
        up source: UnsafePointer<UInt8>, in palette: UnsafeRawPointer, _ row: UnsafeMutableBufferPointer<UInt8>
    ) {
        for x in 0..<row.count / 3 {
            let colour = palette.load(fromByteOffset: 4 * Int(source[x]), as: UInt32.self)
            row[3 * x] = UInt8(truncatingIfNeeded: colour >> 16)
            row[3 * x + 1] = UInt8(truncatingIfNeeded: colour >> 8)
            row[3 * x + 2] = UInt8(truncatingIfNeeded: colour)
        }
    }
}

/// Where a pixel format keeps its values.
private struct Layout {
    let description: UnsafePointer<AVPixFmtDescriptor>
    /// Whether 0 is white.
    var isInverted = false

    /// Reads one component of one row, as 8-bit levels, into every `step`th place.
    func read(
        _ component: Int, _ planes: UnsafeMutablePointer<UnsafePointer<UInt8>?>, _ strides: UnsafePointer<Int32>,
        y: Int,
        into row: UnsafeMutableBufferPointer<UInt8>, from offset: Int, step: Int
    ) {
        let width = row.count / step
        let components = description.pointee.comp
        let depth = Int([components.0, components.1, components.2, components.3][component].depth)
        let most = 1 << depth - 1
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: width) { values in
            av_read_image_line2(
                values.baseAddress, planes, strides, description, 0, Int32(y), Int32(component), Int32(width), 0, 2)
            for x in 0..<width {
                let value = isInverted ? most - Int(values[x]) : Int(values[x])
                let level = depth >= 8 ? value >> (depth - 8) : value * 255 / most
                row[step * x + offset] = UInt8(truncatingIfNeeded: level)
            }
        }
    }
}
