/// One of the eight ways to lay a picture down: where its columns and rows point on the screen.
struct Orientation: Hashable {
    // A pixel (x, y) is shown at (a x + c y, b x + d y), moved so that the picture starts at 0; each is -1, 0 or 1.
    private let a, b, c, d: Int

    /// Reads a display matrix as FFmpeg keeps it: nine 32-bit numbers, the upper left four of which turn.
    /// Nil for upright, and for a matrix that is none of the eight, which no player honours either.
    init?(displayMatrix bytes: UnsafeRawBufferPointer) {
        func direction(_ first: Int, _ second: Int) -> (Int, Int)? {
            let x = Double(bytes.loadUnaligned(fromByteOffset: 4 * first, as: Int32.self))
            let y = Double(bytes.loadUnaligned(fromByteOffset: 4 * second, as: Int32.self))
            let length = (x * x + y * y).squareRoot()
            guard length > 0 else { return nil }
            return (Int((x / length).rounded()), Int((y / length).rounded()))
        }
        guard let column = direction(0, 1), let row = direction(3, 4) else { return nil }
        (a, b) = column
        (c, d) = row
        let turns = abs(a) + abs(b) == 1 && abs(c) + abs(d) == 1 && a * d - b * c != 0
        guard turns, (a, b, c, d) != (1, 0, 0, 1) else { return nil }
    }

    /// The picture as it is to be shown.
    func callAsFunction(_ image: RGBImage) -> RGBImage {
        let (w, h) = (image.width, image.height)
        let (width, height) = a == 0 ? (h, w) : (w, h)
        let left = (a < 0 ? w - 1 : 0) + (c < 0 ? h - 1 : 0)
        let top = (b < 0 ? w - 1 : 0) + (d < 0 ? h - 1 : 0)
        let pixels = [UInt8](unsafeUninitializedCapacity: image.pixels.count) { target, count in
            image.pixels.withUnsafeBufferPointer { source in
                for y in 0..<h {
                    for x in 0..<w {
                        let to = ((b * x + d * y + top) * width + a * x + c * y + left) * 3
                        let from = (y * w + x) * 3
                        target[to] = source[from]
                        target[to + 1] = source[from + 1]
                        target[to + 2] = source[from + 2]
                    }
                }
            }
            count = image.pixels.count
        }
        return RGBImage(width: width, height: height, pixels: pixels)
    }
}
