// The right factor of a product: strips of 32 columns, each of which is read from its first row to its last.
#pragma once
#include "Tiles.h"

namespace camx {

/// Strips of 32 columns; a strip holds for each 32 rows two tiles of 16 columns. The two tiles of the largest parts are
/// followed by those of the smaller ones.
template <int parts> struct Right {
    static constexpr int64_t step = 2 * parts * tile;

    static int64_t size(int64_t columns, int64_t rows) {
        return rounded(columns, 32) / 32 * (rounded(rows, 32) / 32) * step;
    }
};

BEGIN_TILES

/// Packs the transpose of fp32 rows, as weights [outputs, inputs] and keys are held: row n becomes column n.
template <int parts>
void pack_transposed(uint16_t *data, const float *x, int64_t columns, int64_t rows, int64_t stride) {
    const int64_t steps = rounded(rows, 32) / 32;
    // A tile's rows hold pairs; one pair of each column is one lane.
    const __m512i places = _mm512_mullo_epi32(
        _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), _mm512_set1_epi32(16));
    for (int64_t column = 0; column < rounded(columns, 32); column++) {
        uint16_t *strip = data + column / 32 * steps * Right<parts>::step + column % 32 / 16 * tile + column % 16 * 2;
        for (int64_t k = 0; k < steps; k++) {
            const int64_t left = column < columns ? rows - k * 32 : 0;
            const float *from = x + column * stride + k * 32;
            __m512 a = _mm512_maskz_loadu_ps(lanes(left), from);
            __m512 b = _mm512_maskz_loadu_ps(lanes(left - 16), from + 16);
            uint16_t *place = strip + k * Right<parts>::step;
            __m256i first[parts];
            divide<parts>(a, [&](int part, __m256i values) { first[part] = values; });
            divide<parts>(b, [&](int part, __m256i values) {
                __m512i both = _mm512_inserti64x4(_mm512_castsi256_si512(first[part]), values, 1);
                _mm512_i32scatter_epi32(place + part * 2 * tile, places, both, 4);
            });
        }
    }
}

/// Packs fp32 rows as they are, as values are held: [rows, columns].
template <int parts> void pack_right(uint16_t *data, const float *x, int64_t rows, int64_t columns, int64_t stride) {
    const int64_t steps = rounded(rows, 32) / 32;
    for (int64_t column = 0; column < rounded(columns, 32); column += 16) {
        uint16_t *strip = data + column / 32 * steps * Right<parts>::step + column % 32 / 16 * tile;
        const __mmask16 inside = lanes(columns - column);
        for (int64_t row = 0; row < steps * 32; row += 2) {
            __m512 a = _mm512_maskz_loadu_ps(row < rows ? inside : 0, x + row * stride + column);
            __m512 b = _mm512_maskz_loadu_ps(row + 1 < rows ? inside : 0, x + (row + 1) * stride + column);
            uint16_t *place = strip + row / 32 * Right<parts>::step + row % 32 * 16;
            __m512i even[parts];
            divide<parts>(a, [&](int part, __m256i values) { even[part] = _mm512_cvtepu16_epi32(values); });
            divide<parts>(b, [&](int part, __m256i values) {
                __m512i odd = _mm512_slli_epi32(_mm512_cvtepu16_epi32(values), 16);
                _mm512_store_si512(place + part * 2 * tile, _mm512_or_si512(even[part], odd));
            });
        }
    }
}

END_TILES

} // namespace camx
