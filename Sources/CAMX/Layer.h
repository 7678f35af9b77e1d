// A layer with packed weights: forward, and back to its input.
#pragma once
#include "Attention.h"
#include "AttentionGradient.h"
#include "Kept.h"
#include "Maps.h"
#include "Norm.h"

#include <algorithm>
#include <cstring>

struct camx_layer {
    virtual ~camx_layer() = default;
    virtual int64_t kept(const camx_pass &) const = 0;
    virtual bool
    forward(camx_workspace &, const camx_pass &, int64_t first, int64_t count, float *y) const = 0;
    virtual bool backward(
        camx_workspace &, const camx_pass &, int64_t first, int64_t count, const float *y_gradient,
        float *x_gradient) const = 0;
};

namespace camx {

BEGIN_TILES

template <typename Factors, camx_activation activation> struct Layer final : camx_layer {
    using Kept = camx::Kept<Factors::fine_slopes>;
    using Attention = camx::Attention<Factors::attention_parts>;
    using AttentionGradient = camx::AttentionGradient<Factors::attention_parts>;
    using Collector = typename Factors::Collector;

    int64_t width = 0, heads = 0, inner = 0;
    /// The columns of each part of the inner width but the last.
    int64_t part = 0;
    bool gradients = false;
    Norm attention_norm, feed_forward_norm;
    Maps<Factors> ahead, back;

    bool pack(const camx_layer_weights &w) {
        width = w.width;
        heads = w.heads;
        inner = w.feed_forward;
        gradients = w.gradients;
        part = Maps<Factors>::part(inner);
        return attention_norm.copy(w.attention_norm.weight, w.attention_norm.bias, width, w.epsilon) &&
               feed_forward_norm.copy(w.feed_forward_norm.weight, w.feed_forward_norm.bias, width, w.epsilon) &&
               ahead.pack(w, &Linear<Factors>::pack) && (!gradients || back.pack(w, &Linear<Factors>::pack_back));
    }

    int64_t kept(const camx_pass &pass) const override { return Kept::bytes(pass, width, inner); }

    bool forward(
        camx_workspace &workspace, const camx_pass &pass, int64_t first, int64_t count, float *y) const override {
        const Part own{pass, first, count, width};
        const int64_t head = width / heads;
        const bool keeping = pass.kept != nullptr;
        const int64_t bytes = left_bytes(own) + inner_bytes(own) + camx_workspace::bytes<float>(own.asking * width) +
                              (keeping ? 0 : own.matrices_bytes(width)) +
                              Attention::bytes(head, own.queries, pass.length);
        if (!workspace.open(bytes)) {
            return false;
        }
        TileUnit unit;
        y += first * own.queries * width;
        const auto left = Factors::left(workspace, own.rows, width);
        float *mixed = workspace.take<float>(own.asking * width);
        const Kept kept =
            keeping ? Kept(pass, first, width, inner) : Kept::of_a_part(workspace, own, width);

        if (pass.positions) {
            for (int64_t s = 0; s < count; s++) {
                copy(own.x + own.at(s) * width, 1, y + s * width);
            }
            attention_norm(y, count, left);
            ahead.query.write(left, count, kept.query);
            attention_norm(own.x, own.rows, left);
        } else {
            attention_norm(own.x, own.rows, left);
            ahead.query.write(left, own.rows, kept.query);
            if (y != own.x) {
                copy(own.x, own.rows, y);
            }
        }
        ahead.key.write(left, own.rows, kept.key);
        ahead.value.write(left, own.rows, kept.value);
        Attention attention(workspace, head, own.queries, pass.length);
        for (int64_t s = 0; s < count; s++) {
            for (int64_t h = 0; h < heads; h++) {
                const int64_t asking = s * own.queries * width + h * head, all = s * pass.length * width + h * head;
                attention(
                    kept.query + asking, width, kept.key + all, kept.value + all, width, own.seen(s), mixed + asking);
            }
        }
        pack_left(left, mixed, own.asking, width, width);
        ahead.attention_out.add(left, own.asking, y);
        if (keeping) {
            copy(y, own.asking, kept.middle);
        }
        feed_forward_norm(y, own.asking, left);
        const int64_t mark = workspace.used;
        for (size_t i = 0; i < ahead.feed_forward_in.size(); i++) {
            const Linear<Factors> &in = ahead.feed_forward_in[i], &out = ahead.feed_forward_out[i];
            const int64_t from = static_cast<int64_t>(i) * part;
            workspace.used = mark;
            const Collector collector(workspace, own.asking, out.inputs);
            if (keeping) {
                in(left, own.asking, [&](int64_t row, int64_t column, __mmask16 inside, __m512 value) {
                    kept.put_slope(row, from + column, inside, slope<activation>(value));
                    collector.put(row, column, inside, activated<activation>(value));
                });
            } else {
                in(left, own.asking, [&](int64_t row, int64_t column, __mmask16 inside, __m512 value) {
                    collector.put(row, column, inside, activated<activation>(value));
                });
            }
            out.add(collector.left(own.asking, out.inputs), own.asking, y);
        }
        return true;
    }

    bool backward(
        camx_workspace &workspace, const camx_pass &pass, int64_t first, int64_t count, const float *y_gradient,
        float *x_gradient) const override {
        const Part own{pass, first, count, width};
        const int64_t head = width / heads;
        const int64_t bytes = left_bytes(own) + inner_bytes(own) +
                              2 * camx_workspace::bytes<float>(own.asking * width) + own.matrices_bytes(width) +
                              AttentionGradient::bytes(head, own.queries, pass.length);
        if (!gradients || !workspace.open(bytes)) {
            return false;
        }
        TileUnit unit;
        y_gradient += first * own.queries * width;
        x_gradient += first * pass.length * width;
        const Kept kept(pass, first, width, inner);
        const auto left = Factors::left(workspace, own.rows, width);
        float *normal = workspace.take<float>(own.rows * width);
        float *key = workspace.take<float>(own.rows * width), *value = workspace.take<float>(own.rows * width);
        float *query = workspace.take<float>(own.asking * width);
        float *middle = workspace.take<float>(own.asking * width);
        AttentionGradient attention(workspace, head, own.queries, pass.length);

        clear(normal, own.asking);
        pack_left(left, y_gradient, own.asking, width, width);
        const int64_t mark = workspace.used;
        for (size_t i = 0; i < back.feed_forward_out.size(); i++) {
            const Linear<Factors> &out = back.feed_forward_out[i], &in = back.feed_forward_in[i];
            const int64_t from = static_cast<int64_t>(i) * part;
            workspace.used = mark;
            const Collector collector(workspace, own.asking, in.inputs);
            out(left, own.asking, [&](int64_t row, int64_t column, __mmask16 inside, __m512 value) {
                collector.put(row, column, inside, _mm512_mul_ps(value, kept.slope(row, from + column, inside)));
            });
            in.add(collector.left(own.asking, in.inputs), own.asking, normal);
        }
        copy(y_gradient, own.asking, middle);
        feed_forward_norm.add_backward(kept.middle, normal, own.asking, middle);

        pack_left(left, middle, own.asking, width, width);
        back.attention_out.write(left, own.asking, query);
        for (int64_t s = 0; s < count; s++) {
            for (int64_t h = 0; h < heads; h++) {
                const int64_t asking = s * own.queries * width + h * head, all = s * pass.length * width + h * head;
                attention(
                    kept.query + asking, width, kept.key + all, kept.value + all, width, own.seen(s), query + asking,
                    query + asking, key + all, value + all);
            }
        }
        pack_left(left, query, own.asking, width, width);
        back.query.write(left, own.asking, pass.positions ? query : normal);
        if (pass.positions) {
            spread(own, query, normal);
            spread(own, middle, x_gradient);
        } else {
            copy(middle, own.rows, x_gradient);
        }
        pack_left(left, key, own.rows, width, width);
        back.key.add(left, own.rows, normal);
        pack_left(left, value, own.rows, width, width);
        back.value.add(left, own.rows, normal);
        attention_norm.add_backward(own.x, normal, own.rows, x_gradient);
        return true;
    }

private:
    int64_t left_bytes(const Part &own) const {
        return Factors::left_bytes(own.rows, width);
    }
    int64_t inner_bytes(const Part &own) const {
        return Collector::bytes(own.asking, std::min(inner, part));
    }

    void copy(const float *from, int64_t rows, float *to) const {
        std::memcpy(to, from, static_cast<size_t>(rows * width) * sizeof(float));
    }
    void clear(float *place, int64_t rows) const {
        std::memset(place, 0, static_cast<size_t>(rows * width) * sizeof(float));
    }
    /// Puts each sequence's row at its position, with zeros elsewhere.
    void spread(const Part &own, const float *from, float *to) const {
        clear(to, own.rows);
        for (int64_t s = 0; s < own.count; s++) {
            copy(from + s * width, 1, to + own.at(s) * width);
        }
    }
};

END_TILES

} // namespace camx
