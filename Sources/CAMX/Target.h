// Functions between BEGIN_TILES and END_TILES may use the instructions that camx_available() has found.
#pragma once
#include <immintrin.h>

#define BEGIN_TILES                                                                                                    \
    _Pragma("clang attribute push(__attribute__((target(\"amx-tile,amx-bf16,avx512f,avx512bw,avx512dq,avx512vl,avx512bf16,avx2,fma\"))), apply_to = function)")
#define END_TILES _Pragma("clang attribute pop")
