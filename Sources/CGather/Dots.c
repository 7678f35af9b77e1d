#include "CGather.h"
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

// Four sums at a time hide the time that an addition takes.
__attribute__((target("avx2,fma,f16c"))) static float dot_vectors(const uint8_t *halves, const float *query,
                                                                  size_t width) {
    __m256 sums[4] = {_mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps()};
    size_t i = 0;
    for (; i + 32 <= width; i += 32) {
        for (int part = 0; part < 4; part++) {
            size_t at = i + 8 * part;
            __m256 row = _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(halves + 2 * at)));
            sums[part] = _mm256_fmadd_ps(row, _mm256_loadu_ps(query + at), sums[part]);
        }
    }
    __m256 all = _mm256_add_ps(_mm256_add_ps(sums[0], sums[1]), _mm256_add_ps(sums[2], sums[3]));
    float numbers[8], sum = 0;
    _mm256_storeu_ps(numbers, all);
    for (int j = 0; j < 8; j++) sum += numbers[j];
    for (; i < width; i++) {
        float number;
        cgather_widen(halves + 2 * i, &number, 1);
        sum += number * query[i];
    }
    return sum;
}

static bool has_vectors(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
}
#else
static float dot_vectors(const uint8_t *halves, const float *query, size_t width) { return 0; }
static bool has_vectors(void) { return false; }
#endif

static float dot_plain(const uint8_t *halves, const float *query, size_t width) {
    enum { PIECE = 64 };
    float numbers[PIECE], sum = 0;
    for (size_t i = 0; i < width; i += PIECE) {
        size_t count = width - i < PIECE ? width - i : PIECE;
        cgather_widen(halves + 2 * i, numbers, count);
        for (size_t j = 0; j < count; j++) sum += numbers[j] * query[i + j];
    }
    return sum;
}

void cgather_dot_rows(const void *halves, size_t count, size_t width, const float *query, float *dots) {
    const uint8_t *rows = halves;
    bool fast = has_vectors();
    for (size_t row = 0; row < count; row++) {
        const uint8_t *start = rows + 2 * width * row;
        dots[row] = fast ? dot_vectors(start, query, width) : dot_plain(start, query, width);
    }
}
