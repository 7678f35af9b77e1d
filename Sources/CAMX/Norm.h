// Layer normalisation into a left factor, and its gradient.
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
    template <typename Left> void operator()(const float *x, int64_t rows, const Left &left) const {
        for (int64_t row = 0; row < rows; row++, x += width) {
            const Statistics own = statistics(x);
            auto to = row_of(left, row);
            for (int64_t i = 0; i < left.width(); i += 16) {
                const __mmask16 inside = lanes(width - i);
                to.put(i, _mm512_maskz_fmadd_ps(
                              inside, own.normal(inside, x + i), _mm512_maskz_loadu_ps(inside, weight.get() + i),
                              _mm512_maskz_loadu_ps(inside, bias.get() + i)));
            }
            to.finish();
        }
    }

    /// Adds the gradient of x, from that of its norm, to `result`. Each: [rows, width].
    void add_backward(const float *x, const float *gradient, int64_t rows, float *result) const {
        for (int64_t row = 0; row < rows; row++, x += width, gradient += width, result += width) {
            const Statistics own = statistics(x);
            __m512 sum = _mm512_setzero_ps(), product = _mm512_setzero_ps();
            for (int64_t i = 0; i < width; i += 16) {
                const __mmask16 inside = lanes(width - i);
                const __m512 weighted = this->weighted(inside, gradient, i);
                sum = _mm512_add_ps(sum, weighted);
                product = _mm512_fmadd_ps(weighted, own.normal(inside, x + i), product);
            }
            const __m512 mean = _mm512_set1_ps(_mm512_reduce_add_ps(sum) / static_cast<float>(width));
            const __m512 slope = _mm512_set1_ps(_mm512_reduce_add_ps(product) / static_cast<float>(width));
            for (int64_t i = 0; i < width; i += 16) {
                const __mmask16 inside = lanes(width - i);
                // What would change the mean or the deviation is taken out.
                __m512 rest = _mm512_sub_ps(weighted(inside, gradient, i), mean);
                rest = _mm512_fnmadd_ps(own.normal(inside, x + i), slope, rest);
                _mm512_mask_storeu_ps(
                    result + i, inside, _mm512_fmadd_ps(rest, own.scale, _mm512_maskz_loadu_ps(inside, result + i)));
            }
        }
    }

private:
    struct Statistics {
        __m512 mean, scale;

        /// Sixteen values normalised; zeros outside.
        __m512 normal(__mmask16 inside, const float *x) const {
            return _mm512_maskz_mul_ps(inside, _mm512_sub_ps(_mm512_maskz_loadu_ps(inside, x), mean), scale);
        }
    };

    Statistics statistics(const float *x) const {
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
        return {mean, _mm512_set1_ps(1.0f / std::sqrt(variance + epsilon))};
    }

    __m512 weighted(__mmask16 inside, const float *gradient, int64_t i) const {
        return _mm512_mul_ps(
            _mm512_maskz_loadu_ps(inside, gradient + i), _mm512_maskz_loadu_ps(inside, weight.get() + i));
    }
};

END_TILES

} // namespace camx
