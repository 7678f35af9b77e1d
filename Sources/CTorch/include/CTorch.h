// A thin C face over libtorch: tensors as opaque handles, every operator by name through the dispatcher, and the few
// things that are no operators. Each function that can fail returns NULL, or a text that the caller frees.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tt_tensor tt_tensor;

typedef enum {
    tt_value_none,
    tt_value_tensor,
    tt_value_int,
    tt_value_double,
    tt_value_bool,
    tt_value_string,
    tt_value_ints,
    /// True where the number is not 0.
    tt_value_bools,
    tt_value_tensors,
    /// An empty list of numbers.
    tt_value_no_scalars,
    /// The number of a c10::DeviceType.
    tt_value_device,
} tt_value_kind;

/// One argument of an operator. Lists and texts are borrowed for the call.
typedef struct {
    tt_value_kind kind;
    const tt_tensor *tensor;
    int64_t integer;
    double real;
    const char *string;
    const int64_t *ints;
    const tt_tensor *const *tensors;
    size_t count;
} tt_value;

/// Calls the operator `name` (as `aten::mul`) with `overload` (as `Tensor`, or empty). Arguments that are left out at the
/// end take the schema's defaults. The tensors of the result, `capacity` at most, go to `results`, which the caller owns.
char *tt_call(
    const char *name, const char *overload, const tt_value *arguments, size_t argument_count, tt_tensor **results,
    size_t capacity, size_t *result_count);

/// Copies `bytes` into a new contiguous tensor.
char *tt_from_bytes(
    const void *bytes, size_t byte_count, const int64_t *shape, size_t dimensions, int type, tt_tensor **result);
/// A tensor over memory that somebody else owns and keeps until `release` is called with `context`.
char *tt_from_memory(
    const void *bytes, const int64_t *shape, size_t dimensions, int type, void (*release)(void *), void *context,
    tt_tensor **result);

/// Another handle of the same tensor.
tt_tensor *tt_copy(const tt_tensor *tensor);
void tt_release(tt_tensor *tensor);
int tt_type(const tt_tensor *tensor);
size_t tt_dimensions(const tt_tensor *tensor);
int64_t tt_size(const tt_tensor *tensor, size_t dimension);
int64_t tt_count(const tt_tensor *tensor);
size_t tt_element_size(const tt_tensor *tensor);
/// Copies the elements, in row-major order, to `bytes`.
char *tt_copy_to(const tt_tensor *tensor, void *bytes, size_t byte_count);
/// The elements of an F32 tensor on the CPU that lie in row-major order; NULL for any other.
float *tt_floats(const tt_tensor *tensor);

bool tt_requires_gradient(const tt_tensor *tensor);
char *tt_set_requires_gradient(tt_tensor *tensor, bool value);
/// The gradient gathered so far; `result` is NULL when there is none.
void tt_gradient(const tt_tensor *tensor, tt_tensor **result);
void tt_clear_gradient(tt_tensor *tensor);
char *tt_backward(const tt_tensor *loss);
/// Turns the recording of gradients on or off in this thread; returns what it was.
bool tt_set_gradient_mode(bool value);
void tt_set_threads(int count);
int tt_threads(void);
const char *tt_version(void);
/// Whether the processor has a kind of instruction, by cpuinfo's name, such as "avx512_bf16".
bool tt_processor_has(const char *kind);

void tt_free(char *text);

#ifdef __cplusplus
}
#endif

#include "CTorchDevice.h"
#include "CTorchGradient.h"
#include "CTorchGroup.h"
#include "CTorchHalf.h"
