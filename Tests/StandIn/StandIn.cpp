#include "StandIn.h"

#include <ATen/EmptyTensor.h>
#include <ATen/native/CPUFallback.h>
#include <ATen/ops/_reshape_alias_native.h>
#include <ATen/ops/as_strided_native.h>
#include <ATen/Functions.h>
#include <ATen/ops/view_native.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/library.h>

#include <cstring>
#include <mutex>
#include <set>
#include <string>

namespace {

/// The kind that libtorch has for devices of others, PrivateUse1, is also one of those that take work for later, which this
/// one does not; and it would stand in a GPU's way.
constexpr auto kind = c10::DeviceType::IPU;
const c10::Device device(kind, 0);
const c10::Stream stream(c10::Stream::DEFAULT, device);

/// The CPU's memory under the device's name.
struct Memory final : c10::Allocator {
    c10::DataPtr allocate(size_t bytes) override {
        auto memory = c10::GetAllocator(c10::kCPU)->allocate(bytes);
        auto *start = memory.get();
        auto release = memory.get_deleter();
        return {start, memory.release_context(), release, device};
    }

    c10::DeleterFnPtr raw_deleter() const override { return c10::GetAllocator(c10::kCPU)->raw_deleter(); }

    void copy_data(void *to, const void *from, size_t bytes) const override { std::memcpy(to, from, bytes); }
};

Memory memory;

struct Guard final : c10::impl::NoOpDeviceGuardImpl<kind> {
    c10::Device getDevice() const override { return device; }
    c10::Device exchangeDevice(c10::Device) const override { return device; }
    c10::Stream getStream(c10::Device) const noexcept override { return stream; }
    c10::Stream exchangeStream(c10::Stream) const noexcept override { return stream; }
};

// When the process starts: libtorch counts the devices once, at its first backward pass.
C10_REGISTER_GUARD_IMPL(IPU, Guard)

struct Seen {
    std::mutex lock;
    std::set<std::string> operators;
};

Seen &seen() {
    static Seen seen;
    return seen;
}

/// What libtorch remarks on outputs that grow is about the fallback's own ways.
struct Quiet final : c10::WarningHandler {
    void process(const c10::Warning &) override {}
};

Quiet quiet;

/// A number in a formula is a tensor of the CPU's that every device takes.
bool fits(const at::Tensor &tensor) {
    return !tensor.defined() || tensor.device() == device || tensor.unsafeGetTensorImpl()->is_wrapped_number();
}

void run(const c10::OperatorHandle &op, torch::jit::Stack *stack) {
    auto name = c10::toString(op.operator_name());
    for (const auto &value : torch::jit::last(*stack, op.schema().arguments().size())) {
        bool isFine = true;
        if (value.isTensor()) {
            isFine = fits(value.toTensor());
        } else if (value.isTensorList()) {
            for (const at::Tensor &tensor : value.toTensorList()) {
                isFine = isFine && fits(tensor);
            }
        }
        TORCH_CHECK(isFine, name, " mixes tensors of the CPU with those of the device");
    }
    {
        std::lock_guard guard(seen().lock);
        seen().operators.insert(name);
    }
    c10::WarningUtils::WarningHandlerGuard guard(&quiet);
    at::native::cpu_fallback(op, stack, true);
}

at::Tensor empty(
    at::IntArrayRef size, std::optional<at::ScalarType> type, std::optional<at::Layout>, std::optional<at::Device>,
    std::optional<bool>, std::optional<at::MemoryFormat> format) {
    return at::detail::empty_generic(
        size, &memory, c10::DispatchKeySet(c10::DispatchKey::IPU), c10::dtype_or_default(type), format);
}

at::Tensor emptyStrided(
    at::IntArrayRef size, at::IntArrayRef stride, std::optional<at::ScalarType> type, std::optional<at::Layout>,
    std::optional<at::Device>, std::optional<bool>) {
    return at::detail::empty_strided_generic(
        size, stride, &memory, c10::DispatchKeySet(c10::DispatchKey::IPU), c10::dtype_or_default(type));
}

/// The same elements as a tensor of the CPU's.
at::Tensor asCPU(const at::Tensor &tensor) {
    return at::from_blob(tensor.data_ptr(), tensor.sizes(), tensor.strides(), at::dtype(tensor.scalar_type()));
}

at::Tensor copyFrom(const at::Tensor &from, const at::Tensor &to, bool) {
    asCPU(to).copy_(asCPU(from));
    return to;
}

at::Tensor copyFromAndResize(const at::Tensor &from, const at::Tensor &to) {
    if (to.sizes() != from.sizes()) {
        to.storage().set_data_ptr_noswap(memory.allocate(from.nbytes()));
        to.storage().set_nbytes(from.nbytes());
        to.unsafeGetTensorImpl()->set_sizes_contiguous(from.sizes());
    }
    return copyFrom(from, to, false);
}

TORCH_LIBRARY_IMPL(_, IPU, library) { library.fallback(torch::CppFunction::makeFromBoxedFunction<&run>()); }

TORCH_LIBRARY_IMPL(aten, IPU, library) {
    library.impl("empty.memory_format", empty);
    library.impl("empty_strided", emptyStrided);
    library.impl("as_strided", at::native::as_strided_tensorimpl);
    library.impl("view", at::native::view);
    library.impl("_reshape_alias", at::native::_reshape_alias);
    library.impl("_copy_from", copyFrom);
    library.impl("_copy_from_and_resize", copyFromAndResize);
}

} // namespace

extern "C" char *stand_in_operators(void) {
    std::lock_guard guard(seen().lock);
    std::string lines;
    for (const auto &name : seen().operators) {
        lines += name + "\n";
    }
    return strdup(lines.c_str());
}
