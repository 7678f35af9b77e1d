extension StillImage {
    /// The picture turned as an EXIF orientation asks: 1 to 8, where 1 and any other number leave it alone.
    func turned(_ orientation: Int) -> StillImage {
        guard (2...8).contains(orientation) else { return self }
        let (width, height) = orientation > 4 ? (colour.height, colour.width) : (colour.width, colour.height)
        let pixels = turned(colour.pixels, channels: 3, orientation, width: width, height: height)
        return StillImage(
            RGBImage(width: width, height: height, pixels: pixels),
            alpha: alpha.map { turned($0, channels: 1, orientation, width: width, height: height) },
            isIndexed: isIndexed)
    }

    private func turned(_ values: [UInt8], channels: Int, _ orientation: Int, width: Int, height: Int) -> [UInt8] {
        // Whether columns run backwards, and rows, in the picture before.
        let (mirrors, flips) = ([2, 3, 7, 8].contains(orientation), [3, 4, 6, 7].contains(orientation))
        var (stepX, stepY) = (orientation > 4 ? colour.width : 1, orientation > 4 ? 1 : colour.width)
        var start = 0
        let (backX, backY) = orientation > 4 ? (flips, mirrors) : (mirrors, flips)
        if backX { (start, stepX) = (start + (width - 1) * stepX, -stepX) }
        if backY { (start, stepY) = (start + (height - 1) * stepY, -stepY) }
        return [UInt8](unsafeUninitializedCapacity: values.count) { target, count in
            for y in 0..<height {
                for x in 0..<width {
                    let from = (start + y * stepY + x * stepX) * channels
                    for channel in 0..<channels { target[count + channel] = values[from + channel] }
                    count += channels
                }
            }
        }
    }
}
