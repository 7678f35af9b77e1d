// Factors that are sums of bfloat16.
#pragma once
#include "Product.h"
#include "Workspace.h"

namespace camx {

BEGIN_TILES

/// Each factor of a map is a sum of so many bfloat16: one has 8 bits of mantissa, two have 16.
template <int parts> struct Halves {
    static constexpr int attention_parts = parts;
    /// Factors of one bfloat16 need no finer slopes of the activations.
    static constexpr bool fine_slopes = parts > 1;

    using Left = camx::Left<parts>;

    static int64_t left_bytes(int64_t rows, int64_t columns) {
        return camx_workspace::bytes<uint16_t>(Left::size(rows, columns));
    }
    static Left left(camx_workspace &workspace, int64_t rows, int64_t columns) {
        return {workspace.take<uint16_t>(Left::size(rows, columns)), rounded(columns, 32) / 32};
    }

    /// A left factor whose columns come in any order.
    struct Collector {
        Left factor;

        static int64_t bytes(int64_t rows, int64_t columns) { return left_bytes(rows, columns); }
        Collector(camx_workspace &workspace, int64_t rows, int64_t columns) : factor(Halves::left(workspace, rows, columns)) {}

        void put(int64_t row, int64_t column, __mmask16 inside, __m512 value) const {
            camx::put(factor, row, column, _mm512_maskz_mov_ps(inside, value));
        }
        /// The factor, once each of its columns was put.
        const Left &left(int64_t, int64_t) const { return factor; }
    };

    /// Packed weights.
    struct Right {
        Buffer<uint16_t> data;

        /// Weights [outputs, inputs], `stride` apart. False where there is no memory.
        bool pack(const float *weight, int64_t outputs, int64_t inputs, int64_t stride) {
            data = allocated<uint16_t>(camx::Right<parts>::size(outputs, inputs));
            if (data) {
                pack_transposed<parts>(data.get(), weight, outputs, inputs, stride);
            }
            return data != nullptr;
        }
        /// Weights [inputs, outputs].
        bool pack_as_is(const float *weight, int64_t outputs, int64_t inputs, int64_t stride) {
            data = allocated<uint16_t>(camx::Right<parts>::size(outputs, inputs));
            if (data) {
                pack_right<parts>(data.get(), weight, inputs, outputs, stride);
            }
            return data != nullptr;
        }
    };

    /// left [rows, inputs] times right. Calls `finish(row, strip, low, high)` with the 32 values of a row in a strip.
    template <typename Finish>
    static void multiply(
        const Left &left, int64_t rows, const Right &right, int64_t inputs, int64_t strips, const Finish &finish) {
        camx::multiply<parts>(
            left, rows, right.data.get(), rounded(inputs, 32) / 32, strips,
            [&](const float *c, int64_t row, int64_t strip) {
                finish(row, strip, _mm512_load_ps(c), _mm512_load_ps(c + 16));
            });
    }
};

END_TILES

} // namespace camx
