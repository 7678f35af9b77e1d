// Operations whose gradients the caller computes, and work that is split over this thread's cores.
#pragma once
#include "CTorch.h"

#ifdef __cplusplus
extern "C" {
#endif

/// How the gradient of an operation's output becomes that of its input.
typedef struct {
    void *context;
    /// Gives the input's gradient. `gradient` and the `count` tensors of `saved` become the callee's. Returns NULL, or a
    /// text from `tt_text`.
    char *(*run)(void *context, tt_tensor *gradient, tt_tensor **saved, size_t count, tt_tensor **result);
    /// Called once, when no backward pass can come any more.
    void (*release)(void *context);
} tt_backward_step;

/// Makes `y`, which was computed from `x` without recording, a node of the graph: backward calls `step` with what was
/// `saved`, which goes after it. The node owns the step in every case. A gradient of the gradient is refused.
char *tt_attach(
    const tt_tensor *x, const tt_tensor *y, const tt_tensor *const *saved, size_t count, tt_backward_step step,
    tt_tensor **result);

/// Calls `body` once for each of 0 ..< count, in as many threads as this thread's operations use.
char *tt_parallel(int64_t count, void (*body)(void *context, int64_t index), void *context);

/// A copy of a text, as functions here give it.
char *tt_text(const char *text);

#ifdef __cplusplus
}
#endif
