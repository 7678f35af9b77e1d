/// Pillow's bicubic resampling with antialiasing, bit for bit: a = -0.5, the kernel widened by the ratio when shrinking,
/// weights in fixed point, one pass over rows and one over columns, each rounded and clipped to 8 bits.
struct Resampler {
    /// The input positions and the weights of each output position along one side.
    private let starts: [Int]
    private let counts: [Int]
    private let weights: [Int32]
    private let most: Int

    /// 8 bits for the value, 2 for the sums that overshoot.
    private static let precision = Int32(32 - 8 - 2)

    /// - Parameters: input: values along the side now; output: values wanted, at least 1.
    init(from input: Int, to output: Int) {
        let scale = Double(input) / Double(output)
        let stretch = max(scale, 1)
        let support = 2 * stretch
        most = Int(support.rounded(.up)) * 2 + 1
        var (starts, counts, weights) = ([Int](), [Int](), [Int32](repeating: 0, count: output * most))
        for position in 0..<output {
            let center = (Double(position) + 0.5) * scale
            let first = max(0, Int(center - support + 0.5))
            let count = min(input, Int(center + support + 0.5)) - first
            // Multiplied by the reciprocal, and summed in this order, because Pillow does.
            let kernel = (0..<count).map {
                Resampler.bicubic((Double($0 + first) - center + 0.5) * (1 / stretch))
            }
            let sum = kernel.reduce(0, +)
            for (index, weight) in kernel.enumerated() {
                let scaled = (sum == 0 ? weight : weight / sum) * Double(1 << Resampler.precision)
                weights[position * most + index] = Int32(scaled < 0 ? scaled - 0.5 : scaled + 0.5)
            }
            starts.append(first)
            counts.append(count)
        }
        (self.starts, self.counts, self.weights) = (starts, counts, weights)
    }

    private static func bicubic(_ distance: Double) -> Double {
        let x = abs(distance)
        let a = -0.5
        if x < 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
        if x < 2 { return (((x - 5) * x + 8) * x - 4) * a }
        return 0
    }

    /// Resamples along rows of packed RGB: [height, input, 3] to [height, output, 3].
    func alongRows(_ pixels: [UInt8], height: Int) -> [UInt8] {
        let output = starts.count
        let input = height == 0 ? 0 : pixels.count / height / 3
        return [UInt8](unsafeUninitializedCapacity: height * output * 3) { target, filled in
            pixels.withUnsafeBufferPointer { source in
                weights.withUnsafeBufferPointer { weights in
                    for y in 0..<height {
                        for x in 0..<output {
                            var (red, green, blue) = (Resampler.half, Resampler.half, Resampler.half)
                            var from = (y * input + starts[x]) * 3
                            for index in x * most..<x * most + counts[x] {
                                let weight = weights[index]
                                red &+= Int32(source[from]) &* weight
                                green &+= Int32(source[from + 1]) &* weight
                                blue &+= Int32(source[from + 2]) &* weight
                                from += 3
                            }
                            let to = (y * output + x) * 3
                            target[to] = Resampler.clip(red)
                            target[to + 1] = Resampler.clip(green)
                            target[to + 2] = Resampler.clip(blue)
                        }
                    }
                }
            }
            filled = height * output * 3
        }
    }

    /// Resamples along columns: [input, length] to [output, length], where `length` counts a row's values.
    func alongColumns(_ pixels: [UInt8], length: Int) -> [UInt8] {
        let output = starts.count
        return [UInt8](unsafeUninitializedCapacity: output * length) { target, filled in
            pixels.withUnsafeBufferPointer { source in
                withUnsafeTemporaryAllocation(of: Int32.self, capacity: length) { sums in
                    for y in 0..<output {
                        sums.update(repeating: Resampler.half)
                        for index in 0..<counts[y] {
                            let weight = weights[y * most + index]
                            let from = (starts[y] + index) * length
                            for x in 0..<length { sums[x] &+= Int32(source[from + x]) &* weight }
                        }
                        for x in 0..<length { target[y * length + x] = Resampler.clip(sums[x]) }
                    }
                }
            }
            filled = output * length
        }
    }

    private static let half: Int32 = 1 << (precision - 1)

    private static func clip(_ sum: Int32) -> UInt8 { UInt8(clamping: sum >> precision) }
}

extension RGBImage {
    /// The picture at another size, by Pillow's `resize` with `BICUBIC`, bit for bit.
    /// - Parameters: width, height: pixels, at least 1.
    public func resized(width: Int, height: Int) -> RGBImage {
        precondition(width > 0 && height > 0, "a picture needs a size")
        guard self.width > 0, self.height > 0 else {
            return RGBImage(width: width, height: height, red: 0, green: 0, blue: 0)
        }
        var pixels = self.pixels
        if width != self.width {
            pixels = Resampler(from: self.width, to: width).alongRows(pixels, height: self.height)
        }
        if height != self.height {
            pixels = Resampler(from: self.height, to: height).alongColumns(pixels, length: width * 3)
        }
        return RGBImage(width: width, height: height, pixels: pixels)
    }
}
