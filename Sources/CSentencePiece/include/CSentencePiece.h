// The thinnest C face over libsentencepiece: load, encode, ask, free. No exception passes it.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct TSPModel TSPModel;

/// Loads a model file. NULL when it cannot; then *error is a text to be freed with tsp_free.
TSPModel *tsp_load(const char *path, char **error);
void tsp_unload(TSPModel *model);

/// Encodes UTF-8 of the given length (NUL bytes are text). Writes ids, to be freed with tsp_free, and their count.
/// False when the library refuses.
bool tsp_encode(const TSPModel *model, const char *text, size_t length, int32_t **ids, size_t *count);

/// Writes the text as the model's own normalizer makes it, to be freed with tsp_free. False when the library refuses.
bool tsp_normalize(const TSPModel *model, const char *text, size_t length, char **normalized, size_t *count);

int32_t tsp_size(const TSPModel *model);
int32_t tsp_unknown(const TSPModel *model);
/// The piece of an id in 0..<size, NUL-terminated and owned by the model; NULL outside the range.
const char *tsp_piece(const TSPModel *model, int32_t id);

void tsp_free(void *memory);

#ifdef __cplusplus
}
#endif
