import Media

/// What a picture looks like, in 128 bits: whether each of 8 by 8 areas is darker than its neighbour to the right, and than the
/// one below. Other sizes, encodings and brightnesses of a picture change few of them, but for those of plain areas, which are
/// marked as unsure.
struct PictureHash: Sendable, Hashable {
    private let bits: SIMD2<UInt64>
    private let sure: SIMD2<UInt64>

    /// The standard deviation of the greys, 0 to 255: of a plain picture the bits are chance.
    let contrast: Float
    /// The darkest and the brightest grey's distance.
    let range: Float

    init(_ image: RGBImage) {
        let small = StillImage(image).resized(width: 9, height: 9)
        var greys = [Float](repeating: 0, count: 81)
        for y in 0..<9 {
            for x in 0..<9 {
                let (red, green, blue) = small[x: x, y: y]
                greys[9 * y + x] = 0.299 * Float(red) + 0.587 * Float(green) + 0.114 * Float(blue)
            }
        }
        var (bits, sure) = (SIMD2<UInt64>(0, 0), SIMD2<UInt64>(0, 0))
        for y in 0..<8 {
            for x in 0..<8 {
                let here = greys[9 * y + x]
                let steps = SIMD2(greys[9 * y + x + 1] - here, greys[9 * (y + 1) + x] - here)
                for side in 0..<2 {
                    bits[side] = bits[side] << 1 | (steps[side] > 0 ? 1 : 0)
                    sure[side] = sure[side] << 1 | (abs(steps[side]) >= PictureHash.least ? 1 : 0)
                }
            }
        }
        (self.bits, self.sure) = (bits, sure)
        let mean = greys.reduce(0, +) / 81
        contrast = (greys.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 81).squareRoot()
        range = PictureHash.range(of: image)
    }

    /// Of the picture's own pixels, as the resized ones' would hide a small dot.
    private static func range(of image: RGBImage) -> Float {
        guard image.width > 0, image.height > 0 else { return 0 }
        var (low, high) = ([UInt8](repeating: 255, count: 3), [UInt8](repeating: 0, count: 3))
        for (place, value) in image.pixels.enumerated() {
            low[place % 3] = min(low[place % 3], value)
            high[place % 3] = max(high[place % 3], value)
        }
        return zip(low, high).map { Float($1) - Float($0) }.max() ?? 0
    }

    /// The bits of 128 in which two pictures differ, as far as both are sure of them; nil where that is of too few.
    func distance(to other: PictureHash) -> Int? {
        let both = sure & other.sure
        let count = both[0].nonzeroBitCount + both[1].nonzeroBitCount
        guard count >= PictureHash.enough else { return nil }
        let differing = (bits ^ other.bits) & both
        return (differing[0].nonzeroBitCount + differing[1].nonzeroBitCount) * 128 / count
    }

    /// The least step of grey, of 255, that a bit is sure of.
    private static let least: Float = 2.5
    /// The least number of sure bits by which two pictures are compared.
    private static let enough = 40
}
