#include "CTorchGradient.h"

#include "CTorchShared.h"

#include <torch/csrc/autograd/custom_function.h>
#include <torch/custom_class.h>

#include <cstring>
#include <string>
#include <vector>

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Variable;
using torch::autograd::variable_list;

/// What a node keeps beside tensors.
struct Step : torch::CustomClassHolder {
    explicit Step(tt_backward_step step) : step(step) {}
    ~Step() override { step.release(step.context); }
    Step(const Step &) = delete;
    Step &operator=(const Step &) = delete;

    at::Tensor run(const at::Tensor &gradient, const variable_list &saved) const {
        std::vector<tt_tensor *> handles;
        for (const auto &tensor : saved) {
            handles.push_back(new tt_tensor{tensor});
        }
        tt_tensor *result = nullptr;
        char *text = step.run(step.context, new tt_tensor{gradient}, handles.data(), handles.size(), &result);
        if (text != nullptr) {
            std::string reason = text;
            free(text);
            throw std::runtime_error(reason);
        }
        at::Tensor value = result->value;
        delete result;
        return value;
    }

private:
    tt_backward_step step;
};

/// The output as it was computed.
struct Computed {
    at::Tensor y;
    variable_list saved;
    c10::intrusive_ptr<Step> step;
};

struct Attached : torch::autograd::Function<Attached> {
    /// x is an argument so that the node follows it; the rest is none, so that nothing else gets a gradient.
    static Variable forward(AutogradContext *context, const Variable &, const Computed &computed) {
        context->save_for_backward(computed.saved);
        context->saved_data["step"] = c10::IValue::make_capsule(computed.step);
        return computed.y;
    }

    static variable_list backward(AutogradContext *context, const variable_list &gradients) {
        if (at::GradMode::is_enabled()) {
            throw std::runtime_error("a gradient of this gradient is not known");
        }
        auto step = c10::static_intrusive_pointer_cast<Step>(context->saved_data["step"].toCapsule());
        return {step->run(gradients[0], context->get_saved_variables()), Variable()};
    }
};

} // namespace

extern "C" {

char *tt_attach(
    const tt_tensor *x, const tt_tensor *y, const tt_tensor *const *saved, size_t count, tt_backward_step step,
    tt_tensor **result) {
    return tt::guarded([&] {
        Computed computed{y->value, {}, c10::make_intrusive<Step>(step)};
        for (size_t i = 0; i < count; i++) {
            computed.saved.push_back(saved[i]->value);
        }
        *result = new tt_tensor{Attached::apply(x->value, computed)};
    });
}

char *tt_text(const char *text) {
    return strdup(text);
}

} // extern "C"
