// What the files of this target share.
#pragma once
#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>

#include <cstring>
#include <exception>

struct tt_tensor {
    at::Tensor value;
};

namespace tt {

/// Runs `body`, and turns whatever it throws into a text: no exception may cross into Swift.
template <typename Body> char *guarded(Body body) {
    try {
        body();
        return nullptr;
    } catch (const c10::Error &error) {
        return strdup(error.what_without_backtrace());
    } catch (const std::exception &error) {
        return strdup(error.what());
    } catch (...) {
        return strdup("libtorch failed without saying why");
    }
}

} // namespace tt
