#include "CAMX.h"

#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

/// Linux's arch_prctl: asks that this process may keep tiles in its state.
constexpr int request_permission = 0x1023;
constexpr int tile_data = 18;

bool bit(unsigned value, int place) {
    return (value >> place) & 1;
}

bool found() {
    unsigned a = 0, b = 0, c = 0, d = 0;
    // Leaf 1: the system saves extended states (OSXSAVE), and fused multiply-add.
    if (!__get_cpuid(1, &a, &b, &c, &d) || !bit(c, 27) || !bit(c, 12)) {
        return false;
    }
    // Leaf 7: AVX2, AVX-512 F, DQ, BW, VL; AMX for bfloat16, tiles, AMX for bytes.
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !bit(b, 5) || !bit(b, 16) || !bit(b, 17) || !bit(b, 30) ||
        !bit(b, 31) || !bit(d, 22) || !bit(d, 24) || !bit(d, 25)) {
        return false;
    }
    // Leaf 7.1: AVX-512's conversions to bfloat16.
    if (!__get_cpuid_count(7, 1, &a, &b, &c, &d) || !bit(a, 5)) {
        return false;
    }
    // The system saves AVX-512's registers (bits 1, 2, 5, 6, 7) and tiles (17, 18).
    unsigned low = 0, high = 0;
    __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    constexpr unsigned needed = 0x600e6;
    return (low & needed) == needed && syscall(SYS_arch_prctl, request_permission, tile_data) == 0;
}

} // namespace

bool camx_available(void) {
    static const bool available = found();
    return available;
}
