// The packed maps of a layer.
#pragma once
#include "Linear.h"

#include <algorithm>
#include <vector>

namespace camx {

/// The feed-forward part's inner width is worked on in parts of this many columns, which stay in the second cache.
constexpr int64_t inner_part = 1024;

BEGIN_TILES

/// A layer's maps, or the ways of gradients back through them.
template <typename Factors> struct Maps {
    using Pack = bool (Linear<Factors>::*)(camx_map, int64_t, int64_t, int64_t);

    Linear<Factors> query, key, value, attention_out;
    /// Part by part of the inner width.
    std::vector<Linear<Factors>> feed_forward_in, feed_forward_out;

    /// The columns of each part of an inner width but the last.
    static int64_t part(int64_t inner) {
        const int64_t count = (inner + inner_part - 1) / inner_part;
        return rounded((inner + count - 1) / count, 32);
    }

    /// False where there is no memory.
    bool pack(const camx_layer_weights &w, Pack pack) {
        const int64_t width = w.width, inner = w.feed_forward;
        bool packed = (query.*pack)(w.query, width, width, width) && (key.*pack)(w.key, width, width, width) &&
                      (value.*pack)(w.value, width, width, width) &&
                      (attention_out.*pack)(w.attention_out, width, width, width);
        for (int64_t from = 0; packed && from < inner; from += part(inner)) {
            const int64_t count = std::min(inner - from, part(inner));
            const float *bias = w.feed_forward_in.bias;
            camx_map in{w.feed_forward_in.weight + from * width, bias ? bias + from : nullptr};
            // The bias is added once.
            camx_map out{w.feed_forward_out.weight + from, from == 0 ? w.feed_forward_out.bias : nullptr};
            packed = (feed_forward_in.emplace_back().*pack)(in, count, width, width) &&
                     (feed_forward_out.emplace_back().*pack)(out, width, count, inner);
        }
        return packed;
    }
};

END_TILES

} // namespace camx
