#include "CTorch.h"

#include "CTorchShared.h"

#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/cpu/Utils.h>
#include <torch/torch.h>
#include <torch/version.h>

#include <cstring>
#include <string>
#include <unordered_map>

namespace {

/// Looking an operator up by its name takes a lock and a hash of two strings, so each thread keeps what it has found.
const c10::OperatorHandle &operatorNamed(const char *name, const char *overload) {
    static thread_local std::unordered_map<std::string, c10::OperatorHandle> found;
    std::string key = std::string(name) + "." + overload;
    auto place = found.find(key);
    if (place == found.end()) {
        place = found.emplace(key, c10::Dispatcher::singleton().findSchemaOrThrow(name, overload)).first;
    }
    return place->second;
}

c10::IValue boxed(const tt_value &value) {
    switch (value.kind) {
    case tt_value_none:
        return c10::IValue();
    case tt_value_tensor:
        return c10::IValue(value.tensor->value);
    case tt_value_int:
        return c10::IValue(value.integer);
    case tt_value_double:
        return c10::IValue(value.real);
    case tt_value_bool:
        return c10::IValue(value.integer != 0);
    case tt_value_string:
        return c10::IValue(std::string(value.string));
    case tt_value_ints:
        return c10::IValue(std::vector<int64_t>(value.ints, value.ints + value.count));
    case tt_value_bools: {
        c10::List<bool> list;
        for (size_t i = 0; i < value.count; i++) {
            list.push_back(value.ints[i] != 0);
        }
        return c10::IValue(list);
    }
    case tt_value_tensors: {
        c10::List<at::Tensor> list;
        for (size_t i = 0; i < value.count; i++) {
            list.push_back(value.tensors[i]->value);
        }
        return c10::IValue(list);
    }
    case tt_value_no_scalars:
        return c10::IValue(c10::List<std::optional<at::Scalar>>());
    case tt_value_device:
        return c10::IValue(c10::Device(static_cast<c10::DeviceType>(value.integer)));
    }
    throw std::runtime_error("an argument of no known kind");
}

} // namespace

using tt::guarded;

extern "C" {

char *tt_call(
    const char *name, const char *overload, const tt_value *arguments, size_t argument_count, tt_tensor **results,
    size_t capacity, size_t *result_count) {
    return guarded([&] {
        const auto &op = operatorNamed(name, overload);
        const auto &schema = op.schema().arguments();
        torch::jit::Stack stack;
        stack.reserve(schema.size());
        for (size_t i = 0; i < argument_count; i++) {
            stack.push_back(boxed(arguments[i]));
        }
        for (size_t i = argument_count; i < schema.size(); i++) {
            if (!schema[i].default_value()) {
                throw std::runtime_error(std::string(name) + " needs the argument " + schema[i].name());
            }
            stack.push_back(*schema[i].default_value());
        }
        op.callBoxed(stack);
        std::vector<at::Tensor> tensors;
        for (auto &item : stack) {
            if (item.isTensor()) {
                tensors.push_back(item.toTensor());
            } else if (item.isTensorList()) {
                for (const at::Tensor &tensor : item.toTensorList()) {
                    tensors.push_back(tensor);
                }
            }
        }
        if (tensors.size() > capacity) {
            throw std::runtime_error(std::string(name) + " gave more tensors than there is room for");
        }
        for (size_t i = 0; i < tensors.size(); i++) {
            results[i] = new tt_tensor{tensors[i]};
        }
        *result_count = tensors.size();
    });
}

char *tt_from_bytes(
    const void *bytes, size_t byte_count, const int64_t *shape, size_t dimensions, int type, tt_tensor **result) {
    return guarded([&] {
        auto tensor = at::empty(at::IntArrayRef(shape, dimensions), static_cast<at::ScalarType>(type));
        if (tensor.nbytes() != byte_count) {
            throw std::runtime_error("the bytes do not fill the shape");
        }
        if (byte_count > 0) {
            std::memcpy(tensor.mutable_data_ptr(), bytes, byte_count);
        }
        *result = new tt_tensor{tensor};
    });
}

char *tt_from_memory(
    const void *bytes, const int64_t *shape, size_t dimensions, int type, void (*release)(void *), void *context,
    tt_tensor **result) {
    return guarded([&] {
        auto tensor = at::from_blob(
            const_cast<void *>(bytes), at::IntArrayRef(shape, dimensions), [release, context](void *) { release(context); },
            at::TensorOptions().dtype(static_cast<at::ScalarType>(type)));
        *result = new tt_tensor{tensor};
    });
}

tt_tensor *tt_copy(const tt_tensor *tensor) {
    return new tt_tensor{tensor->value};
}

void tt_release(tt_tensor *tensor) {
    delete tensor;
}

int tt_type(const tt_tensor *tensor) {
    return static_cast<int>(tensor->value.scalar_type());
}

size_t tt_dimensions(const tt_tensor *tensor) {
    return static_cast<size_t>(tensor->value.dim());
}

int64_t tt_size(const tt_tensor *tensor, size_t dimension) {
    return tensor->value.size(static_cast<int64_t>(dimension));
}

int64_t tt_count(const tt_tensor *tensor) {
    return tensor->value.numel();
}

size_t tt_element_size(const tt_tensor *tensor) {
    return tensor->value.element_size();
}

char *tt_copy_to(const tt_tensor *tensor, void *bytes, size_t byte_count) {
    return guarded([&] {
        auto whole = tensor->value.detach().cpu().contiguous();
        if (whole.nbytes() != byte_count) {
            throw std::runtime_error("the tensor does not fill the bytes");
        }
        if (byte_count > 0) {
            std::memcpy(bytes, whole.const_data_ptr(), byte_count);
        }
    });
}

float *tt_floats(const tt_tensor *tensor) {
    const at::Tensor &value = tensor->value;
    bool plain = value.layout() == at::kStrided && value.is_cpu() && value.scalar_type() == at::kFloat &&
                 value.is_contiguous();
    return plain ? static_cast<float *>(value.data_ptr()) : nullptr;
}

bool tt_requires_gradient(const tt_tensor *tensor) {
    return tensor->value.requires_grad();
}

char *tt_set_requires_gradient(tt_tensor *tensor, bool value) {
    return guarded([&] { tensor->value.set_requires_grad(value); });
}

void tt_gradient(const tt_tensor *tensor, tt_tensor **result) {
    const at::Tensor &gradient = tensor->value.grad();
    *result = gradient.defined() ? new tt_tensor{gradient} : nullptr;
}

void tt_clear_gradient(tt_tensor *tensor) {
    tensor->value.mutable_grad().reset();
}

char *tt_backward(const tt_tensor *loss) {
    return guarded([&] { loss->value.backward(); });
}

bool tt_set_gradient_mode(bool value) {
    bool before = at::GradMode::is_enabled();
    at::GradMode::set_enabled(value);
    return before;
}

void tt_set_threads(int count) {
    at::set_num_threads(count);
}

int tt_threads(void) {
    return at::get_num_threads();
}

const char *tt_version(void) {
    return TORCH_VERSION;
}

bool tt_processor_has(const char *kind) {
    static const auto kinds = at::cpu::get_cpu_capabilities();
    const auto found = kinds.find(kind);
    return found != kinds.end() && found->second.isBool() && found->second.toBool();
}

void tt_free(char *text) {
    free(text);
}

} // extern "C"
