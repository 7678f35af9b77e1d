#include "CGather.h"
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

// Instructions beyond the baseline, used only where the processor has them.
#define WIDE __attribute__((target("avx512f")))
#define NARROW __attribute__((target("avx,f16c")))

WIDE static size_t widen16(const uint8_t *halves, float *numbers, size_t count, bool adds) {
    size_t i = 0;
    for (; i + 16 <= count; i += 16) {
        __m512 value = _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)(halves + 2 * i)));
        if (adds) value = _mm512_add_ps(_mm512_loadu_ps(numbers + i), value);
        _mm512_storeu_ps(numbers + i, value);
    }
    return i;
}

NARROW static size_t widen8(const uint8_t *halves, float *numbers, size_t count, bool adds) {
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        __m256 value = _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(halves + 2 * i)));
        if (adds) value = _mm256_add_ps(_mm256_loadu_ps(numbers + i), value);
        _mm256_storeu_ps(numbers + i, value);
    }
    return i;
}

static size_t widen_vectors(const uint8_t *halves, float *numbers, size_t count, bool adds) {
    if (__builtin_cpu_supports("avx512f")) return widen16(halves, numbers, count, adds);
    if (__builtin_cpu_supports("avx") && __builtin_cpu_supports("f16c")) return widen8(halves, numbers, count, adds);
    return 0;
}
#else
// Elsewhere the compiler has its own vectors of F16.
static size_t widen_vectors(const uint8_t *halves, float *numbers, size_t count, bool adds) { return 0; }
#endif

/// IEEE 754's binary16 by its definition, for processors without a conversion, and for what vectors leave over.
static float widened(uint16_t half) {
    uint32_t sign = (uint32_t)(half & 0x8000) << 16, exponent = (half >> 10) & 31, fraction = half & 0x3FF, bits;
    if (exponent == 31) {
        // A number that signals becomes quiet, as in the processors' own conversion.
        bits = sign | 0x7F800000 | fraction << 13 | (fraction ? 0x400000 : 0);
    } else if (exponent) {
        bits = sign | (exponent + 112) << 23 | fraction << 13;
    } else {
        float value = (float)fraction * 0x1p-24f;
        memcpy(&bits, &value, 4);
        bits |= sign;
    }
    float value;
    memcpy(&value, &bits, 4);
    return value;
}

static void convert(const void *halves, float *numbers, size_t count, bool adds) {
    const uint8_t *bytes = halves;
    for (size_t i = widen_vectors(bytes, numbers, count, adds); i < count; i++) {
        uint16_t half;
        memcpy(&half, bytes + 2 * i, 2);
        numbers[i] = adds ? numbers[i] + widened(half) : widened(half);
    }
}

void cgather_widen(const void *halves, float *numbers, size_t count) { convert(halves, numbers, count, false); }

void cgather_widen_rows(const void *const *rows, size_t count, size_t width, float *numbers) {
    enum { AHEAD = 2, LINE = 64 };
    for (size_t row = 0; row < count; row++) {
        if (row + AHEAD < count) {
            const uint8_t *next = rows[row + AHEAD];
            for (size_t byte = 0; byte < 2 * width; byte += LINE) __builtin_prefetch(next + byte);
        }
        convert(rows[row], numbers + row * width, width, false);
    }
}

void cgather_add(const void *halves, float *numbers, size_t count) { convert(halves, numbers, count, true); }

void cgather_divide(float *numbers, float divisor, size_t count) {
    for (size_t i = 0; i < count; i++) numbers[i] /= divisor;
}
