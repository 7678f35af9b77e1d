#include "CTorchGradient.h"

#include "CTorchShared.h"

#include <ATen/Parallel.h>

#include <atomic>

/// Runs `body` in each of so many threads of the pool that libtorch's own operations use. at::parallel_for is a template, which
/// without the compiler's OpenMP works in the calling thread alone; and the compiler's is another library than libtorch's, with
/// a pool of its own, which would wait for the same cores.
extern "C" void GOMP_parallel(void (*body)(void *context), void *context, unsigned threads, unsigned flags);

namespace {

struct Work {
    int64_t count;
    void (*body)(void *context, int64_t index);
    void *context;
    std::atomic<int64_t> next{0};

    void run() {
        for (int64_t i = next++; i < count; i = next++) {
            body(context, i);
        }
    }
};

} // namespace

extern "C" {

char *tt_parallel(int64_t count, void (*body)(void *context, int64_t index), void *context) {
    return tt::guarded([&] {
        Work work{count, body, context};
        const int64_t threads = at::get_num_threads();
        if (threads == 1 || count <= 1) {
            work.run();
        } else {
            // All of them, however few parts there are: a team of another size would be made anew.
            GOMP_parallel(
                [](void *work) { static_cast<Work *>(work)->run(); }, &work, static_cast<unsigned>(threads), 0);
        }
    });
}

} // extern "C"
