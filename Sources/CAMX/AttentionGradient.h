// The gradient of attention of one head.
#pragma once
#include "Functions.h"
#include "Product.h"
#include "Workspace.h"

#include <algorithm>

namespace camx {

BEGIN_TILES

/// Memory and tiles for the heads of sequences of one length. Chances are computed once more: they cost less than to keep
/// them.
template <int parts> struct AttentionGradient {
    /// The width of a head, the positions that ask, and those that are asked.
    int64_t width, queries, length;
    uint16_t *asking, *turned, *right;
    float *chances, *scores;

    int64_t width_steps() const { return rounded(width, 32) / 32; }
    int64_t query_steps() const { return rounded(queries, 32) / 32; }
    int64_t length_steps() const { return rounded(length, 32) / 32; }

    static int64_t turned_size(int64_t queries, int64_t length) {
        return std::max(Left<parts>::size(queries, length), Left<parts>::size(length, queries));
    }
    static int64_t right_size(int64_t width, int64_t queries, int64_t length) {
        return std::max(
            {Right<parts>::size(length, width), Right<parts>::size(width, length), Right<parts>::size(width, queries)});
    }
    static int64_t matrix_size(int64_t queries, int64_t length) { return rounded(queries, 32) * rounded(length, 32); }

    static int64_t bytes(int64_t width, int64_t queries, int64_t length) {
        return camx_workspace::bytes<uint16_t>(Left<parts>::size(queries, width)) +
               camx_workspace::bytes<uint16_t>(turned_size(queries, length)) +
               camx_workspace::bytes<uint16_t>(right_size(width, queries, length)) +
               2 * camx_workspace::bytes<float>(matrix_size(queries, length));
    }

    AttentionGradient(camx_workspace &workspace, int64_t width, int64_t queries, int64_t length)
        : width(width), queries(queries), length(length) {
        asking = workspace.take<uint16_t>(Left<parts>::size(queries, width));
        turned = workspace.take<uint16_t>(turned_size(queries, length));
        right = workspace.take<uint16_t>(right_size(width, queries, length));
        chances = workspace.take<float>(matrix_size(queries, length));
        scores = workspace.take<float>(matrix_size(queries, length));
    }

    /// From the gradient of y = softmax(q kᵀ) v those of q, k and v. `seen(i)`: how many of the first positions query i
    /// sees. q, y_gradient and q_gradient have `q_stride`, and the last two may be one; the others have `stride`.
    template <typename Seen>
    void operator()(
        const float *q, int64_t q_stride, const float *k, const float *v, int64_t stride, const Seen &seen,
        const float *y_gradient, float *q_gradient, float *k_gradient, float *v_gradient) {
        const int64_t row_length = length_steps() * 32;
        multiply_transposed(q, q_stride, k, stride, chances);
        multiply_transposed(y_gradient, q_stride, v, stride, scores);
        for (int64_t row = 0; row < queries; row++) {
            softmax(chances + row * row_length, scores + row * row_length, seen(row));
        }
        turn(chances);
        multiply_turned(y_gradient, q_stride, v_gradient, stride);
        turn(scores);
        multiply_turned(q, q_stride, k_gradient, stride);

        const Left<parts> left{turned, length_steps()};
        pack_left(left, scores, queries, length, row_length);
        pack_right<parts>(right, k, length, width, stride);
        multiply<parts>(left, queries, right, length_steps(), width_steps(), into(q_gradient, q_stride));
    }

private:
    /// result [queries, length] = a bᵀ.
    void multiply_transposed(const float *a, int64_t a_stride, const float *b, int64_t b_stride, float *result) {
        const Left<parts> left{asking, width_steps()};
        pack_left(left, a, queries, width, a_stride);
        pack_transposed<parts>(right, b, length, width, b_stride);
        const int64_t row_length = length_steps() * 32;
        multiply<parts>(
            left, queries, right, width_steps(), length_steps(), [&](const float *c, int64_t row, int64_t strip) {
                float *place = result + row * row_length + strip * 32;
                _mm512_store_ps(place, _mm512_load_ps(c));
                _mm512_store_ps(place + 16, _mm512_load_ps(c + 16));
            });
    }

    /// Packs the transpose of a matrix [queries, length].
    void turn(const float *matrix) {
        pack_left_transposed(Left<parts>{turned, query_steps()}, matrix, length, queries, length_steps() * 32);
    }

    /// result [length, width] = what was turned, times x [queries, width].
    void multiply_turned(const float *x, int64_t x_stride, float *result, int64_t result_stride) {
        pack_right<parts>(right, x, queries, width, x_stride);
        multiply<parts>(
            Left<parts>{turned, query_steps()}, length, right, query_steps(), width_steps(),
            into(result, result_stride));
    }

    /// Writes the rows of a product, `width` wide.
    auto into(float *result, int64_t stride) const {
        return [this, result, stride](const float *c, int64_t row, int64_t strip) {
            for (int64_t half = 0; half < 32; half += 16) {
                const int64_t column = strip * 32 + half;
                _mm512_mask_storeu_ps(
                    result + row * stride + column, lanes(width - column), _mm512_load_ps(c + half));
            }
        };
    }

    /// A row of scores becomes chances, and the chances' gradient that of the scores: p (g - Σ p g).
    void softmax(float *row, float *gradient, int64_t seen) const {
        const __m512 none = _mm512_set1_ps(-__builtin_inff());
        __m512 largest = none;
        for (int64_t i = 0; i < seen; i += 16) {
            largest = _mm512_max_ps(largest, _mm512_mask_loadu_ps(none, lanes(seen - i), row + i));
        }
        const __m512 top = _mm512_set1_ps(_mm512_reduce_max_ps(largest));
        __m512 sum = _mm512_setzero_ps(), product = _mm512_setzero_ps();
        for (int64_t i = 0; i < length_steps() * 32; i += 16) {
            const __mmask16 inside = lanes(seen - i);
            __m512 chance = _mm512_maskz_mov_ps(inside, exponential(_mm512_sub_ps(_mm512_load_ps(row + i), top)));
            sum = _mm512_add_ps(sum, chance);
            product = _mm512_mask3_fmadd_ps(chance, _mm512_load_ps(gradient + i), product, inside);
            _mm512_store_ps(row + i, chance);
        }
        const float total = _mm512_reduce_add_ps(sum);
        const __m512 share = _mm512_set1_ps(1.0f / total);
        const __m512 mean = _mm512_set1_ps(_mm512_reduce_add_ps(product) / total);
        for (int64_t i = 0; i < length_steps() * 32; i += 16) {
            const __mmask16 inside = lanes(seen - i);
            __m512 chance = _mm512_mul_ps(_mm512_load_ps(row + i), share);
            _mm512_store_ps(row + i, chance);
            _mm512_store_ps(
                gradient + i,
                _mm512_maskz_mul_ps(inside, chance, _mm512_sub_ps(_mm512_load_ps(gradient + i), mean)));
        }
    }
};

END_TILES

} // namespace camx
