// A transformer's layers on the tile unit of Intel's processors (AMX), forward and back to their input: products of bfloat16
// with sums in fp32, or of bytes with whole sums.
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

/// What the maps' factors are held as.
typedef enum {
    /// A bfloat16: 8 bits of mantissa.
    camx_one_half,
    /// A sum of two: 16 bits.
    camx_two_halves,
    /// A whole number of three bytes, in units of an eight-millionth of the largest in its row or column: as exact as fp32,
    /// but for rows in which a few values are many times as large as the others.
    camx_three_digits,
} camx_factors;

/// Inputs of a map whose sums of products of digits are certain to fit in 32 bits.
enum { camx_most_inputs = 40000 };

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
    camx_factors factors;
    /// Whether the layer can do `camx_layer_backward`, for which it keeps its weights a second time.
    bool gradients;
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

/// A layer's pass over sequences; each call does some of them, so that threads share a pass.
typedef struct {
    /// [sequences, length, width]
    const float *x;
    int64_t sequences, length;
    /// Whether a position sees only itself and those before.
    bool causal;
    /// One position of each sequence, of which alone there is output; NULL: all of them.
    const int64_t *positions;
    /// `camx_layer_kept` bytes, which forward writes for backward; NULL where there will be none.
    void *kept;
} camx_pass;

/// The bytes that backward needs of a pass.
int64_t camx_layer_kept(const camx_layer *layer, const camx_pass *pass);

/// The layer over `count` sequences from `first`. y: all of the pass, [sequences, length, width], which may be x, or
/// [sequences, width] at the positions. A sequence gives the same bits whichever others a call does. False where there is
/// no memory.
bool camx_layer_forward(
    const camx_layer *layer, camx_workspace *workspace, const camx_pass *pass, int64_t first, int64_t count, float *y);

/// The gradient of x, [sequences, length, width], from that of y, over `count` sequences from `first`. False where there
/// is no memory.
bool camx_layer_backward(
    const camx_layer *layer, camx_workspace *workspace, const camx_pass *pass, int64_t first, int64_t count,
    const float *y_gradient, float *x_gradient);

/// A single map.
typedef struct camx_linear camx_linear;
camx_linear *camx_linear_pack(camx_map map, int64_t outputs, int64_t inputs, camx_factors factors);
void camx_linear_free(camx_linear *linear);
/// y = x Wᵀ + b. x: [rows, inputs]; y: [rows, outputs]. False where there is no memory.
bool camx_linear_run(
    const camx_linear *linear, camx_workspace *workspace, const float *x, int64_t rows, float *y);

#ifdef __cplusplus
}
#endif
