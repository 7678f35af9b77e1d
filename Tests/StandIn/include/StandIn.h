// A device for tests on machines without a GPU. Its tensors lie in memory, but libtorch does not know: it refuses to read
// them as the CPU's, and operations that mix them with the CPU's tensors fail, as on a GPU. The numbers are the CPU's.
#pragma once
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The operators that worked on the device so far, as `aten::mul.Tensor`, sorted, a line each; to be freed. Those that every
/// device gets by itself, as views and copies, are not among them.
char *stand_in_operators(void);

#ifdef __cplusplus
}
#endif
