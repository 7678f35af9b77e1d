import Foundation
import Tensors

/// Times the frozen text layers of ViT-B/32, forward and back to their input: layer-benchmark PRECISION KERNELS CAPTIONS
/// LENGTH THREADS ROUNDS. Prints one JSON object: the seconds of the best round.
let arguments = CommandLine.arguments
guard arguments.count == 7, let precision = Precision(rawValue: arguments[1]),
    let kernels = arguments[2] == "best" ? Kernels.best : Kernels(rawValue: arguments[2]),
    let captions = Int(arguments[3]), let length = Int(arguments[4]), let threads = Int(arguments[5]),
    let rounds = Int(arguments[6])
else {
    FileHandle.standardError.write(
        Data("usage: layer-benchmark fp32|bf16 best|tiles|fused|plain CAPTIONS LENGTH THREADS ROUNDS\n".utf8))
    exit(2)
}

let (width, heads, inner, depth) = (512, 8, 2048, 12)
Torch.use(threads: threads)
var generator = SeededGenerator(seed: 1, purpose: "layers")

@MainActor func map(_ outputs: Int, _ inputs: Int) throws -> LayerWeights.Map {
    let bound = 1 / Double(inputs).squareRoot()
    return LayerWeights.Map(
        weight: try generator.uniform([outputs, inputs], bound: bound),
        bias: try generator.uniform([outputs], bound: bound))
}

func norm() throws -> LayerWeights.Norm {
    LayerWeights.Norm(weight: try Tensor.ones([width]), bias: try Tensor.zeros([width]))
}

// One layer's weights serve all: they are packed for each, so each is read from memory as in a model.
let weights = LayerWeights(
    heads: heads, epsilon: 1e-5, activation: .quickGELU, attentionNorm: try norm(), query: try map(width, width),
    key: try map(width, width), value: try map(width, width), attentionOut: try map(width, width),
    feedForwardNorm: try norm(), feedForwardIn: try map(inner, width), feedForwardOut: try map(width, inner))
let layers = try FrozenLayer.stack((0..<depth).map { _ in { weights } }, precision, kernels)
let x = try generator.uniform([captions, length, width], bound: 2).parameter()

var best = Double.infinity
for _ in 0...rounds {
    x.clearGradient()
    let start = ContinuousClock.now
    var y = x
    for layer in layers { y = try layer(y, causal: true) }
    try y.mean().backward()
    best = min(best, (ContinuousClock.now - start) / .seconds(1))
}
print(#"{"seconds": \#(best)}"#)
