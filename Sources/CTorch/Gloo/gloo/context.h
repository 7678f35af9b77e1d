// The names of Gloo that libtorch's ProcessGroupGloo.hpp speaks of. The wheel has Gloo within libtorch_cpu and not its headers.
// libtorch keeps all of them behind pointers, so that nothing here decides how anything lies in memory.
#pragma once
#include <chrono>

namespace gloo {

class Context {
public:
    void setTimeout(std::chrono::milliseconds timeout);
};

} // namespace gloo
