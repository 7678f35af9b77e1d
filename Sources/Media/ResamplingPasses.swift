import CSSE2

extension ResamplingWeights {
    /// Resamples along rows.
    /// - Parameters:
    ///   - source: Rows that begin with the first input that has any weight.
    ///   - count: How many rows.
    ///   - channels: 3 or 4, packed.
    ///   - target: Room for `count` rows of ``starts`` pixels, packed, and for the slack.
    func alongRows(
        _ source: PixelRows, count: Int, _ channels: Int, into target: UnsafeMutableRawBufferPointer
    ) {
        let (length, step) = (inputs.count * channels, starts.count * channels)
        guard let base = source.bytes.baseAddress, let target = target.baseAddress else { return }
        // Loads reach beyond a row's end, into the next one; of the last rows copies are read.
        let most = (source.bytes.count - length - PixelRows.slack) / source.step + 1
        let plain = length + PixelRows.slack > source.bytes.count ? 0 : min(count, most)
        alongRows(base, source.step, plain, channels, into: target)
        let rest = (count - plain) * length
        withUnsafeTemporaryAllocation(byteCount: rest + PixelRows.slack, alignment: 16) { copy in
            guard let start = copy.baseAddress else { return }
            copy.initializeMemory(as: UInt8.self, repeating: 0)
            for y in plain..<count {
                (start + (y - plain) * length).copyMemory(from: base + y * source.step, byteCount: length)
            }
            alongRows(start, length, count - plain, channels, into: target + plain * step)
        }
    }

    /// Four rows at a time; at the end the last one stands in for those that are missing.
    private func alongRows(
        _ source: UnsafeRawPointer, _ step: Int, _ count: Int, _ channels: Int, into target: UnsafeMutableRawPointer
    ) {
        for y in stride(from: 0, to: count, by: 4) {
            let rows = (y, min(y + 1, count - 1), min(y + 2, count - 1), min(y + 3, count - 1))
            fourRows(source, step, rows, channels, into: target)
        }
    }

    private func fourRows(
        _ source: UnsafeRawPointer, _ step: Int, _ rows: (Int, Int, Int, Int), _ channels: Int,
        into target: UnsafeMutableRawPointer
    ) {
        let zero = _mm_setzero_si128()
        let half = _mm_set1_epi32(Self.half)
        let ahead = ((rows.1 - rows.0) * step, (rows.2 - rows.0) * step, (rows.3 - rows.0) * step)
        let length = starts.count * channels
        low.withUnsafeBufferPointer { low in
            high.withUnsafeBufferPointer { high in
                for place in starts.indices {
                    var from = source + rows.0 * step + (starts[place] - inputs.lowerBound) * channels
                    var (lows0, lows1, lows2, lows3) = (half, half, half, half)
                    var (highs0, highs1, highs2, highs3) = (zero, zero, zero, zero)
                    for pair in place * most..<place * most + counts[place] {
                        let (lowWeights, highWeights) = (_mm_set1_epi32(low[pair]), _mm_set1_epi32(high[pair]))
                        let values0 = Self.pair(from, channels)
                        let values1 = Self.pair(from + ahead.0, channels)
                        let values2 = Self.pair(from + ahead.1, channels)
                        let values3 = Self.pair(from + ahead.2, channels)
                        lows0 = _mm_add_epi32(lows0, _mm_madd_epi16(values0, lowWeights))
                        lows1 = _mm_add_epi32(lows1, _mm_madd_epi16(values1, lowWeights))
                        lows2 = _mm_add_epi32(lows2, _mm_madd_epi16(values2, lowWeights))
                        lows3 = _mm_add_epi32(lows3, _mm_madd_epi16(values3, lowWeights))
                        highs0 = _mm_add_epi32(highs0, _mm_madd_epi16(values0, highWeights))
                        highs1 = _mm_add_epi32(highs1, _mm_madd_epi16(values1, highWeights))
                        highs2 = _mm_add_epi32(highs2, _mm_madd_epi16(values2, highWeights))
                        highs3 = _mm_add_epi32(highs3, _mm_madd_epi16(values3, highWeights))
                        from += 2 * channels
                    }
                    let to = target + place * channels
                    let isExact = channels == 3 && place == starts.count - 1
                    Self.store(lows0, highs0, to + rows.0 * length, isExact)
                    Self.store(lows1, highs1, to + rows.1 * length, isExact)
                    Self.store(lows2, highs2, to + rows.2 * length, isExact)
                    Self.store(lows3, highs3, to + rows.3 * length, isExact)
                }
            }
        }
    }

    /// Two neighbouring pixels' channels side by side, as 16 bits.
    private static func pair(_ source: UnsafeRawPointer, _ channels: Int) -> __m128i {
        let left = _mm_cvtsi32_si128(source.loadUnaligned(as: Int32.self))
        let right = _mm_cvtsi32_si128((source + channels).loadUnaligned(as: Int32.self))
        return _mm_unpacklo_epi8(_mm_unpacklo_epi8(left, right), _mm_setzero_si128())
    }

