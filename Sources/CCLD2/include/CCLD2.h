// The thinnest C face over libcld2: which language a text is in. No exception passes it.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    /// The library's code of the most likely language, such as `de`, `iw` or `zh-Hant`; `un` where it tells none. Never
    /// NULL, and never to be freed.
    const char *language;
    /// The share of the text's letters in that language, 0 to 100.
    int32_t percent;
    /// Whether the language is clearly more likely than the next one.
    bool is_reliable;
    /// How many bytes from the start are sound UTF-8. Where it is fewer than all, `language` is `un`.
    int32_t valid_prefix_bytes;
} TCLDetection;

/// Detects the language of plain UTF-8 of the given length, at most INT32_MAX. `hint` is the code of the language to
/// expect, in the form of HTTP's Content-Language, or NULL. Many threads may call it at once. False when the library fails.
bool tcl_detect(const char *text, size_t length, const char *hint, TCLDetection *detection);

#ifdef __cplusplus
}
#endif
