#include "Layer.h"

#include <new>

namespace camx {

BEGIN_TILES

template <typename Factors, camx_activation activation> camx_layer *packed(const camx_layer_weights &weights) {
    auto *layer = new (std::nothrow) Layer<Factors, activation>();
    if (layer && !layer->pack(weights)) {
        delete layer;
        return nullptr;
    }
    return layer;
}

template <typename Factors> camx_layer *packed(const camx_layer_weights &weights) {
    switch (weights.activation) {
    case camx_quick_gelu:
        return packed<Factors, camx_quick_gelu>(weights);
    case camx_gelu:
        return packed<Factors, camx_gelu>(weights);
    case camx_gelu_tanh:
        return packed<Factors, camx_gelu_tanh>(weights);
    }
    return nullptr;
}

END_TILES

} // namespace camx

extern "C" {

camx_layer *camx_layer_pack(const camx_layer_weights *weights) {
    try {
        return camx::with_factors(weights->factors, [&](auto kind) -> camx_layer * {
            return camx::packed<decltype(kind)>(*weights);
        });
    } catch (const std::bad_alloc &) {
        return nullptr;
    }
}

void camx_layer_free(camx_layer *layer) {
    delete layer;
}

int64_t camx_layer_kept(const camx_layer *layer, const camx_pass *pass) {
    return layer->kept(*pass);
}

bool camx_layer_forward(
    const camx_layer *layer, camx_workspace *workspace, const camx_pass *pass, int64_t first, int64_t count, float *y) {
    return layer->forward(*workspace, *pass, first, count, y);
}

bool camx_layer_backward(
    const camx_layer *layer, camx_workspace *workspace, const camx_pass *pass, int64_t first, int64_t count,
    const float *y_gradient, float *x_gradient) {
    return layer->backward(*workspace, *pass, first, count, y_gradient, x_gradient);
}

} // extern "C"