    /// Writes a pixel; but for a row's last one with a byte too much, which the next pixel overwrites.
    private static func store(_ low: __m128i, _ high: __m128i, _ target: UnsafeMutableRawPointer, _ isExact: Bool) {
        let zero = _mm_setzero_si128()
        let packed = _mm_cvtsi128_si32(_mm_packus_epi16(_mm_packs_epi32(levels(low, high), zero), zero))
        if isExact {
            target.storeBytes(of: Int16(truncatingIfNeeded: packed), as: Int16.self)
            target.storeBytes(of: UInt8(truncatingIfNeeded: packed >> 16), toByteOffset: 2, as: UInt8.self)
        } else {
            target.storeBytes(of: packed, as: Int32.self)
        }
    }

    /// Resamples along columns.
    /// - Parameters:
    ///   - source: Rows, the first of them the first input that has any weight.
    ///   - length: The bytes of a row that count.
    ///   - target: Room for ``starts`` rows of `length` bytes.
    func alongColumns(_ source: PixelRows, length: Int, into target: UnsafeMutableRawBufferPointer) {
        guard let base = source.bytes.baseAddress, let target = target.baseAddress else { return }
        for place in starts.indices {
            let from = base + (starts[place] - inputs.lowerBound) * source.step
            let to = target + place * length
            // An odd last row has itself for a neighbour, with no weight.
            let lastPair = starts[place] + 2 * counts[place] > inputs.upperBound ? counts[place] - 1 : counts[place]
            if length < 16 {
                for x in 0..<length {
                    to.storeBytes(
                        of: level(place, from + x, step: source.step, whole: lastPair), toByteOffset: x, as: UInt8.self)
                }
                continue
            }
            var x = 0
            while x < length {
                // The last 16 bytes may overlap those before.
                x = min(x, length - 16)
                alongColumn(place, from + x, step: source.step, whole: lastPair, into: to + x)
                x += 16
            }
        }
    }

    /// Sixteen bytes of an output row.
    private func alongColumn(
        _ place: Int, _ source: UnsafeRawPointer, step: Int, whole: Int, into target: UnsafeMutableRawPointer
    ) {
        let zero = _mm_setzero_si128()
        let half = _mm_set1_epi32(Self.half)
        var (lows0, lows1, lows2, lows3) = (half, half, half, half)
        var (highs0, highs1, highs2, highs3) = (zero, zero, zero, zero)
        low.withUnsafeBufferPointer { low in
            high.withUnsafeBufferPointer { high in
                for pair in 0..<counts[place] {
                    let row = source + 2 * pair * step
                    let upper = row.loadUnaligned(as: __m128i.self)
                    let lower = (pair < whole ? row + step : row).loadUnaligned(as: __m128i.self)
                    let (left, right) = (_mm_unpacklo_epi8(upper, lower), _mm_unpackhi_epi8(upper, lower))
                    let (first, second) = (_mm_unpacklo_epi8(left, zero), _mm_unpackhi_epi8(left, zero))
                    let (third, fourth) = (_mm_unpacklo_epi8(right, zero), _mm_unpackhi_epi8(right, zero))
                    let lowWeights = _mm_set1_epi32(low[place * most + pair])
                    let highWeights = _mm_set1_epi32(high[place * most + pair])
                    lows0 = _mm_add_epi32(lows0, _mm_madd_epi16(first, lowWeights))
                    lows1 = _mm_add_epi32(lows1, _mm_madd_epi16(second, lowWeights))
                    lows2 = _mm_add_epi32(lows2, _mm_madd_epi16(third, lowWeights))
                    lows3 = _mm_add_epi32(lows3, _mm_madd_epi16(fourth, lowWeights))
                    highs0 = _mm_add_epi32(highs0, _mm_madd_epi16(first, highWeights))
                    highs1 = _mm_add_epi32(highs1, _mm_madd_epi16(second, highWeights))
                    highs2 = _mm_add_epi32(highs2, _mm_madd_epi16(third, highWeights))
                    highs3 = _mm_add_epi32(highs3, _mm_madd_epi16(fourth, highWeights))
                }
            }
        }
        let left = _mm_packs_epi32(Self.levels(lows0, highs0), Self.levels(lows1, highs1))
        let right = _mm_packs_epi32(Self.levels(lows2, highs2), Self.levels(lows3, highs3))
        target.storeBytes(of: _mm_packus_epi16(left, right), as: __m128i.self)
    }

    /// One byte of an output row.
    private func level(_ place: Int, _ source: UnsafeRawPointer, step: Int, whole: Int) -> UInt8 {
        var sum = Self.half
        for pair in 0..<counts[place] {
            let row = source + 2 * pair * step
            let index = place * most + pair
            for neighbour in 0..<(pair < whole ? 2 : 1) {
                let shift = Int32(neighbour * 16)
                let value = Int32(row.load(fromByteOffset: neighbour * step, as: UInt8.self))
                let upper = Int32(Int16(truncatingIfNeeded: high[index] >> shift))
                let weight = (upper << Self.split) + (low[index] >> shift & 0xFFFF)
                sum &+= value &* weight
            }
        }
        return UInt8(clamping: sum >> Self.precision)
    }

    private static let half: Int32 = 1 << (precision - 1)

    /// The sums of both parts put together, without the fraction.
    private static func levels(_ low: __m128i, _ high: __m128i) -> __m128i {
        _mm_srai_epi32(_mm_add_epi32(low, _mm_slli_epi32(high, split)), precision)
    }
}
