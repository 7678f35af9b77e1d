// The right factor of a product: strips of 32 columns, each of which is read from its first row to its last.
#pragma once
#include "Tiles.h"

namespace camx {

/// Strips of 32 columns; a strip holds for each 32 rows two tiles of 16 columns. Where factors are split, the two tiles of
/// high parts are followed by the two of low parts.
template <bool split> struct Right {
    static constexpr int64_t step = split ? 4 * tile : 2 * tile;

    static int64_t size(int64_t columns, int64_t rows) {
        return rounded(columns, 32) / 32 * (rounded(rows, 32) / 32) * step;
    }
};

BEGIN_TILES

/// Packs the transpose of fp32 rows, as weights [outputs, inputs] and keys are held: row n becomes column n.
template <bool split>
void pack_transposed(uint16_t *data, const float *x, int64_t columns, int64_t rows, int64_t stride) {
    const int64_t steps = rounded(rows, 32) / 32;
    // A tile's rows hold pairs; one pair of each column is one lane.
    const __m512i places = _mm512_mullo_epi32(
        _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), _mm512_set1_epi32(16));
    for (int64_t column = 0; column < rounded(columns, 32); column++) {
        uint16_t *strip = data + column / 32 * steps * Right<split>::step + column % 32 / 16 * tile + column % 16 * 2;
        for (int64_t k = 0; k < steps; k++) {
            const int64_t left = column < columns ? rows - k * 32 : 0;
            const float *from = x + column * stride + k * 32;
            __m512 a = _mm512_maskz_loadu_ps(lanes(left), from);
            __m512 b = _mm512_maskz_loadu_ps(lanes(left - 16), from + 16);
            __m256i a_high = high(a), b_high = high(b);
            uint16_t *place = strip + k * Right<split>::step;
            __m512i top = _mm512_inserti64x4(_mm512_castsi256_si512(a_high), b_high, 1);
            _mm512_i32scatter_epi32(place, places, top, 4);
            if constexpr (split) {
                __m512i rest = _mm512_inserti64x4(_mm512_castsi256_si512(low(a, a_high)), low(b, b_high), 1);
                _mm512_i32scatter_epi32(place + 2 * tile, places, rest, 4);
            }
        }
    }
}

/// Packs fp32 rows as they are, as values are held: [rows, columns].
template <bool split> void pack_right(uint16_t *data, const float *x, int64_t rows, int64_t columns, int64_t stride) {
    const int64_t steps = rounded(rows, 32) / 32;
    const auto paired = [](__m256i even, __m256i odd) {
        return _mm512_or_si512(
            _mm512_cvtepu16_epi32(even), _mm512_slli_epi32(_mm512_cvtepu16_epi32(odd), 16));
    };
    for (int64_t column = 0; column < rounded(columns, 32); column += 16) {
        uint16_t *strip = data + column / 32 * steps * Right<split>::step + column % 32 / 16 * tile;
        const __mmask16 inside = lanes(columns - column);
        for (int64_t row = 0; row < steps * 32; row += 2) {
            __m512 a = _mm512_maskz_loadu_ps(row < rows ? inside : 0, x + row * stride + column);
            __m512 b = _mm512_maskz_loadu_ps(row + 1 < rows ? inside : 0, x + (row + 1) * stride + column);
            __m256i a_high = high(a), b_high = high(b);
            uint16_t *place = strip + row / 32 * Right<split>::step + row % 32 * 16;
            _mm512_store_si512(place, paired(a_high, b_high));
            if constexpr (split) {
                _mm512_store_si512(place + 2 * tile, paired(low(a, a_high), low(b, b_high)));
            }
        }
    }
}

END_TILES

} // namespace camx
