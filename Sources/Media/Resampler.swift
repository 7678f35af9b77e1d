/// Pillow's resampling, bit for bit: one pass over rows and one over columns, each rounded and clipped to 8 bits.
/// Only the part that is kept is computed.
struct Resampler {
    private let horizontal: ResamplingWeights
    private let vertical: ResamplingWeights
    private let takesColumnsFirst: Bool
    private let width: Int

    /// - Parameters:
    ///   - input: The picture's size in pixels, at least 1 by 1.
    ///   - output: The size wanted, at least 1 by 1.
    ///   - kept: The part of the output that is wanted, inside it and not empty.
    init(
        from input: (width: Int, height: Int), to output: (width: Int, height: Int), keeping kept: PixelWindow,
        _ filter: ResamplingFilter
    ) {
        horizontal = ResamplingWeights(from: input.width, to: output.width, keeping: kept.columns, filter)
        vertical = ResamplingWeights(from: input.height, to: output.height, keeping: kept.rows, filter)
        width = input.width
        // Pillow 13's rule; those before took the rows first always. The two ways differ in the last bit.
        takesColumnsFirst =
            output.height < input.height && input.height - output.height > 2 * (input.width - output.width)
    }

    /// Resamples a picture of 3 or 4 packed channels.
    /// - Returns: the kept part.
    func callAsFunction(_ pixels: [UInt8], channels: Int) -> [UInt8] {
        let (columns, rows) = (horizontal.inputs, vertical.inputs)
        let length = horizontal.starts.count * channels
        let size = vertical.starts.count * length
        return pixels.withUnsafeBytes { bytes in
            let picture = PixelRows(bytes, step: width * channels)
            if takesColumnsFirst {
                let part = picture.part(x: columns.lowerBound * channels, y: rows.lowerBound)
                let between = columns.count * channels
                return Self.scratch(vertical.starts.count * between) { middle in
                    vertical.alongColumns(part, length: between, into: middle)
                    return Self.filled(size) { target in
                        let middle = PixelRows(UnsafeRawBufferPointer(middle), step: between)
                        horizontal.alongRows(middle, count: vertical.starts.count, channels, into: target)
                    }
                }
            }
            let part = picture.part(x: columns.lowerBound * channels, y: rows.lowerBound)
            return Self.scratch(rows.count * length) { middle in
                horizontal.alongRows(part, count: rows.count, channels, into: middle)
                return Self.filled(size) { target in
                    let middle = PixelRows(UnsafeRawBufferPointer(middle), step: length)
                    vertical.alongColumns(middle, length: length, into: target)
                }
            }
        }
    }

    /// Room for the picture between the passes, which write and read a little beyond its end.
    private static func scratch(_ count: Int, _ body: (UnsafeMutableRawBufferPointer) -> [UInt8]) -> [UInt8] {
        withUnsafeTemporaryAllocation(byteCount: count + PixelRows.slack, alignment: 16, body)
    }

    private static func filled(_ count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Void) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count + PixelRows.slack) { target, filled in
            body(UnsafeMutableRawBufferPointer(target))
            filled = count
        }
    }
}

/// A part of a picture: which columns, and which rows.
struct PixelWindow: Hashable {
    var columns: Range<Int>
    var rows: Range<Int>
}

/// The rows of a picture in memory.
struct PixelRows {
    let bytes: UnsafeRawBufferPointer
    /// Bytes from a row to the next.
    let step: Int

    /// The bytes that the passes may touch after the last that counts.
    static let slack = 16

    init(_ bytes: UnsafeRawBufferPointer, step: Int) { (self.bytes, self.step) = (bytes, step) }

    /// The rows from `y` on, without their first `x` bytes.
    func part(x: Int, y: Int) -> PixelRows {
        PixelRows(UnsafeRawBufferPointer(rebasing: bytes[(y * step + x)...]), step: step)
    }
}
