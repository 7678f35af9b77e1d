// A part of a pass, and what forward keeps of it for backward.
#pragma once
#include "CAMX.h"
#include "Tiles.h"
#include "Workspace.h"

#include <type_traits>

namespace camx {

/// Some of a pass's sequences.
struct Part {
    const camx_pass &pass;
    int64_t first, count;
    /// Positions of a sequence that have output; those of all sequences; and all positions.
    int64_t queries, asking, rows;
    const float *x;

    Part(const camx_pass &pass, int64_t first, int64_t count, int64_t width)
        : pass(pass), first(first), count(count), queries(pass.positions ? 1 : pass.length), asking(count * queries),
          rows(count * pass.length), x(pass.x + first * pass.length * width) {}

    /// The row of a sequence's position.
    int64_t at(int64_t sequence) const { return sequence * pass.length + pass.positions[first + sequence]; }

    /// How many of its first positions each query of a sequence sees.
    auto seen(int64_t sequence) const {
        return [this, sequence](int64_t query) {
            if (!pass.causal) {
                return pass.length;
            }
            return (pass.positions ? pass.positions[first + sequence] : query) + 1;
        };
    }

    /// Keys and values, and one more of that size.
    int64_t matrices_bytes(int64_t width) const { return 3 * camx_workspace::bytes<float>(rows * width); }
};

BEGIN_TILES

/// Queries, keys, values, the rows between the layer's two halves, and the slopes of the activations. All of the pass's
/// queries come first, then all keys, and so on, so that parts may be cut in any way.
template <bool fine_slopes> struct Kept {
    using Slope = std::conditional_t<fine_slopes, float, uint16_t>;

    float *query, *key, *value, *middle;
    Slope *slopes;
    int64_t inner;

    static int64_t bytes(const camx_pass &pass, int64_t width, int64_t inner) {
        const Part all(pass, 0, pass.sequences, width);
        return 2 * (all.asking + all.rows) * width * static_cast<int64_t>(sizeof(float)) +
               all.asking * inner * static_cast<int64_t>(sizeof(Slope));
    }

    /// The places of the sequences from `first`.
    Kept(const camx_pass &pass, int64_t first, int64_t width, int64_t inner) : inner(inner) {
        const Part all(pass, 0, pass.sequences, width), before(pass, 0, first, width);
        auto *memory = static_cast<float *>(pass.kept);
        query = memory + before.asking * width;
        middle = memory + (all.asking + before.asking) * width;
        key = memory + (2 * all.asking + before.rows) * width;
        value = memory + (2 * all.asking + all.rows + before.rows) * width;
        slopes = reinterpret_cast<Slope *>(memory + 2 * (all.asking + all.rows) * width) + before.asking * inner;
    }

    /// Queries, keys and values that go when the part is done.
    static Kept of_a_part(camx_workspace &workspace, const Part &part, int64_t width) {
        float *query = workspace.take<float>(part.rows * width), *key = workspace.take<float>(part.rows * width);
        return Kept(query, key, workspace.take<float>(part.rows * width));
    }

    void put_slope(int64_t row, int64_t column, __mmask16 inside, __m512 slope) const {
        Slope *place = slopes + row * inner + column;
        if constexpr (fine_slopes) {
            _mm512_mask_storeu_ps(place, inside, slope);
        } else {
            _mm256_mask_storeu_epi16(place, inside, nearest(slope));
        }
    }

    /// Sixteen slopes; zeros outside.
    __m512 slope(int64_t row, int64_t column, __mmask16 inside) const {
        const Slope *place = slopes + row * inner + column;
        if constexpr (fine_slopes) {
            return _mm512_maskz_loadu_ps(inside, place);
        } else {
            return widened(_mm256_maskz_loadu_epi16(inside, place));
        }
    }

private:
    Kept(float *query, float *key, float *value)
        : query(query), key(key), value(value), middle(nullptr), slopes(nullptr), inner(0) {}
};

END_TILES

} // namespace camx
