#include "Attention.h"
#include "Linear.h"
#include "Norm.h"

#include <new>
#include <vector>

struct camx_layer {
    virtual ~camx_layer() = default;
    virtual bool run(camx_workspace &, float *x, int64_t sequences, int64_t length, bool causal) const = 0;
    virtual bool run_at(
        camx_workspace &, const float *x, int64_t sequences, int64_t length, bool causal, const int64_t *positions,
        float *y) const = 0;
};

namespace camx {

/// The feed-forward part's inner width is worked on in parts of this many columns, which stay in the second cache.
constexpr int64_t inner_part = 1024;

BEGIN_TILES

template <bool split, camx_activation activation> struct Layer final : camx_layer {
    int64_t width = 0, heads = 0;
    Norm attention_norm, feed_forward_norm;
    Linear<split> query, key, value, attention_out;
    /// Part by part of the inner width.
    std::vector<Linear<split>> feed_forward_in, feed_forward_out;

    bool pack(const camx_layer_weights &w) {
        width = w.width;
        heads = w.heads;
        bool packed = attention_norm.copy(w.attention_norm.weight, w.attention_norm.bias, width, w.epsilon) &&
                      feed_forward_norm.copy(w.feed_forward_norm.weight, w.feed_forward_norm.bias, width, w.epsilon) &&
                      query.pack(w.query, width, width, width) && key.pack(w.key, width, width, width) &&
                      value.pack(w.value, width, width, width) &&
                      attention_out.pack(w.attention_out, width, width, width);
        const int64_t parts = (w.feed_forward + inner_part - 1) / inner_part;
        const int64_t part = rounded((w.feed_forward + parts - 1) / parts, 32);
        for (int64_t from = 0; packed && from < w.feed_forward; from += part) {
            const int64_t count = w.feed_forward - from < part ? w.feed_forward - from : part;
            const float *bias = w.feed_forward_in.bias;
            camx_map in{w.feed_forward_in.weight + from * width, bias ? bias + from : nullptr};
            // The bias is added once.
            camx_map out{w.feed_forward_out.weight + from, from == 0 ? w.feed_forward_out.bias : nullptr};
            packed = feed_forward_in.emplace_back().pack(in, count, width, width) &&
                     feed_forward_out.emplace_back().pack(out, width, count, w.feed_forward);
        }
        return packed;
    }

    bool run(camx_workspace &workspace, float *x, int64_t sequences, int64_t length, bool causal) const override {
        const int64_t rows = sequences * length;
        if (!workspace.open(bytes(rows, rows, length, length))) {
            return false;
        }
        TileUnit unit;
        const Left<split> left{workspace.take<uint16_t>(Left<split>::size(rows, width)), query.steps()};
        float *q = workspace.take<float>(rows * width);
        attention_norm(x, rows, left);
        query.write(left, rows, q);
        const auto seen = [&](int64_t, int64_t i) { return causal ? i + 1 : length; };
        attend(workspace, left, q, sequences, length, length, seen);
        pack_left(left, q, rows, width, width);
        attention_out.add(left, rows, x);
        feed_forward(workspace, left, x, rows);
        return true;
    }

    bool run_at(
        camx_workspace &workspace, const float *x, int64_t sequences, int64_t length, bool causal,
        const int64_t *positions, float *y) const override {
        const int64_t rows = sequences * length;
        if (!workspace.open(bytes(rows, sequences, 1, length))) {
            return false;
        }
        TileUnit unit;
        const Left<split> left{workspace.take<uint16_t>(Left<split>::size(rows, width)), query.steps()};
        float *q = workspace.take<float>(sequences * width);
        for (int64_t s = 0; s < sequences; s++) {
            const float *row = x + (s * length + positions[s]) * width;
            std::memcpy(y + s * width, row, static_cast<size_t>(width) * sizeof(float));
        }
        attention_norm(y, sequences, left);
        query.write(left, sequences, q);
        attention_norm(x, rows, left);
        const auto seen = [&](int64_t s, int64_t) { return causal ? positions[s] + 1 : length; };
        attend(workspace, left, q, sequences, 1, length, seen);
        pack_left(left, q, sequences, width, width);
        attention_out.add(left, sequences, y);
        feed_forward(workspace, left, y, sequences);
        return true;
    }

private:
    int64_t bytes(int64_t rows, int64_t asking, int64_t queries, int64_t length) const {
        int64_t inner = 0;
        for (const auto &map : feed_forward_in) {
            inner = map.outputs > inner ? map.outputs : inner;
        }
        return camx_workspace::bytes<uint16_t>(Left<split>::size(rows, width)) +
               camx_workspace::bytes<float>(asking * width) + 2 * camx_workspace::bytes<float>(rows * width) +
               Attention<split>::bytes(width / heads, queries, length) +
               camx_workspace::bytes<uint16_t>(Left<split>::size(asking, inner));
    }

    /// q: the queries, which become what they attend to. left: the normalised rows.
    template <typename Seen>
    void attend(
        camx_workspace &workspace, const Left<split> &left, float *q, int64_t sequences, int64_t queries,
        int64_t length, const Seen &seen) const {
        const int64_t rows = sequences * length, head = width / heads;
        float *k = workspace.take<float>(rows * width), *v = workspace.take<float>(rows * width);
        key.write(left, rows, k);
        value.write(left, rows, v);
        Attention<split> attention(workspace, head, queries, length);
        for (int64_t s = 0; s < sequences; s++) {
            for (int64_t h = 0; h < heads; h++) {
                float *own = q + s * queries * width + h * head;
                const int64_t place = s * length * width + h * head;
                attention(own, width, k + place, v + place, width, [&](int64_t i) { return seen(s, i); }, own);
            }
        }
    }

    void feed_forward(camx_workspace &workspace, const Left<split> &left, float *x, int64_t rows) const {
        feed_forward_norm(x, rows, left);
        auto *memory = workspace.take<uint16_t>(0);
        for (size_t part = 0; part < feed_forward_in.size(); part++) {
            const Left<split> inner{memory, feed_forward_out[part].steps()};
            feed_forward_in[part](left, rows, [&](int64_t row, int64_t column, __mmask16 inside, __m512 value) {
                put(inner, row, column, _mm512_maskz_mov_ps(inside, activated<activation>(value)));
            });
            feed_forward_out[part].add(inner, rows, x);
        }
    }
};

template <bool split, camx_activation activation> camx_layer *packed(const camx_layer_weights &weights) {
    auto *layer = new (std::nothrow) Layer<split, activation>();
    if (layer && !layer->pack(weights)) {
        delete layer;
        return nullptr;
    }
    return layer;
}

template <bool split> camx_layer *packed(const camx_layer_weights &weights) {
    switch (weights.activation) {
    case camx_quick_gelu:
        return packed<split, camx_quick_gelu>(weights);
    case camx_gelu:
        return packed<split, camx_gelu>(weights);
    case camx_gelu_tanh:
        return packed<split, camx_gelu_tanh>(weights);
    }
    return nullptr;
}

END_TILES

} // namespace camx

extern "C" {

camx_layer *camx_layer_pack(const camx_layer_weights *weights) {
    try {
        return weights->split ? camx::packed<true>(*weights) : camx::packed<false>(*weights);
    } catch (const std::bad_alloc &) {
        return nullptr;
    }
}

void camx_layer_free(camx_layer *layer) {
    delete layer;
}

bool camx_layer_run(
    const camx_layer *layer, camx_workspace *workspace, float *x, int64_t sequences, int64_t length, bool causal) {
    return layer->run(*workspace, x, sequences, length, causal);
}

bool camx_layer_run_at(
    const camx_layer *layer, camx_workspace *workspace, const float *x, int64_t sequences, int64_t length, bool causal,
    const int64_t *positions, float *y) {
    return layer->run_at(*workspace, x, sequences, length, causal, positions, y);
}

} // extern "C"
