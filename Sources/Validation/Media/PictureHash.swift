import Media

/// What a picture looks like, in 128 bits: whether each of 8 by 8 areas is darker than its neighbour to the right, and than the
/// one below. Other sizes, encodings and brightnesses of a picture change few of them.
struct PictureHash: Sendable, Hashable {
    let rows: UInt64
    let columns: UInt64

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
        var (rows, columns): (UInt64, UInt64) = (0, 0)
        for y in 0..<8 {
            for x in 0..<8 {
                rows = rows << 1 | (greys[9 * y + x] < greys[9 * y + x + 1] ? 1 : 0)
                columns = columns << 1 | (greys[9 * y + x] < greys[9 * (y + 1) + x] ? 1 : 0)
            }
        }
        (self.rows, self.columns) = (rows, columns)
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

    func distance(to other: PictureHash) -> Int {
        (rows ^ other.rows).nonzeroBitCount + (columns ^ other.columns).nonzeroBitCount
    }

    /// Eleven parts. Two hashes that differ in ten bits or fewer have one in common.
    var parts: [UInt64] {
        (0..<11).map { part in
            let start = part * 128 / 11
            let end = (part + 1) * 128 / 11
            return (UInt64(part) << 32) | bits(start..<end)
        }
    }

    private func bits(_ range: Range<Int>) -> UInt64 {
        range.reduce(0) { $0 << 1 | (($1 < 64 ? rows >> UInt64($1) : columns >> UInt64($1 - 64)) & 1) }
    }
}
