#include "CTorchDevice.h"

#include "CTorchShared.h"

#include <ATen/Context.h>
#include <dlfcn.h>

#include <filesystem>
#include <string>

namespace {

struct CUDA {
    tt_cuda_state state;
    std::string detail;
};

/// Of CUDA's runtime: what they mean, and the few results that have a remedy of their own.
using CountDevices = int (*)(int *);
using ErrorText = const char *(*)(int);
constexpr int insufficientDriver = 35, noDevice = 100;

/// The folder that this process has libtorch from.
std::filesystem::path libtorchFolder() {
    Dl_info info;
    if (dladdr(reinterpret_cast<void *>(&at::globalContext), &info) == 0 || info.dli_fname == nullptr) {
        return {};
    }
    return std::filesystem::path(info.dli_fname).parent_path();
}

/// Counts the devices by CUDA's own runtime, which tells a missing driver from a missing device; libtorch does not.
CUDA countDevices() {
    auto count = reinterpret_cast<CountDevices>(dlsym(RTLD_DEFAULT, "cudaGetDeviceCount"));
    auto text = reinterpret_cast<ErrorText>(dlsym(RTLD_DEFAULT, "cudaGetErrorString"));
    if (count == nullptr || text == nullptr) {
        return {tt_cuda_not_loaded, "CUDA's runtime lacks cudaGetDeviceCount"};
    }
    int devices = 0;
    int error = count(&devices);
    if (error == insufficientDriver) {
        void *driver = dlopen("libcuda.so.1", RTLD_LAZY);
        return {driver == nullptr ? tt_cuda_no_driver : tt_cuda_old_driver, text(error)};
    }
    if (error == noDevice || (error == 0 && devices == 0)) {
        return {tt_cuda_no_device, text(noDevice)};
    }
    if (error != 0) {
        return {tt_cuda_failed, text(error)};
    }
    return {tt_cuda_ready, ""};
}

CUDA load() {
    auto library = libtorchFolder() / "libtorch_cuda.so";
    std::error_code ignored;
    if (!std::filesystem::exists(library, ignored)) {
        return {tt_cuda_missing, library.string()};
    }
    // Its kernels enter themselves into the dispatcher as it loads. It stays: they cannot be taken out again.
    if (dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL) == nullptr) {
        const char *error = dlerror();
        return {tt_cuda_not_loaded, error == nullptr ? library.string() : error};
    }
    CUDA cuda = countDevices();
    if (cuda.state != tt_cuda_ready) {
        return cuda;
    }
    auto &context = at::globalContext();
    // libtorch asks once whether there is CUDA, and remembers a no.
    if (!context.hasCUDA()) {
        return {tt_cuda_failed, "libtorch was in use before its CUDA part was loaded"};
    }
    // Features in fp32 agree with other libraries' only without the short mantissas of TF32, which convolutions take unasked.
    context.setAllowTF32CuDNN(false);
    context.setAllowTF32CuBLAS(false);
    context.setDeterministicCuDNN(true);
    context.setBenchmarkCuDNN(false);
    context.lazyInitDevice(at::kCUDA);
    return cuda;
}

} // namespace

extern "C" {

tt_cuda_state tt_cuda(char **detail) {
    *detail = nullptr;
    static const CUDA cuda = [] {
        CUDA result{tt_cuda_failed, ""};
        char *error = tt::guarded([&] { result = load(); });
        if (error != nullptr) {
            result = {tt_cuda_failed, error};
            free(error);
        }
        return result;
    }();
    if (!cuda.detail.empty()) {
        *detail = strdup(cuda.detail.c_str());
    }
    return cuda.state;
}

char *tt_move(const tt_tensor *tensor, int device, tt_tensor **result) {
    return tt::guarded([&] {
        auto moved = tensor->value.to(at::Device(static_cast<at::DeviceType>(device)));
        *result = new tt_tensor{moved};
    });
}

int tt_device(const tt_tensor *tensor) {
    return static_cast<int>(tensor->value.device().type());
}

} // extern "C"
