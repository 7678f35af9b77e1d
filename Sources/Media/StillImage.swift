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

    /// The colours at another size, as Pillow's `resize` with `BICUBIC` gives them: palette pictures are never blended but
    /// take their nearest pixel, and transparent ones are blended by their opacity.
    /// - Parameters: width, height: pixels, at least 1.
    public func resized(width: Int, height: Int) -> RGBImage {
        if (width, height) == (colour.width, colour.height) { return colour }
        if isIndexed { return colour.nearest(width: width, height: height) }
        guard let alpha else { return colour.resized(width: width, height: height) }

        var (colours, opacity) = (colour.pixels, [UInt8](repeating: 0, count: colour.pixels.count))
        for index in colours.indices {
            opacity[index] = alpha[index / 3]
            let product = Int(colours[index]) * Int(opacity[index]) + 128
            colours[index] = UInt8(truncatingIfNeeded: ((product >> 8) + product) >> 8)
        }
        let size = (colour.width, colour.height)
        var pixels = RGBImage(width: size.0, height: size.1, pixels: colours).resized(width: width, height: height)
            .pixels
        opacity = RGBImage(width: size.0, height: size.1, pixels: opacity).resized(width: width, height: height).pixels
        for index in pixels.indices where opacity[index] != 0 && opacity[index] != 255 {
            pixels[index] = UInt8(clamping: 255 * Int(pixels[index]) / Int(opacity[index]))
        }
        return RGBImage(width: width, height: height, pixels: pixels)
    }
}

extension RGBImage {
    /// The picture at another size by its nearest pixels, as Pillow's `NEAREST` picks them.
    /// - Parameters: width, height: pixels, at least 1.
    func nearest(width: Int, height: Int) -> RGBImage {
        // Pillow adds the step up instead of multiplying, and the sum's rounding decides ties.
        func positions(_ input: Int, _ output: Int) -> [Int] {
            let step = Double(input) / Double(output)
            var position = step * 0.5
            return (0..<output).map { _ in
                defer { position += step }
                return min(input - 1, Int(position))
            }
        }
        let columns = positions(self.width, width)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * 3)
        for y in positions(self.height, height) {
            for x in columns { pixels.append(contentsOf: self.pixels[((y * self.width + x) * 3)...].prefix(3)) }
        }
        return RGBImage(width: width, height: height, pixels: pixels)
    }
}
