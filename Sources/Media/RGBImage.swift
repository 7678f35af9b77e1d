/// A picture of 8-bit red, green and blue, packed, row by row from the top left.
public struct RGBImage: Sendable, Hashable {
    /// Pixels in a row.
    public let width: Int
    /// Rows.
    public let height: Int
    /// `width * height * 3` values.
    public private(set) var pixels: [UInt8]

    /// - Parameter pixels: `width * height * 3` values.
    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width >= 0 && height >= 0 && pixels.count == width * height * 3, "pixels do not fill the picture")
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// A picture of one colour.
    public init(width: Int, height: Int, red: UInt8, green: UInt8, blue: UInt8) {
        var pixels = [UInt8](repeating: red, count: width * height * 3)
        if green != red || blue != red {
            for start in stride(from: 0, to: pixels.count, by: 3) {
                pixels[start + 1] = green
                pixels[start + 2] = blue
            }
        }
        self.init(width: width, height: height, pixels: pixels)
    }

    /// The red, green and blue of a pixel.
    public subscript(x x: Int, y y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
        let start = (y * width + x) * 3
        return (pixels[start], pixels[start + 1], pixels[start + 2])
    }

    /// Copies another picture into this one with its top left corner at (x, y); what falls outside is cut off.
    public mutating func paste(_ other: RGBImage, x: Int, y: Int) {
        let columns = max(0, -x)..<max(max(0, -x), min(other.width, width - x))
        for row in max(0, -y)..<max(max(0, -y), min(other.height, height - y)) where !columns.isEmpty {
            let source = (row * other.width + columns.lowerBound) * 3
            let target = ((row + y) * width + columns.lowerBound + x) * 3
            let length = columns.count * 3
            pixels.replaceSubrange(target..<target + length, with: other.pixels[source..<source + length])
        }
    }

    /// The picture at another size, by Pillow's `resize` with `BICUBIC`, bit for bit.
    /// - Parameters: width, height: pixels, at least 1.
    public func resized(width: Int, height: Int) -> RGBImage {
        resized(width: width, height: height, keeping: PixelWindow(columns: 0..<width, rows: 0..<height))
    }

    /// A part of the picture at another size.
    /// - Parameter kept: the part, inside `width` by `height` and not empty.
    func resized(width: Int, height: Int, keeping kept: PixelWindow, _ filter: ResamplingFilter = .bicubic) -> RGBImage
    {
        precondition(width > 0 && height > 0, "a picture needs a size")
        guard self.width > 0, self.height > 0 else {
            return RGBImage(width: kept.columns.count, height: kept.rows.count, red: 0, green: 0, blue: 0)
        }
        if (width, height) == (self.width, self.height) {
            return cropped(
                x: kept.columns.lowerBound, y: kept.rows.lowerBound, width: kept.columns.count, height: kept.rows.count)
        }
        let resampler = Resampler(from: (self.width, self.height), to: (width, height), keeping: kept, filter)
        return RGBImage(width: kept.columns.count, height: kept.rows.count, pixels: resampler(pixels, channels: 3))
    }

    /// The part of `width` by `height` whose top left corner is at (x, y); black where it reaches outside.
    public func cropped(x: Int, y: Int, width: Int, height: Int) -> RGBImage {
        var part = RGBImage(width: width, height: height, red: 0, green: 0, blue: 0)
        part.paste(self, x: -x, y: -y)
        return part
    }
}

/// The most pixels that a picture may claim to have. A header of a few bytes can claim gigabytes; Pillow draws the line here.
let mostPixels = 178_956_970
