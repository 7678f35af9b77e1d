// Memory that the layers of one pass use in turn.
#pragma once
#include "CAMX.h"
#include "Tiles.h"

struct camx_workspace {
    camx::Buffer<uint8_t> memory;
    int64_t size = 0;
    int64_t used = 0;

    /// Makes room for `bytes`; what was taken before is given back. False where there is no memory.
    bool open(int64_t bytes) {
        used = 0;
        if (bytes > size) {
            memory.reset();
            memory = camx::allocated<uint8_t>(bytes);
            size = memory ? bytes : 0;
        }
        return memory != nullptr;
    }

    /// The bytes that ``take(_:)`` needs for so many elements.
    template <typename T> static int64_t bytes(int64_t count) {
        return camx::rounded(count * static_cast<int64_t>(sizeof(T)), 64);
    }

    template <typename T> T *take(int64_t count) {
        auto *place = memory.get() + used;
        used += bytes<T>(count);
        return reinterpret_cast<T *>(place);
    }
};
