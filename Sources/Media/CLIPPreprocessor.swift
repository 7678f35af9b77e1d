import Documents

/// The published CLIP transform, as torchvision has it on PIL images: resize the shorter side (bicubic, antialiased), crop
/// the centre, scale to 0 to 1, take off the mean, divide by the deviation. Folders of other models may resize otherwise.
public struct CLIPPreprocessor: Sendable, Hashable {
    /// What pictures are resized to before the crop.
    public enum Resizing: Sendable, Hashable {
        /// The file's own size is kept.
        case none
        /// The shorter side to a length, as CLIP's.
        case shortestEdge(Int)
        /// Both sides to a length, whatever the shape was, as SigLIP's.
        case square(Int)
    }

    public let resizing: Resizing
    /// The width and height of the crop, and so of the output.
    public let size: Int
    /// What pictures are resized by.
    public let filter: ResamplingFilter
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
        self.init(.shortestEdge(size), crop: size, scale: true, mean: mean, std: std)
    }

    init(
        _ resizing: Resizing, crop: Int, scale: Bool, mean: [Float], std: [Float], filter: ResamplingFilter = .bicubic
    ) {
        precondition(crop > 0 && mean.count == 3 && std.count == 3, "three channels, a size")
        self.resizing = resizing
        self.filter = filter
        size = crop
        levels = (0..<3).flatMap { channel in
            (0..<256).map { level in (Float(level) / (scale ? 255 : 1) - mean[channel]) / std[channel] }
        }
    }

    /// The numbers of a preprocessed picture.
    public var pixelCount: Int { 3 * size * size }

    /// - Parameter image: Any picture with pixels.
    /// - Returns: [3, size, size], red first, row by row.
    public func callAsFunction(_ image: RGBImage) -> [Float] { self(StillImage(image)) }

    /// The transform of a picture file, which is resized in the file's own mode before it becomes RGB.
    /// - Returns: [3, size, size], red first, row by row.
    public func callAsFunction(_ image: StillImage) -> [Float] {
        var values: [Float] = []
        append(image, to: &values)
        return values
    }

    /// Adds a picture's [3, size, size] to a batch: `3 * size * size` values.
    public func append(_ image: RGBImage, to batch: inout [Float]) { append(StillImage(image), to: &batch) }

    /// Adds a picture file's [3, size, size] to a batch: `3 * size * size` values.
    public func append(_ image: StillImage, to batch: inout [Float]) { append(levelsOf: centre(of: image), to: &batch) }

    /// Adds a view of a picture to a batch, resized to what the model takes: `3 * size * size` values. A part is resized by its
    /// colours alone.
    public func append(_ view: PictureView, of image: StillImage, to batch: inout [Float]) {
        let part = view.window.map { image.colour.cropped(to: $0).resized(width: size, height: size, filter) }
        let cropped = part ?? centre(of: image)
        append(levelsOf: view.isMirrored ? cropped.mirrored() : cropped, to: &batch)
    }

    /// - Parameter cropped: `size` by `size`.
    private func append(levelsOf cropped: RGBImage, to batch: inout [Float]) {
        let (start, area) = (batch.count, size * size)
        batch.append(contentsOf: repeatElement(0, count: 3 * area))
        batch.withUnsafeMutableBufferPointer { target in
            cropped.pixels.withUnsafeBufferPointer { pixels in
                levels.withUnsafeBufferPointer { levels in
                    for index in 0..<area {
                        let (to, from) = (start + index, 3 * index)
                        target[to] = levels[Int(pixels[from])]
                        target[to + area] = levels[256 + Int(pixels[from + 1])]
                        target[to + 2 * area] = levels[512 + Int(pixels[from + 2])]
                    }
                }
            }
        }
    }

    /// The middle of the resized picture, of which no more is computed. torchvision pads one that is too small with black
    /// first, the odd pixel at the right and bottom, and rounds a half to the even side when it cuts.
    private func centre(of image: StillImage) -> RGBImage {
        guard image.colour.width > 0, image.colour.height > 0 else {
            return RGBImage(width: size, height: size, red: 0, green: 0, blue: 0)
        }
        let (width, height) = resizedSize(image.colour)
        func start(_ length: Int) -> Int {
            length < size ? -((size - length) / 2) : Int((Double(length - size) / 2).rounded(.toNearestOrEven))
        }
        let (left, top) = (start(width), start(height))
        let kept = PixelWindow(
            columns: max(0, left)..<min(width, left + size), rows: max(0, top)..<min(height, top + size))
        let part = image.resized(width: width, height: height, keeping: kept, filter)
        if (part.width, part.height) == (size, size) { return part }
        return part.cropped(x: min(0, left), y: min(0, top), width: size, height: size)
    }

    private func resizedSize(_ image: RGBImage) -> (width: Int, height: Int) {
        switch resizing {
        case .none: return (image.width, image.height)
        case .square(let edge): return (edge, edge)
        case .shortestEdge(let edge):
            // torchvision cuts the longer side's fraction off.
            let other = edge * max(image.width, image.height) / min(image.width, image.height)
            return image.width <= image.height ? (edge, other) : (other, edge)
        }
    }
}
