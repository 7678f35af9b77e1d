// Functions of sixteen values at a time.
#pragma once
#include "CAMX.h"
#include "Target.h"

namespace camx {

BEGIN_TILES

/// e to the x, within 2 units of the last place; 0 below -104.
inline __m512 exponential(__m512 x) {
    // In this order what is no number stays so.
    x = _mm512_max_ps(_mm512_set1_ps(-104.0f), _mm512_min_ps(_mm512_set1_ps(88.72f), x));
    // x = n ln 2 + r, with ln 2 in two parts so that r keeps its digits.
    __m512 n = _mm512_roundscale_ps(
        _mm512_mul_ps(x, _mm512_set1_ps(1.44269504f)), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    __m512 r = _mm512_fnmadd_ps(n, _mm512_set1_ps(0.693145752f), x);
    r = _mm512_fnmadd_ps(n, _mm512_set1_ps(1.42860677e-6f), r);
    __m512 p = _mm512_set1_ps(1.0f / 5040);
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.0f / 720));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.0f / 120));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.0f / 24));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.0f / 6));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(0.5f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.0f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.0f));
    return _mm512_scalef_ps(p, n);
}

/// x σ(scale x).
inline __m512 gated(__m512 x, __m512 scaled) {
    __m512 e = exponential(_mm512_sub_ps(_mm512_setzero_ps(), scaled));
    return _mm512_div_ps(x, _mm512_add_ps(e, _mm512_set1_ps(1.0f)));
}

/// Φ(x). The error function is Abramowitz and Stegun's 7.1.26, within 1.5e-7.
inline __m512 normal_distribution(__m512 x) {
    const __m512 one = _mm512_set1_ps(1.0f);
    __m512 z = _mm512_mul_ps(_mm512_abs_ps(x), _mm512_set1_ps(0.70710678f));
    __m512 t = _mm512_div_ps(one, _mm512_fmadd_ps(z, _mm512_set1_ps(0.3275911f), one));
    __m512 p = _mm512_set1_ps(1.061405429f);
    p = _mm512_fmadd_ps(p, t, _mm512_set1_ps(-1.453152027f));
    p = _mm512_fmadd_ps(p, t, _mm512_set1_ps(1.421413741f));
    p = _mm512_fmadd_ps(p, t, _mm512_set1_ps(-0.284496736f));
    p = _mm512_fmadd_ps(p, t, _mm512_set1_ps(0.254829592f));
    // Half of what the error function lacks to one.
    __m512 e = exponential(_mm512_sub_ps(_mm512_setzero_ps(), _mm512_mul_ps(z, z)));
    __m512 tail = _mm512_mul_ps(_mm512_mul_ps(_mm512_mul_ps(p, t), e), _mm512_set1_ps(0.5f));
    __mmask16 negative = _mm512_cmp_ps_mask(x, _mm512_setzero_ps(), _CMP_LT_OQ);
    return _mm512_mask_mov_ps(_mm512_sub_ps(one, tail), negative, tail);
}

/// x Φ(x).
inline __m512 gelu(__m512 x) {
    return _mm512_mul_ps(x, normal_distribution(x));
}

/// x / 2 (1 + tanh(√(2/π) (x + 0.044715 x³))), which is x σ of twice that argument.
inline __m512 gelu_tanh(__m512 x) {
    __m512 cube = _mm512_mul_ps(_mm512_mul_ps(x, x), _mm512_set1_ps(0.044715f));
    __m512 inner = _mm512_fmadd_ps(cube, x, x);
    return gated(x, _mm512_mul_ps(inner, _mm512_set1_ps(1.5957691216f)));
}

/// The slope of x σ(u), where u changes by `rise` with x: σ + x σ (1 - σ) rise.
inline __m512 gated_slope(__m512 x, __m512 scaled, __m512 rise) {
    const __m512 one = _mm512_set1_ps(1.0f);
    __m512 gate = _mm512_div_ps(
        one, _mm512_add_ps(exponential(_mm512_sub_ps(_mm512_setzero_ps(), scaled)), one));
    __m512 bend = _mm512_mul_ps(_mm512_mul_ps(x, rise), _mm512_sub_ps(one, gate));
    return _mm512_fmadd_ps(gate, bend, gate);
}

/// The slope of an activation.
template <camx_activation activation> inline __m512 slope(__m512 x) {
    if constexpr (activation == camx_quick_gelu) {
        const __m512 scale = _mm512_set1_ps(1.702f);
        return gated_slope(x, _mm512_mul_ps(x, scale), scale);
    } else if constexpr (activation == camx_gelu) {
        // Φ(x) + x φ(x).
        __m512 square = _mm512_mul_ps(x, x);
        __m512 density = exponential(_mm512_mul_ps(square, _mm512_set1_ps(-0.5f)));
        return _mm512_fmadd_ps(
            _mm512_mul_ps(x, _mm512_set1_ps(0.39894228f)), density, normal_distribution(x));
    } else {
        __m512 square = _mm512_mul_ps(x, x);
        const __m512 one = _mm512_set1_ps(1.0f), scale = _mm512_set1_ps(1.5957691216f);
        __m512 inner = _mm512_mul_ps(x, _mm512_fmadd_ps(square, _mm512_set1_ps(0.044715f), one));
        __m512 rise = _mm512_fmadd_ps(square, _mm512_set1_ps(0.134145f), one);
        return gated_slope(x, _mm512_mul_ps(inner, scale), _mm512_mul_ps(rise, scale));
    }
}

template <camx_activation activation> inline __m512 activated(__m512 x) {
    if constexpr (activation == camx_quick_gelu) {
        return gated(x, _mm512_mul_ps(x, _mm512_set1_ps(1.702f)));
    } else if constexpr (activation == camx_gelu) {
        return gelu(x);
    } else {
        return gelu_tanh(x);
    }
}

END_TILES

} // namespace camx
