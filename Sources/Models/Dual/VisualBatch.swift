import Tensors

/// The items of a batch, as an encoder of images takes them.
public enum VisualBatch: Sendable {
    /// Frozen features: F32 [items, D].
    case features(Tensor)
    case pixels(PixelBatch)

    /// The batch on a device.
    public func moved(to device: Device) throws -> VisualBatch {
        switch self {
        case .features(let features): .features(try features.moved(to: device))
        case .pixels(let pixels): .pixels(try pixels.moved(to: device))
        }
    }
}

/// Preprocessed pictures: of an image one, of a video its frames.
public struct PixelBatch: Sendable {
    /// F32 [pictures, 3, side, side], an item's after the other's.
    public let pictures: Tensor
    /// How many are each item's.
    public let counts: [Int]

    public init(_ pictures: Tensor, counts: [Int]) { (self.pictures, self.counts) = (pictures, counts) }

    /// The batch on a device.
    public func moved(to device: Device) throws -> PixelBatch {
        PixelBatch(try pictures.moved(to: device), counts: counts)
    }

    /// Features of preprocessed pictures, made in the calling thread alone, without gradients.
    /// - Parameters: pixels: of `count` pictures one after the other, each 3 × side × side values; encode: on the device.
    /// - Returns: as many numbers a picture as `encode` gives.
    public static func features(
        of pixels: [Float], count: Int, side: Int, on device: Device, _ encode: (Tensor) throws -> Tensor
    ) throws -> [Float] {
        Torch.useOneThread()
        return try withoutGradients {
            try Tensor.over(pixels, 0..<pixels.count, shape: [count, 3, side, side]) {
                try encode($0.moved(to: device)).moved(to: .cpu)
            }.values()
        }
    }

    /// The mean over each item's pictures. x: [pictures, width]; result: [items, width].
    func pooled(_ x: Tensor) throws -> Tensor {
        guard counts.contains(where: { $0 != 1 }) else { return x }
        var shares = [Float](repeating: 0, count: counts.count * x.shape[0])
        var first = 0
        for (item, count) in counts.enumerated() {
            for picture in first..<first + count { shares[item * x.shape[0] + picture] = 1 / Float(count) }
            first += count
        }
        return try Tensor(shares, shape: [counts.count, x.shape[0]]).moved(to: x.device).matmul(x)
    }
}

/// How a trained model brings items into the space of its captions.
public enum ItemEncoding: Sendable {
    /// By the shards' frozen features as they are.
    case frozen
    /// By a map of those. F32 [items, D] in, [items, projection] out.
    case features(@Sendable (Tensor) throws -> Tensor)
    /// From preprocessed pictures. F32 [pictures, 3, side, side] in, [pictures, projection] out.
    case pixels(@Sendable (Tensor) throws -> Tensor)
}
