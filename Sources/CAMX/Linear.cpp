#include "Linear.h"
#include "Workspace.h"

#include <new>

struct camx_linear {
    virtual ~camx_linear() = default;
    virtual bool run(camx_workspace &workspace, const float *x, int64_t rows, float *y) const = 0;
};

namespace camx {

BEGIN_TILES

template <typename Factors> struct PackedLinear final : camx_linear {
    Linear<Factors> map;

    bool run(camx_workspace &workspace, const float *x, int64_t rows, float *y) const override {
        if (!workspace.open(Factors::left_bytes(rows, map.inputs))) {
            return false;
        }
        const auto left = Factors::left(workspace, rows, map.inputs);
        TileUnit unit;
        pack_left(left, x, rows, map.inputs, map.inputs);
        map.write(left, rows, y);
        return true;
    }
};

template <typename Factors> camx_linear *packed(camx_map map, int64_t outputs, int64_t inputs) {
    auto *linear = new (std::nothrow) PackedLinear<Factors>();
    if (linear && !linear->map.pack(map, outputs, inputs, inputs)) {
        delete linear;
        return nullptr;
    }
    return linear;
}

END_TILES

} // namespace camx

extern "C" {

camx_linear *camx_linear_pack(camx_map map, int64_t outputs, int64_t inputs, camx_factors factors) {
    return camx::with_factors(factors, [&](auto kind) -> camx_linear * {
        return camx::packed<decltype(kind)>(map, outputs, inputs);
    });
}

void camx_linear_free(camx_linear *linear) {
    delete linear;
}

bool camx_linear_run(
    const camx_linear *linear, camx_workspace *workspace, const float *x, int64_t rows, float *y) {
    return linear->run(*workspace, x, rows, y);
}

camx_workspace *camx_workspace_make(void) {
    return new (std::nothrow) camx_workspace();
}

void camx_workspace_free(camx_workspace *workspace) {
    delete workspace;
}

} // extern "C"
