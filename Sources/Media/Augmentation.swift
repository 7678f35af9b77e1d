import Foundation

/// A part of a picture, maybe seen in a mirror.
public struct PictureView: Sendable, Hashable {
    /// What is resized to the model's size; nil: what the model's own transform makes of the picture.
    let window: PixelWindow?
    let isMirrored: Bool
}

/// How pictures are varied in training, drawn as torchvision's `RandomResizedCrop` and `RandomHorizontalFlip` draw.
public struct Augmentation: Sendable, Hashable {
    /// A random part, resized to the model's size whatever its shape is.
    public struct Crop: Sendable, Hashable {
        /// Its area, as a share of the picture's.
        public var area = 0.08...1.0
        /// Its width over its height.
        public var ratio = 0.75...(4.0 / 3)

        public init(area: ClosedRange<Double> = 0.08...1, ratio: ClosedRange<Double> = 0.75...(4.0 / 3)) {
            (self.area, self.ratio) = (area, ratio)
        }
    }

    /// nil: what the model's own transform takes.
    public var crop: Crop?
    /// Whether every second picture, by chance, is mirrored.
    public var flips: Bool

    public init(crop: Crop? = nil, flips: Bool = false) { (self.crop, self.flips) = (crop, flips) }

    /// Parts of the right shape that are tried before the middle is taken.
    private static let tries = 10

    /// Draws a view.
    /// - Parameters: width, height: the picture's, in pixels; uniform: gives random numbers from 0, below 1.
    public func view(width: Int, height: Int, _ uniform: () -> Double) -> PictureView {
        let window = crop.map { Augmentation.window($0, width, height, uniform) }
        return PictureView(window: window, isMirrored: flips && uniform() < 0.5)
    }

    private static func window(_ crop: Crop, _ width: Int, _ height: Int, _ uniform: () -> Double) -> PixelWindow {
        func within(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }
        for _ in 0..<tries {
            let area = Double(width * height) * within(crop.area.lowerBound, crop.area.upperBound)
            // Drawn on a logarithmic scale, so that wide and tall parts are as likely.
            let ratio = exp(within(log(crop.ratio.lowerBound), log(crop.ratio.upperBound)))
            let (columns, rows) = (rounded((area * ratio).squareRoot()), rounded((area / ratio).squareRoot()))
            guard 0 < columns, columns <= width, 0 < rows, rows <= height else { continue }
            let top = Int(uniform() * Double(height - rows + 1))
            let left = Int(uniform() * Double(width - columns + 1))
            return PixelWindow(columns: left..<left + columns, rows: top..<top + rows)
        }
        let shape = Double(width) / Double(max(height, 1))
        let columns = shape > crop.ratio.upperBound ? rounded(Double(height) * crop.ratio.upperBound) : width
        let rows = shape < crop.ratio.lowerBound ? rounded(Double(width) / crop.ratio.lowerBound) : height
        let (left, top) = ((width - columns) / 2, (height - rows) / 2)
        return PixelWindow(columns: left..<left + columns, rows: top..<top + rows)
    }

    private static func rounded(_ length: Double) -> Int { Int(length.rounded(.toNearestOrEven)) }
}

extension RGBImage {
    /// - Parameter window: inside the picture.
    func cropped(to window: PixelWindow) -> RGBImage {
        cropped(
            x: window.columns.lowerBound, y: window.rows.lowerBound, width: window.columns.count,
            height: window.rows.count)
    }

    func resized(width: Int, height: Int, _ filter: ResamplingFilter) -> RGBImage {
        resized(width: width, height: height, keeping: PixelWindow(columns: 0..<width, rows: 0..<height), filter)
    }

    /// Left and right exchanged.
    func mirrored() -> RGBImage {
        let mirrored = [UInt8](unsafeUninitializedCapacity: pixels.count) { target, count in
            for row in 0..<height {
                for column in 0..<width {
                    let (to, from) = (3 * (row * width + column), 3 * (row * width + width - 1 - column))
                    for channel in 0..<3 { target[to + channel] = pixels[from + channel] }
                }
            }
            count = pixels.count
        }
        return RGBImage(width: width, height: height, pixels: mirrored)
    }
}
