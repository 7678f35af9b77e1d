// Functions between BEGIN_TILES and END_TILES may use the instructions that camx_available() has found.
#pragma once
#include <immintrin.h>

#define CAMX_PRAGMA(text) _Pragma(#text)
#define CAMX_TARGET(features) CAMX_PRAGMA(clang attribute push(__attribute__((target(features))), apply_to = function))
#define BEGIN_TILES CAMX_TARGET("amx-tile,amx-bf16,amx-int8,avx512f,avx512bw,avx512dq,avx512vl,avx512bf16,avx2,fma")
#define END_TILES _Pragma("clang attribute pop")
