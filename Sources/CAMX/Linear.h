// A map with packed weights.
#pragma once
#include "CAMX.h"
#include "DigitProduct.h"
#include "Halves.h"

#include <cstring>
#include <type_traits>

namespace camx {

/// Calls `body` with the kind of factors.
template <typename Body> auto with_factors(camx_factors factors, const Body &body) {
    switch (factors) {
    case camx_one_half:
        return body(Halves<1>());
    case camx_two_halves:
        return body(Halves<2>());
    case camx_three_digits:
        return body(Digits());
    }
    return decltype(body(Digits()))();
}

BEGIN_TILES

template <typename Factors> struct Linear {
    using Left = typename Factors::Left;

    int64_t outputs = 0, inputs = 0;
    typename Factors::Right weight;
    /// As long as the strips; zeros where the map has none.
    Buffer<float> bias;

    int64_t strips() const { return rounded(outputs, 32) / 32; }

    /// `stride` apart lie the weight's rows. False where there is no memory.
    bool pack(camx_map map, int64_t outputs, int64_t inputs, int64_t stride) {
        this->outputs = outputs;
        this->inputs = inputs;
        bias = allocated<float>(strips() * 32);
        if (!bias || !weight.pack(map.weight, outputs, inputs, stride)) {
            return false;
        }
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
        bias = allocated<float>(strips() * 32);
        if (!bias || !weight.pack_as_is(map.weight, inputs, outputs, stride)) {
            return false;
        }
        std::memset(bias.get(), 0, static_cast<size_t>(strips() * 32) * sizeof(float));
        return true;
    }

    /// Calls `use(row, column, lanes, values)` with sixteen results at a time, to which the bias is added. Where all lanes
    /// are always inside, the compiler knows.
    template <typename Use> void operator()(const Left &x, int64_t rows, const Use &use) const {
        const float *biases = bias.get();
        const auto each = [&](const auto &inside) {
            Factors::multiply(
                x, rows, weight, inputs, strips(), [&](int64_t row, int64_t strip, __m512 low, __m512 high) {
                    const int64_t column = strip * 32;
                    use(row, column, inside(column), _mm512_add_ps(low, _mm512_load_ps(biases + column)));
                    use(row, column + 16, inside(column + 16),
                        _mm512_add_ps(high, _mm512_load_ps(biases + column + 16)));
                });
        };
        if (outputs % 32 == 0) {
            each([](int64_t) { return std::integral_constant<__mmask16, 0xffff>(); });
        } else {
            each([columns = outputs](int64_t column) { return lanes(columns - column); });
        }
    }

    /// y = x Wᵀ + b, with rows of y `outputs` wide.
    void write(const Left &x, int64_t rows, float *y) const {
        (*this)(x, rows, [y, width = outputs](int64_t row, int64_t column, __mmask16 inside, __m512 value) {
            _mm512_mask_storeu_ps(y + row * width + column, inside, value);
        });
    }

    /// y += x Wᵀ + b.
    void add(const Left &x, int64_t rows, float *y) const {
        (*this)(x, rows, [y, width = outputs](int64_t row, int64_t column, __mmask16 inside, __m512 value) {
            float *place = y + row * width + column;
            _mm512_mask_storeu_ps(place, inside, _mm512_add_ps(_mm512_maskz_loadu_ps(inside, place), value));
        });
    }
};

END_TILES

} // namespace camx
