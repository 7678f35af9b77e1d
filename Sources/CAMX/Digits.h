// Factors that are whole numbers of three digits to the base of 256, each row and each column with a scale of its own.
//
// Sums of products of bytes are exact, and the unit makes twice as many of them as of products of bfloat16. What is lost are
// the values' last bits: they are rounded to about an eight-millionth of the largest in their row or column.
#pragma once
#include "Tiles.h"
#include "Workspace.h"

namespace camx {

/// Bytes of a tile: 16 rows of 64 on the left of a product, 16 groups of four rows of 16 on the right.
constexpr int64_t byte_tile = 1024;
constexpr int digits = 3;
/// What a row's or column's largest value becomes: its first digit is at most 127 when the others are rounded up.
constexpr float largest_number = 8355000.0f;
/// Rows whose largest value is smaller are scaled as if it were this, so that scales are finite.
constexpr float smallest_scaled = 1e-30f;

BEGIN_TILES

/// The largest of some values, as bits: those of what is no number count as larger than any number's.
struct Largest {
    __m512i bits;

    Largest() : bits(_mm512_setzero_si512()) {}

    void add(__m512 x) {
        bits = _mm512_max_epu32(bits, _mm512_and_si512(_mm512_castps_si512(x), _mm512_set1_epi32(0x7fffffff)));
    }
    /// What numbers of the row are to be multiplied with to be values again; not a number where a value is not finite.
    float unit() const {
        const uint32_t all = _mm512_reduce_max_epu32(bits);
        if (all >= 0x7f800000) {
            return __builtin_nanf("");
        }
        float value;
        __builtin_memcpy(&value, &all, sizeof value);
        return (value > smallest_scaled ? value : smallest_scaled) / largest_number;
    }
};

/// Calls `use(digit, bytes)` for the digits of sixteen values, the highest first.
template <typename Use> inline void divide_digits(__m512 x, __m512 units, const Use &use) {
    // Each digit is between -128 and 127: what is above half the base goes to the next one.
    const __m512i number = _mm512_cvtps_epi32(_mm512_mul_ps(x, units));
    const __m512i half = _mm512_set1_epi32(128);
    const __m512i upper = _mm512_srai_epi32(_mm512_add_epi32(number, half), 8);
    const __m512i top = _mm512_srai_epi32(_mm512_add_epi32(upper, half), 8);
    use(0, _mm512_cvtepi32_epi8(top));
    use(1, _mm512_cvtepi32_epi8(upper));
    use(2, _mm512_cvtepi32_epi8(number));
}

/// The left factor of a product: tiles of 16 rows and 64 columns, row of tiles after row of tiles. Each tile of the highest
/// digits is followed by those of the lower ones.
struct DigitLeft {
    static constexpr int64_t step = digits * byte_tile;
    int8_t *data;
    /// For each row its unit.
    float *units;
    /// Room for a row.
    float *row;
    /// Tiles in a row.
    int64_t columns;

    static int64_t size(int64_t rows, int64_t columns) {
        return rounded(rows, 32) / 16 * (rounded(columns, 64) / 64) * step;
    }
    int8_t *at(int64_t tile_row, int64_t tile_column) const {
        return data + (tile_row * columns + tile_column) * step;
    }
    /// Columns, with those that fill up the last tile.
    int64_t width() const { return columns * 64; }
};

/// Writes one row of a left factor, sixteen columns at a time.
struct DigitRow {
    const DigitLeft &left;
    int64_t row;
    Largest largest;

    void put(int64_t column, __m512 x) {
        largest.add(x);
        _mm512_store_ps(left.row + column, x);
    }
    void finish() const {
        const float unit = largest.unit();
        left.units[row] = unit;
        const __m512 units = _mm512_set1_ps(1.0f / unit);
        for (int64_t column = 0; column < left.width(); column += 16) {
            int8_t *place = left.at(row / 16, column / 64) + row % 16 * 64 + column % 64;
            divide_digits(_mm512_load_ps(left.row + column), units, [place](int digit, __m128i bytes) {
                _mm_store_si128(reinterpret_cast<__m128i *>(place + digit * byte_tile), bytes);
            });
        }
    }
};

inline DigitRow row_of(const DigitLeft &left, int64_t row) {
    return {left, row, {}};
}

/// Strips of 32 columns; a strip holds for each 64 rows two tiles of 16 columns. The two tiles of the highest digits are
/// followed by those of the lower ones.
struct DigitRight {
    static constexpr int64_t step = 2 * digits * byte_tile;
    Buffer<int8_t> data;
    /// For each column its unit.
    Buffer<float> units;

    /// Weights [outputs, inputs], `stride` apart. False where there is no memory.
    bool pack(const float *weight, int64_t outputs, int64_t inputs, int64_t stride) {
        return pack_columns(outputs, inputs, [=](int64_t output, int64_t input) {
            return _mm512_maskz_loadu_ps(lanes(inputs - input), weight + output * stride + input);
        });
    }
    /// Weights [inputs, outputs].
    bool pack_as_is(const float *weight, int64_t outputs, int64_t inputs, int64_t stride) {
        const __m512i places = _mm512_mullo_epi32(
            _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
            _mm512_set1_epi32(static_cast<int>(stride)));
        return pack_columns(outputs, inputs, [=](int64_t output, int64_t input) {
            return _mm512_mask_i32gather_ps(
                _mm512_setzero_ps(), lanes(inputs - input), places, weight + input * stride + output, 4);
        });
    }

private:
    /// `load(column, row)`: sixteen values of a column from a row on, with zeros beyond the last.
    template <typename Load> bool pack_columns(int64_t columns, int64_t rows, const Load &load) {
        const int64_t strips = rounded(columns, 32) / 32, steps = rounded(rows, 64) / 64;
        data = allocated<int8_t>(strips * steps * step);
        units = allocated<float>(strips * 32);
        if (!data || !units) {
            return false;
        }
        for (int64_t column = 0; column < strips * 32; column++) {
            Largest largest;
            for (int64_t row = 0; column < columns && row < rows; row += 16) {
                largest.add(load(column, row));
            }
            units[column] = largest.unit();
            const __m512 own = _mm512_set1_ps(1.0f / units[column]);
            for (int64_t row = 0; row < steps * 64; row += 16) {
                // Four values of a column lie together; the next four lie a tile's row below.
                int8_t *place = data.get() + (column / 32 * steps + row / 64) * step + column % 32 / 16 * byte_tile +
                                row % 64 / 4 * 64 + column % 16 * 4;
                const __m512 values = column < columns && row < rows ? load(column, row) : _mm512_setzero_ps();
                divide_digits(values, own, [place](int digit, __m128i bytes) {
                    alignas(16) int32_t groups[4];
                    _mm_store_si128(reinterpret_cast<__m128i *>(groups), bytes);
                    for (int group = 0; group < 4; group++) {
                        __builtin_memcpy(place + digit * 2 * byte_tile + group * 64, &groups[group], 4);
                    }
                });
            }
        }
        return true;
    }
};

END_TILES

} // namespace camx
