// Products of factors of three digits.
#pragma once
#include "Digits.h"
#include "Product.h"

namespace camx {

BEGIN_TILES

/// The tiles of one step: 6 and 7 hold one digit of the left factor, 4 and 5 one of the right, 0 to 3 the sums.
struct DigitOperands {
    const int8_t *a0, *a1, *b;

    /// Adds the product of two digits.
    void multiply(int left, int right) const {
        _tile_loadd(6, a0 + left * byte_tile, 64);
        _tile_loadd(7, a1 + left * byte_tile, 64);
        _tile_loadd(4, b + right * 2 * byte_tile, 64);
        _tile_loadd(5, b + right * 2 * byte_tile + byte_tile, 64);
        _tile_dpbssd(0, 6, 4);
        _tile_dpbssd(1, 6, 5);
        _tile_dpbssd(2, 7, 4);
        _tile_dpbssd(3, 7, 5);
    }
};

/// A block of a product, 32 by 32, of which some rows are finished: the sums of the products of digits i and j, for each
/// i + j. The sums with i + j of `digits` and more are below what the factors keep.
struct DigitBlock {
    alignas(64) int32_t sums[digits][32 * 32];
    int64_t row = 0, strip = 0, next = 0, last = 0;

    /// Sixteen values, in the units of a row and of the columns.
    __m512 values(int64_t row, int64_t column) const {
        const int64_t place = row * 32 + column;
        const __m512 base = _mm512_set1_ps(256);
        __m512 value = _mm512_cvtepi32_ps(_mm512_load_si512(sums[0] + place));
        value = _mm512_fmadd_ps(value, base, _mm512_cvtepi32_ps(_mm512_load_si512(sums[1] + place)));
        value = _mm512_fmadd_ps(value, base, _mm512_cvtepi32_ps(_mm512_load_si512(sums[2] + place)));
        // The product of two lowest digits would be 1; that of the lowest and the highest is the base's square.
        return _mm512_mul_ps(value, _mm512_set1_ps(65536));
    }
};

/// The sums of one level, i + j, over all steps: whole and exact, as long as there are no more than `camx_most_inputs`.
template <int level, typename Meanwhile>
inline void multiply_level(DigitOperands operands, int64_t steps, int32_t *sums, const Meanwhile &meanwhile) {
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    for (int64_t k = 0; k < steps; k++) {
        for (int left = 0; left <= level; left++) {
            operands.multiply(left, level - left);
        }
        operands.a0 += DigitLeft::step;
        operands.a1 += DigitLeft::step;
        operands.b += DigitRight::step;
        meanwhile();
    }
    _tile_stored(0, sums, 128);
    _tile_stored(1, sums + 16, 128);
    _tile_stored(2, sums + 16 * 32, 128);
    _tile_stored(3, sums + 16 * 32 + 16, 128);
}

/// left [rows, 64 steps] times strips. Calls `finish(row, strip, low, high)` with the 32 values of a row in a strip, while
/// the next block is multiplied.
template <typename Finish>
void multiply(
    const DigitLeft &left, int64_t rows, const DigitRight &right, int64_t steps, int64_t strips, const Finish &finish) {
    DigitBlock blocks[2];
    DigitBlock *before = &blocks[0], *now = &blocks[1];
    const int64_t rows_a_step = (32 + digits * steps - 1) / (digits * steps);
    const auto finish_rows = [&](int64_t count) {
        const int64_t last = before->next + count < before->last ? before->next + count : before->last;
        for (; before->next < last; before->next++) {
            const int64_t row = before->row + before->next, strip = before->strip;
            const __m512 unit = _mm512_set1_ps(left.units[row]);
            const auto half = [&](int64_t column) {
                const __m512 value = _mm512_mul_ps(before->values(before->next, column), unit);
                return _mm512_mul_ps(value, _mm512_load_ps(right.units.get() + strip * 32 + column));
            };
            finish(row, strip, half(0), half(16));
        }
    };
    const auto meanwhile = [&] { finish_rows(rows_a_step); };
    for (int64_t first = 0; first < strips; first += strips_in_cache) {
        const int64_t last = strips - first < strips_in_cache ? strips : first + strips_in_cache;
        for (int64_t row = 0; row < rows; row += 32) {
            for (int64_t strip = first; strip < last; strip++) {
                const DigitOperands operands{
                    left.at(row / 16, 0), left.at(row / 16 + 1, 0),
                    right.data.get() + strip * steps * DigitRight::step};
                multiply_level<0>(operands, steps, now->sums[0], meanwhile);
                multiply_level<1>(operands, steps, now->sums[1], meanwhile);
                multiply_level<2>(operands, steps, now->sums[2], meanwhile);
                now->row = row;
                now->strip = strip;
                now->next = 0;
                now->last = rows - row < 32 ? rows - row : 32;
                std::swap(before, now);
            }
        }
    }
    finish_rows(32);
}

/// Maps' factors in digits; attention, whose products are small, with three bfloat16 for each factor.
struct Digits {
    static constexpr int attention_parts = 3;
    static constexpr bool fine_slopes = true;

    using Left = DigitLeft;
    using Right = DigitRight;

    static int64_t left_bytes(int64_t rows, int64_t columns) {
        return camx_workspace::bytes<int8_t>(Left::size(rows, columns)) +
               camx_workspace::bytes<float>(rounded(rows, 32)) + camx_workspace::bytes<float>(rounded(columns, 64));
    }
    static Left left(camx_workspace &workspace, int64_t rows, int64_t columns) {
        auto *data = workspace.take<int8_t>(Left::size(rows, columns));
        auto *units = workspace.take<float>(rounded(rows, 32));
        return {data, units, workspace.take<float>(rounded(columns, 64)), rounded(columns, 64) / 64};
    }

    /// A left factor whose columns come in any order: a row has its unit when all are there.
    struct Collector {
        Left factor;
        float *values;
        int64_t stride;

        static int64_t bytes(int64_t rows, int64_t columns) {
            return left_bytes(rows, columns) + camx_workspace::bytes<float>(rows * rounded(columns, 16));
        }
        Collector(camx_workspace &workspace, int64_t rows, int64_t columns)
            : factor(Digits::left(workspace, rows, columns)),
              values(workspace.take<float>(rows * rounded(columns, 16))), stride(rounded(columns, 16)) {}

        void put(int64_t row, int64_t column, __mmask16 inside, __m512 value) const {
            _mm512_mask_store_ps(values + row * stride + column, inside, value);
        }
        /// The factor, once each of its columns was put.
        const Left &left(int64_t rows, int64_t columns) const {
            pack_left(factor, values, rows, columns, stride);
            return factor;
        }
    };

    template <typename Finish>
    static void multiply(
        const Left &left, int64_t rows, const Right &right, int64_t inputs, int64_t strips, const Finish &finish) {
        camx::multiply(left, rows, right, rounded(inputs, 64) / 64, strips, finish);
    }
};

END_TILES

} // namespace camx
