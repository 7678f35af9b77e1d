// Layer normalisation into a left factor.
#pragma once
#include "Tiles.h"

#include <cmath>
#include <cstring>

namespace camx {

BEGIN_TILES

struct Norm {
    Buffer<float> weight, bias;
    int64_t width = 0;
    float epsilon = 0;

    bool copy(const float *weight, const float *bias, int64_t width, float epsilon) {
        this->width = width;
        this->epsilon = epsilon;
        this->weight = allocated<float>(width);
        this->bias = allocated<float>(width);
        if (!this->weight || !this->bias) {
            return false;
        }
        std::memcpy(this->weight.get(), weight, static_cast<size_t>(width) * sizeof(float));
        std::memcpy(this->bias.get(), bias, static_cast<size_t>(width) * sizeof(float));
        return true;
    }

    /// x: [rows, width]. Columns beyond the width become zeros.
    template <bool split> void operator()(const float *x, int64_t rows, const Left<split> &left) const {
        for (int64_t row = 0; row < rows; row++, x += width) {
            __m512 sum = _mm512_setzero_ps();
            for (int64_t i = 0; i < width; i += 16) {
                sum = _mm512_add_ps(sum, _mm512_maskz_loadu_ps(lanes(width - i), x + i));
            }
            const __m512 mean = _mm512_set1_ps(_mm512_reduce_add_ps(sum) / static_cast<float>(width));
            __m512 squares = _mm512_setzero_ps();
            for (int64_t i = 0; i < width; i += 16) {
                const __mmask16 inside = lanes(width - i);
                __m512 d = _mm512_maskz_sub_ps(inside, _mm512_maskz_loadu_ps(inside, x + i), mean);
                squares = _mm512_fmadd_ps(d, d, squares);
            }
            const float variance = _mm512_reduce_add_ps(squares) / static_cast<float>(width);
            const __m512 scale = _mm512_set1_ps(1.0f / std::sqrt(variance + epsilon));
            for (int64_t i = 0; i < left.columns * 32; i += 16) {
                const __mmask16 inside = lanes(width - i);
                __m512 d = _mm512_mul_ps(_mm512_sub_ps(_mm512_maskz_loadu_ps(inside, x + i), mean), scale);
                put(left, row, i,
                    _mm512_maskz_fmadd_ps(
                        inside, d, _mm512_maskz_loadu_ps(inside, weight.get() + i),
                        _mm512_maskz_loadu_ps(inside, bias.get() + i)));
            }
        }
    }
};

END_TILES

} // namespace camx
