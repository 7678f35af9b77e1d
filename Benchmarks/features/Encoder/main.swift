import Foundation
import Models
import Tensors

/// Times the image encoder: encoder-benchmark MODEL IMAGES ROUNDS STREAMS [KERNELS], with one single-threaded stream a core.
/// Prints one JSON object: the images a second of the best round, for each precision.
let arguments = CommandLine.arguments
guard (5...6).contains(arguments.count), let images = Int(arguments[2]), let rounds = Int(arguments[3]),
    let streams = Int(arguments[4]), let kernels = arguments.count < 6 ? Kernels.best : Kernels(rawValue: arguments[5])
else {
    FileHandle.standardError.write(
        Data("usage: encoder-benchmark MODEL IMAGES ROUNDS STREAMS [tiles|fused|plain]\n".utf8))
    exit(2)
}

/// The best of several rounds, in images a second over all streams.
func throughput(of clip: CLIP) async throws -> Double {
    let side = clip.configuration.image
    let count = clip.batchSize
    let batches = max(1, images / count / streams)
    var generator = SeededGenerator(seed: 1, purpose: "pixels")
    let pixels = (0..<count * 3 * side * side).map { _ in Float.random(in: -1...1, using: &generator) }
    _ = try clip.embed(pixels: pixels, count: count)
    var best = 0.0
    for _ in 0..<rounds {
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<streams {
                group.addTask {
                    for _ in 0..<batches { _ = try clip.embed(pixels: pixels, count: count) }
                }
            }
            try await group.waitForAll()
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        best = max(best, Double(batches * count * streams) / seconds)
    }
    return best
}

var results: [String: Double] = [:]
for precision in Precision.allCases {
    let clip = try CLIP(folder: arguments[1], precision: precision, kernels: kernels)
    results[precision.rawValue] = try await throughput(of: clip)
}
print(String(decoding: try JSONSerialization.data(withJSONObject: results, options: .sortedKeys), as: UTF8.self))
