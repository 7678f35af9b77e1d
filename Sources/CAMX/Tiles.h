// How matrices lie in memory for the tile unit.
#pragma once
#include "CAMX.h"
#include "Target.h"

#include <cstdint>
#include <cstdlib>
#include <memory>

namespace camx {

/// Elements of a tile: 16 rows of 32 bfloat16 on the left of a product, 16 pairs of rows of 16 on the right.
constexpr int64_t tile = 512;

inline int64_t rounded(int64_t value, int64_t unit) {
    return (value + unit - 1) / unit * unit;
}

struct Free {
    void operator()(void *pointer) const { free(pointer); }
};

/// Memory at the edge of a cache line.
template <typename T> using Buffer = std::unique_ptr<T[], Free>;

template <typename T> Buffer<T> allocated(int64_t count) {
    auto bytes = static_cast<size_t>(rounded(count * static_cast<int64_t>(sizeof(T)), 64));
    return Buffer<T>(static_cast<T *>(aligned_alloc(64, bytes > 0 ? bytes : 64)));
}

/// The left factor of a product: tiles of 16 rows and 32 columns, row of tiles after row of tiles. Each tile of the largest
/// parts is followed by those of the smaller ones.
template <int parts> struct Left {
    static constexpr int64_t step = parts * tile;
    uint16_t *data;
    /// Tiles in a row.
    int64_t columns;

    /// Elements for so many rows, which are rounded up to two tiles, and columns.
    static int64_t size(int64_t rows, int64_t columns) {
        return rounded(rows, 32) / 16 * (rounded(columns, 32) / 32) * step;
    }

    uint16_t *at(int64_t tile_row, int64_t tile_column) const {
        return data + (tile_row * columns + tile_column) * step;
    }
    /// Columns, with those that fill up the last tile.
    int64_t width() const { return columns * 32; }
};

BEGIN_TILES

/// The lanes below `count` of sixteen.
inline __mmask16 lanes(int64_t count) {
    return count >= 16 ? 0xffff : count <= 0 ? 0 : static_cast<__mmask16>((1u << count) - 1);
}

/// Sixteen values rounded to bfloat16, the nearest with ties to even.
inline __m256i nearest(__m512 x) {
    return reinterpret_cast<__m256i>(_mm512_cvtneps_pbh(x));
}

inline __m512 widened(__m256i x) {
    return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(x), 16));
}

/// Calls `use(part, values)` with each of the bfloat16 whose sum sixteen values are, the largest first. Three hold all of
/// fp32's 24 bits.
template <int parts, typename Use> inline void divide(__m512 x, const Use &use) {
    for (int part = 0; part < parts; part++) {
        const __m256i taken = nearest(x);
        use(part, taken);
        x = _mm512_sub_ps(x, widened(taken));
    }
}

/// Writes sixteen columns, from `column`, a multiple of 16, of one row of a left factor.
template <int parts> inline void put(const Left<parts> &left, int64_t row, int64_t column, __m512 x) {
    uint16_t *place = left.at(row / 16, column / 32) + row % 16 * 32 + column % 32;
    divide<parts>(x, [place](int part, __m256i values) {
        _mm256_store_si256(reinterpret_cast<__m256i *>(place + part * tile), values);
    });
}

/// Writes one row of a left factor, sixteen columns at a time.
template <int parts> struct Row {
    const Left<parts> &left;
    int64_t row;

    void put(int64_t column, __m512 x) const { camx::put(left, row, column, x); }
    void finish() const {}
};

template <int parts> Row<parts> row_of(const Left<parts> &left, int64_t row) {
    return {left, row};
}

/// Packs rows of fp32, `stride` apart, as a left factor of any kind; columns beyond `width` become zeros.
template <typename Left> void pack_left(const Left &left, const float *x, int64_t rows, int64_t width, int64_t stride) {
    for (int64_t row = 0; row < rows; row++) {
        auto to = row_of(left, row);
        for (int64_t column = 0; column < left.width(); column += 16) {
            to.put(column, _mm512_maskz_loadu_ps(lanes(width - column), x + row * stride + column));
        }
        to.finish();
    }
}

/// Packs the transpose of fp32 rows, `stride` apart: column n becomes row n of a left factor. `rows` and `width` are those of
/// the factor.
template <int parts>
void pack_left_transposed(const Left<parts> &left, const float *x, int64_t rows, int64_t width, int64_t stride) {
    const __m512i places = _mm512_mullo_epi32(
        _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
        _mm512_set1_epi32(static_cast<int>(stride)));
    for (int64_t row = 0; row < rows; row++) {
        for (int64_t column = 0; column < left.columns * 32; column += 16) {
            put(left, row, column,
                _mm512_mask_i32gather_ps(
                    _mm512_setzero_ps(), lanes(width - column), places, x + column * stride + row, 4));
        }
    }
}

END_TILES

} // namespace camx
