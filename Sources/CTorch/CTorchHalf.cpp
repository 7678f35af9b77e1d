#include "CTorchHalf.h"

#include "CTorchShared.h"

#include <ATen/Context.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>

#include <algorithm>

/// The packed weights are an object of libtorch's own, which its operators take and give boxed alone.
struct tt_half_map {
    c10::IValue packed;
};

namespace {

const c10::OperatorHandle &packing() {
    static const auto found = c10::Dispatcher::singleton().findSchemaOrThrow("quantized::linear_prepack_fp16", "");
    return found;
}

const c10::OperatorHandle &applying() {
    static const auto found = c10::Dispatcher::singleton().findSchemaOrThrow("quantized::linear_dynamic_fp16", "");
    return found;
}

} // namespace

extern "C" {

bool tt_half_maps(void) {
    const auto &engines = at::globalContext().supportedQEngines();
    return std::find(engines.begin(), engines.end(), at::QEngine::FBGEMM) != engines.end();
}

char *tt_half_pack(const tt_tensor *weight, const tt_tensor *bias, tt_half_map **result) {
    return tt::guarded([&] {
        torch::jit::Stack stack{weight->value, bias == nullptr ? c10::IValue() : c10::IValue(bias->value)};
        packing().callBoxed(stack);
        *result = new tt_half_map{stack.at(0)};
    });
}

char *tt_half_apply(const tt_half_map *map, const tt_tensor *x, tt_tensor **result) {
    return tt::guarded([&] {
        torch::jit::Stack stack{x->value, map->packed};
        applying().callBoxed(stack);
        *result = new tt_tensor{stack.at(0).toTensor()};
    });
}

void tt_half_release(tt_half_map *map) {
    delete map;
}

} // extern "C"
