/// A still image with what its file keeps beside the colours, because that decides how Pillow resizes it: the published
/// CLIP transform resizes a picture in its own mode, and turns it into RGB afterwards.
public struct StillImage: Sendable, Hashable {
    /// The colours, alpha dropped and not blended: Pillow's `convert("RGB")`.
    public let colour: RGBImage
    /// The opacity of each pixel, 0 to 255, nil where the file has none.
    public let alpha: [UInt8]?
    /// Whether the file keeps its colours in a palette.
    public let isIndexed: Bool

    /// - Parameter alpha: `width * height` values.
    public init(_ colour: RGBImage, alpha: [UInt8]? = nil, isIndexed: Bool = false) {
        precondition((alpha?.count ?? colour.width * colour.height) == colour.width * colour.height, "alpha fits")
        (self.colour, self.alpha, self.isIndexed) = (colour, alpha, isIndexed)
    }

    /// The colours at another size, as Pillow's `resize` gives them: palette pictures are never blended but
    /// take their nearest pixel, and transparent ones are blended by their opacity.
    /// - Parameters: width, height: pixels, at least 1.
    public func resized(width: Int, height: Int) -> RGBImage {
        resized(width: width, height: height, keeping: PixelWindow(columns: 0..<width, rows: 0..<height))
    }

    /// A part of the colours at another size.
    /// - Parameter kept: the part, inside `width` by `height` and not empty.
    func resized(width: Int, height: Int, keeping kept: PixelWindow, _ filter: ResamplingFilter = .bicubic) -> RGBImage
    {
        let isSame = (width, height) == (colour.width, colour.height)
        guard !isSame, colour.width > 0, colour.height > 0, isIndexed || alpha != nil else {
            return colour.resized(width: width, height: height, keeping: kept, filter)
        }
        if isIndexed { return colour.nearest(width: width, height: height, keeping: kept) }
        let resampler = Resampler(from: (colour.width, colour.height), to: (width, height), keeping: kept, filter)
        let pixels = Self.divided(resampler(multiplied(), channels: 4))
        return RGBImage(width: kept.columns.count, height: kept.rows.count, pixels: pixels)
    }

    /// Red, green and blue times the opacity, and the opacity: what Pillow calls RGBa.
    private func multiplied() -> [UInt8] {
        guard let alpha else { return [] }
        return [UInt8](unsafeUninitializedCapacity: alpha.count * 4) { target, count in
            colour.pixels.withUnsafeBufferPointer { colours in
                for (index, opacity) in alpha.enumerated() {
                    for channel in 0..<3 {
                        let product = Int32(colours[3 * index + channel]) * Int32(opacity) + 128
                        target[4 * index + channel] = UInt8(truncatingIfNeeded: ((product >> 8) + product) >> 8)
                    }
                    target[4 * index + 3] = opacity
                }
            }
            count = alpha.count * 4
        }
    }

    /// Colours of which the opacity is taken out again.
    private static func divided(_ values: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: values.count / 4 * 3) { target, count in
            for index in 0..<values.count / 4 {
                let opacity = Int32(values[4 * index + 3])
                for channel in 0..<3 {
                    let value = values[4 * index + channel]
                    let isPlain = opacity == 0 || opacity == 255
                    target[3 * index + channel] = isPlain ? value : UInt8(clamping: 255 * Int32(value) / opacity)
                }
            }
            count = values.count / 4 * 3
        }
    }
}

extension RGBImage {
    /// A part of the picture at another size by its nearest pixels, as Pillow's `NEAREST` picks them.
    /// - Parameters: width, height: pixels, at least 1; kept: the part, inside them.
    func nearest(width: Int, height: Int, keeping kept: PixelWindow) -> RGBImage {
        // Pillow adds the step up instead of multiplying, and the sum's rounding decides ties.
        func positions(_ input: Int, _ output: Int, _ kept: Range<Int>) -> ArraySlice<Int> {
            let step = Double(input) / Double(output)
            var position = step * 0.5
            return (0..<output).map { _ in
                defer { position += step }
                return min(input - 1, Int(position))
            }[kept]
        }
        let columns = positions(self.width, width, kept.columns)
        let (size, step) = (kept.columns.count * kept.rows.count * 3, self.width * 3)
        let pixels = [UInt8](unsafeUninitializedCapacity: size) { target, count in
            for y in positions(self.height, height, kept.rows) {
                for x in columns {
                    for channel in 0..<3 { target[count + channel] = self.pixels[y * step + 3 * x + channel] }
                    count += 3
                }
            }
        }
        return RGBImage(width: kept.columns.count, height: kept.rows.count, pixels: pixels)
    }
}
