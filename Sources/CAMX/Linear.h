// A map with packed weights.
#pragma once
#include "CAMX.h"
#include "Product.h"

#include <cstring>

namespace camx {

BEGIN_TILES

template <int parts> struct Linear {
    int64_t outputs = 0, inputs = 0;
    Buffer<uint16_t> weight;
    /// As long as the strips; zeros where the map has none.
    Buffer<float> bias;

    int64_t steps() const { return rounded(inputs, 32) / 32; }
    int64_t strips() const { return rounded(outputs, 32) / 32; }

    /// `stride` apart lie the weight's rows. False where there is no memory.
    bool pack(camx_map map, int64_t outputs, int64_t inputs, int64_t stride) {
        this->outputs = outputs;
        this->inputs = inputs;
        weight = allocated<uint16_t>(Right<parts>::size(outputs, inputs));
        bias = allocated<float>(strips() * 32);
        if (!weight || !bias) {
            return false;
        }
        pack_transposed<parts>(weight.get(), map.weight, outputs, inputs, stride);
        std::memset(bias.get(), 0, static_cast<size_t>(strips() * 32) * sizeof(float));
        if (map.bias) {
            std::memcpy(bias.get(), map.bias, static_cast<size_t>(outputs) * sizeof(float));
        }
        return true;
    }

    /// The map from the gradient of the outputs to that of the inputs: y = x W.
    bool pack_back(camx_map map, int64_t outputs, int64_t inputs, int64_t stride) {
        this->outputs = inputs;
        this->inputs = outputs;
        weight = allocated<uint16_t>(Right<parts>::size(inputs, outputs));
        bias = allocated<float>(strips() * 32);
        if (!weight || !bias) {
            return false;
        }
        pack_right<parts>(weight.get(), map.weight, outputs, inputs, stride);
        std::memset(bias.get(), 0, static_cast<size_t>(strips() * 32) * sizeof(float));
        return true;
    }

    /// Calls `use(row, column, lanes, values)` with sixteen results at a time, to which the bias is added.
    template <typename Use> void operator()(const Left<parts> &x, int64_t rows, const Use &use) const {
        multiply<parts>(x, rows, weight.get(), steps(), strips(), [&](const float *c, int64_t row, int64_t strip) {
            for (int64_t half = 0; half < 32; half += 16) {
                const int64_t column = strip * 32 + half;
                use(row, column, lanes(outputs - column),
                    _mm512_add_ps(_mm512_load_ps(c + half), _mm512_load_ps(bias.get() + column)));
            }
        });
    }

    /// y = x Wᵀ + b, with rows of y `outputs` wide.
    void write(const Left<parts> &x, int64_t rows, float *y) const {
        (*this)(x, rows, [&](int64_t row, int64_t column, __mmask16 inside, __m512 value) {
            _mm512_mask_storeu_ps(y + row * outputs + column, inside, value);
        });
    }

    /// y += x Wᵀ + b.
    void add(const Left<parts> &x, int64_t rows, float *y) const {
        (*this)(x, rows, [&](int64_t row, int64_t column, __mmask16 inside, __m512 value) {
            float *place = y + row * outputs + column;
            _mm512_mask_storeu_ps(place, inside, _mm512_add_ps(_mm512_maskz_loadu_ps(inside, place), value));
        });
    }
};

END_TILES

} // namespace camx
