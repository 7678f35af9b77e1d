// Devices: libtorch's CUDA part, which is loaded when it is asked for, and tensors on them.
#pragma once
#include "CTorch.h"

#ifdef __cplusplus
extern "C" {
#endif

/// c10::DeviceType.
typedef enum {
    tt_device_cpu = 0,
    tt_device_cuda = 1,
    /// A kind that libtorch names and has nothing for (IPU): what the process itself registers with the dispatcher.
    tt_device_own = 18,
} tt_device_type;

/// What stands between this process and a CUDA device.
typedef enum {
    tt_cuda_ready,
    /// libtorch_cuda.so does not lie beside libtorch_cpu.so.
    tt_cuda_missing,
    /// It, or a library that it needs, does not load.
    tt_cuda_not_loaded,
    tt_cuda_no_driver,
    /// The driver is older than the libraries.
    tt_cuda_old_driver,
    tt_cuda_no_device,
    /// Something else, as a device that another process has for itself.
    tt_cuda_failed,
} tt_cuda_state;

/// Loads libtorch's CUDA part and looks for a device: the first call does, later ones repeat its answer. `detail` is a path
/// or a library's own words, to be freed with `tt_free`, or NULL.
tt_cuda_state tt_cuda(char **detail);

/// The tensor on a device, which is the tensor itself where it is there already. Gradients flow back through the copy.
char *tt_move(const tt_tensor *tensor, int device, tt_tensor **result);
/// A tt_device_type, or another c10::DeviceType.
int tt_device(const tt_tensor *tensor);

#ifdef __cplusplus
}
#endif
