// A transformer's layers on the tile unit of Intel's processors (AMX): products of bfloat16 with sums in fp32.
//
// Everything here runs in the thread that calls it. Weights are packed once into the order in which tiles are read, and
// are only read afterwards, so threads share them.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Whether this processor has the tiles, and the system lets this process use them.
bool camx_available(void);

typedef enum {
    camx_quick_gelu,
    camx_gelu,
    camx_gelu_tanh,
} camx_activation;

/// A map of fp32 weights [outputs, inputs] and a bias [outputs], which may be NULL.
typedef struct {
    const float *weight;
    const float *bias;
} camx_map;

/// Layer normalisation's weight and bias.
typedef struct {
    const float *weight;
    const float *bias;
} camx_norm;

/// A layer: normalise, attend, add; normalise, feed forward, add.
typedef struct {
    int64_t width, heads, feed_forward;
    float epsilon;
    camx_activation activation;
    /// True: each factor is the sum of two bfloat16 (16 bits of mantissa). False: it is one.
    bool split;
    camx_norm attention_norm, feed_forward_norm;
    /// The query's map holds the scale of attention.
    camx_map query, key, value, attention_out, feed_forward_in, feed_forward_out;
} camx_layer_weights;

typedef struct camx_layer camx_layer;

/// What the layers of one pass share beside weights; it grows to what they need. One thread at a time uses it.
typedef struct camx_workspace camx_workspace;
camx_workspace *camx_workspace_make(void);
void camx_workspace_free(camx_workspace *workspace);

/// Packs a layer's weights; NULL where there is no memory. The weights may go afterwards.
camx_layer *camx_layer_pack(const camx_layer_weights *weights);
void camx_layer_free(camx_layer *layer);

/// One layer in place. x: [sequences, length, width]. False where there is no memory.
bool camx_layer_run(
    const camx_layer *layer, camx_workspace *workspace, float *x, int64_t sequences, int64_t length, bool causal);

/// One layer at one position of each sequence: y: [sequences, width]. With `causal`, a position sees itself and those
/// before. False where there is no memory.
bool camx_layer_run_at(
    const camx_layer *layer, camx_workspace *workspace, const float *x, int64_t sequences, int64_t length, bool causal,
    const int64_t *positions, float *y);

/// A single map.
typedef struct camx_linear camx_linear;
camx_linear *camx_linear_pack(camx_map map, int64_t outputs, int64_t inputs, bool split);
void camx_linear_free(camx_linear *linear);
/// y = x Wᵀ + b. x: [rows, inputs]; y: [rows, outputs]. False where there is no memory.
bool camx_linear_run(
    const camx_linear *linear, camx_workspace *workspace, const float *x, int64_t rows, float *y);

#ifdef __cplusplus
}
#endif
