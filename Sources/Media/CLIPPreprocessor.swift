import Documents

/// The published CLIP transform, as torchvision has it on PIL images: resize the shorter side (bicubic, antialiased), crop
/// the centre, scale to 0 to 1, take off the mean, divide by the deviation.
public struct CLIPPreprocessor: Sendable, Hashable {
    /// The length that the shorter side is resized to; nil where the folder says not to resize.
    public let shortestEdge: Int?
    /// The width and height of the crop, and so of the output.
    public let size: Int
    /// The value of each of the 256 levels in each channel: [3, 256].
    private let levels: [Float]

    /// The mean of red, green and blue that CLIP was trained with.
    public static let mean: [Float] = [0.48145466, 0.4578275, 0.40821073]
    /// The deviation of red, green and blue that CLIP was trained with.
    public static let deviation: [Float] = [0.26862954, 0.26130258, 0.27577711]

    /// - Parameters:
    ///   - size: The shorter side after resizing, and the side of the crop.
    ///   - mean: Red, green, blue, of values from 0 to 1.
    ///   - std: The same, none of them 0.
    public init(size: Int, mean: [Float] = mean, std: [Float] = deviation) {
        self.init(shortestEdge: size, crop: size, scale: true, mean: mean, std: std)
    }

    init(shortestEdge: Int?, crop: Int, scale: Bool, mean: [Float], std: [Float]) {
        precondition(crop > 0 && (shortestEdge ?? 1) > 0 && mean.count == 3 && std.count == 3, "three channels, a size")
        self.shortestEdge = shortestEdge
        size = crop
        levels = (0..<3).flatMap { channel in
            (0..<256).map { level in (Float(level) / (scale ? 255 : 1) - mean[channel]) / std[channel] }
        }
    }

    /// - Parameter image: Any picture with pixels.
    /// - Returns: [3, size, size], red first, row by row.
    public func callAsFunction(_ image: RGBImage) -> [Float] { self(StillImage(image)) }

    /// The transform of a picture file, which is resized in the file's own mode before it becomes RGB.
    /// - Returns: [3, size, size], red first, row by row.
    public func callAsFunction(_ image: StillImage) -> [Float] {
        let cropped = crop(resize(image))
        let area = size * size
        return [Float](unsafeUninitializedCapacity: 3 * area) { target, count in
            cropped.pixels.withUnsafeBufferPointer { pixels in
                levels.withUnsafeBufferPointer { levels in
                    for channel in 0..<3 {
                        for index in 0..<area {
                            target[channel * area + index] = levels[channel << 8 | Int(pixels[3 * index + channel])]
                        }
                    }
                }
            }
            count = 3 * area
        }
    }

    private func resize(_ image: StillImage) -> RGBImage {
        let (width, height) = (image.colour.width, image.colour.height)
        let (short, long) = (min(width, height), max(width, height))
        guard let edge = shortestEdge, short > 0, short != edge else { return image.colour }
        // torchvision cuts the longer side's fraction off.
        let other = edge * long / short
        return width <= height
            ? image.resized(width: edge, height: other) : image.resized(width: other, height: edge)
    }

    /// The middle of a picture. torchvision pads one that is too small with black first, the odd pixel at the right and
    /// bottom, and rounds a half to the even side when it cuts.
    private func crop(_ image: RGBImage) -> RGBImage {
        func start(_ length: Int) -> Int {
            length < size ? -((size - length) / 2) : Int((Double(length - size) / 2).rounded(.toNearestOrEven))
        }
        return image.cropped(x: start(image.width), y: start(image.height), width: size, height: size)
    }
}
