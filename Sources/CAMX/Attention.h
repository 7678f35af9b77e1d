// Attention of one head.
#pragma once
#include "Functions.h"
#include "Product.h"
#include "Workspace.h"

namespace camx {

BEGIN_TILES

/// Memory and tiles for the heads of sequences of one length.
template <int parts> struct Attention {
    /// The width of a head, the positions that ask, and those that are asked.
    int64_t width, queries, length;
    Left<parts> query, chances;
    uint16_t *key, *value;
    float *scores;
    /// What each position's chances add up to.
    float *sums;

    int64_t key_steps() const { return rounded(width, 32) / 32; }
    int64_t value_steps() const { return rounded(length, 32) / 32; }

    static int64_t bytes(int64_t width, int64_t queries, int64_t length) {
        return camx_workspace::bytes<uint16_t>(Left<parts>::size(queries, width)) +
               camx_workspace::bytes<uint16_t>(Left<parts>::size(queries, length)) +
               camx_workspace::bytes<uint16_t>(Right<parts>::size(length, width)) +
               camx_workspace::bytes<uint16_t>(Right<parts>::size(width, length)) +
               camx_workspace::bytes<float>(rounded(queries, 32) * rounded(length, 32)) +
               camx_workspace::bytes<float>(rounded(queries, 32));
    }

    Attention(camx_workspace &workspace, int64_t width, int64_t queries, int64_t length)
        : width(width), queries(queries), length(length) {
        query = {workspace.take<uint16_t>(Left<parts>::size(queries, width)), key_steps()};
        chances = {workspace.take<uint16_t>(Left<parts>::size(queries, length)), value_steps()};
        key = workspace.take<uint16_t>(Right<parts>::size(length, width));
        value = workspace.take<uint16_t>(Right<parts>::size(width, length));
        scores = workspace.take<float>(rounded(queries, 32) * rounded(length, 32));
        sums = workspace.take<float>(rounded(queries, 32));
    }

    /// y = softmax(q kᵀ) v. `seen(i)`: how many of the first positions query i sees. y may be q. Strides in elements.
    template <typename Seen>
    void operator()(
        const float *q, int64_t q_stride, const float *k, const float *v, int64_t stride, const Seen &seen, float *y) {
        pack_left(query, q, queries, width, q_stride);
        pack_transposed<parts>(key, k, length, width, stride);
        const int64_t row_length = value_steps() * 32;
        multiply<parts>(
            query, queries, key, key_steps(), value_steps(), [&](const float *c, int64_t row, int64_t strip) {
                float *place = scores + row * row_length + strip * 32;
                _mm512_store_ps(place, _mm512_load_ps(c));
                _mm512_store_ps(place + 16, _mm512_load_ps(c + 16));
            });
        for (int64_t row = 0; row < queries; row++) {
            sums[row] = softmax(row, scores + row * row_length, seen(row));
        }
        pack_right<parts>(value, v, length, width, stride);
        multiply<parts>(
            chances, queries, value, value_steps(), key_steps(), [&](const float *c, int64_t row, int64_t strip) {
                const __m512 share = _mm512_set1_ps(1.0f / sums[row]);
                for (int64_t half = 0; half < 32; half += 16) {
                    const int64_t column = strip * 32 + half;
                    _mm512_mask_storeu_ps(
                        y + row * q_stride + column, lanes(width - column),
                        _mm512_mul_ps(_mm512_load_ps(c + half), share));
                }
            });
    }

private:
    /// Writes e to each score less the largest as a row of chances; zeros for what is not seen. Returns their sum.
    float softmax(int64_t row, const float *scores, int64_t seen) {
        const __m512 none = _mm512_set1_ps(-__builtin_inff());
        __m512 largest = none;
        for (int64_t i = 0; i < seen; i += 16) {
            largest = _mm512_max_ps(largest, _mm512_mask_loadu_ps(none, lanes(seen - i), scores + i));
        }
        const __m512 top = _mm512_set1_ps(_mm512_reduce_max_ps(largest));
        __m512 sum = _mm512_setzero_ps();
        for (int64_t i = 0; i < value_steps() * 32; i += 16) {
            __m512 chance = _mm512_maskz_mov_ps(
                lanes(seen - i), exponential(_mm512_sub_ps(_mm512_load_ps(scores + i), top)));
            sum = _mm512_add_ps(sum, chance);
            put(chances, row, i, chance);
        }
        return _mm512_reduce_add_ps(sum);
    }
};

END_TILES

} // namespace camx
