// What rows of features need of C: wide conversions and products of F16, reading maps of files that others cut, and
// files with holes.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Writes `count` numbers of F16 as F32. Neither side need be aligned.
void cgather_widen(const void *halves, float *numbers, size_t count);
/// Writes `count` rows of `width` numbers of F16, one after the other, as F32. The rows that follow are on their way from
/// memory while one is converted.
void cgather_widen_rows(const void *const *rows, size_t count, size_t width, float *numbers);
/// Asks for what lies at an address; whether it can be read does not matter.
static inline void cgather_prefetch(const void *address) { __builtin_prefetch(address); }
/// Adds `count` numbers of F16 to as many of F32.
void cgather_add(const void *halves, float *numbers, size_t count);
/// Divides `count` numbers.
void cgather_divide(float *numbers, float divisor, size_t count);
/// The products of `count` rows of `width` numbers of F16, one after the other, with a row of F32.
void cgather_dot_rows(const void *halves, size_t count, size_t width, const float *query, float *dots);

/// From here until `cgather_end`, this thread may read maps whose files somebody cuts: instead of the process being stopped
/// by SIGBUS, the missing page reads as zeros from then on, in every thread, and the address is noted. Begin and end stand
/// in one function that does not suspend.
void cgather_begin(void);
void cgather_end(void);
/// Addresses that were noted since the process began. A thread that has read a missing page's zeros finds it noted here.
size_t cgather_missing_count(void);
/// One of them; NULL while it is being noted.
const void *cgather_missing(size_t number);

/// Gives a part of a file back to the disk: it reads as zeros from then on, and the file stays as long as it is. False, and
/// errno, when that cannot be.
bool cgather_punch(int descriptor, int64_t offset, int64_t length);

#ifdef __cplusplus
}
#endif
