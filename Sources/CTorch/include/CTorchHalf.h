// Maps whose weights are F16 and whose inputs are F32, in FBGEMM's kernels.
#pragma once
#include "CTorch.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tt_half_map tt_half_map;

/// Whether this processor and this libtorch have the kernels.
bool tt_half_maps(void);

/// Packs a map. weight: F32 [out, in]; bias: F32 [out], or NULL. NULL, or a text that the caller frees.
char *tt_half_pack(const tt_tensor *weight, const tt_tensor *bias, tt_half_map **result);

/// x: F32 [..., in]; the result is F32 [..., out]. Threads may call it at once.
char *tt_half_apply(const tt_half_map *map, const tt_tensor *x, tt_tensor **result);

void tt_half_release(tt_half_map *map);

#ifdef __cplusplus
}
#endif
