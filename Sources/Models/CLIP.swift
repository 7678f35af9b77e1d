import Documents
import Foundation
import Tensors

/// A frozen CLIP, or a vision transformer by itself, from a folder in the Hugging Face layout.
public struct CLIP: Sendable {
    public let folder: String
    /// The folder's name.
    public let name: String
    /// SHA-256 over config.json and the weights.
    public let digest: String
    public let configuration: CLIPConfiguration
    /// The numbers that are multiplied where features are made.
    public let precision: Precision
    /// Where features are made.
    public let device: Device
    private let textTower: CLIPTextTower?
    private let vision: Lazy<CLIPVisionTower>

    /// - Parameter digest: what ``digest(of:)`` gives, where the caller has it: reading large weights takes a while.
    /// - Throws: ``InputError`` that names the file or key that is missing or not supported; what ``Device/check()`` throws.
    public init(folder: String, precision: Precision = .fp32, device: Device = .cpu, digest: String? = nil) throws {
        // Only libtorch's own operators know every device.
        try self.init(
            folder: folder, precision: precision, device: device, kernels: device == .cpu ? .best : .plain,
            digest: digest)
    }

    /// The choice of kernels is for tests and benchmarks.
    package init(folder: String, precision: Precision, device: Device = .cpu, kernels: Kernels, digest: String? = nil)
        throws
    {
        try device.check()
        self.digest = try digest ?? CLIP.digest(of: folder)
        self.folder = folder
        name = URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
        let configuration = try CLIPConfiguration(contentsOf: folder + "/config.json")
        let weights = try FolderWeights(folder: folder, device: device)
        try CLIPVisionTower.check(weights, configuration)
        textTower =
            configuration.hasText ? try CLIPTextTower(weights, configuration, precision, kernels) : nil
        // Packed when first used: training uses none of it.
        vision = Lazy { try CLIPVisionTower(weights, configuration, precision, kernels) }
        self.configuration = configuration
        self.precision = precision
        self.device = device
    }

    /// The digest of a model's folder, without loading it: of config.json and of every file of weights.
    public static func digest(of folder: String) throws -> String {
        let configuration = folder + "/config.json"
        guard FileManager.default.fileExists(atPath: configuration) else {
            throw InputError(
                file: configuration, "no such file", remedy: "name a folder of a CLIPModel in the Hugging Face layout")
        }
        let files = try ["config.json"] + FolderWeights.names(in: folder)
        return Digest.of(try files.map { try Digest.ofFile("\(folder)/\($0)") }.joined(separator: "\n"))
    }

    /// The text encoder.
    /// - Throws: ``InputError`` where the folder has none that Tessera reads.
    public var text: CLIPTextTower {
        get throws {
            guard let textTower else {
                _ = try configuration.text
                throw InputError(file: name, "has no text tower", remedy: "use a folder of a CLIPModel")
            }
            return textTower
        }
    }

    /// Positions in a batch: activations stay near the processor, and weights are read seldom enough. A GPU has thousands
    /// of cores to keep busy.
    private var positionsInBatch: Int { device == .cpu ? 800 : 12_800 }

    /// How many images ``embed(pixels:count:)`` encodes at a time. What a batch needs beside its pixels
    /// grows with positions and width, not with layers: under 30 MB a thread for ViT-B/32, under 40 MB for ViT-L/14
    /// on the CPU.
    public var batchSize: Int { max(1, positionsInBatch / configuration.visionLength) }

    /// Features of images. Threads may call it at once; each call works in its own thread alone, and leaves that thread's
    /// setting of ``Torch/use(threads:)`` at one.
    /// - Parameter pixels: preprocessed images, one after the other, each 3 × image × image values.
    /// - Returns: F32 [count, projection], not normalised.
    public func embed(pixels: [Float], count: Int) throws -> Tensor {
        let side = configuration.image
        let size = 3 * side * side
        guard pixels.count == count * size else {
            throw TensorError(
                operation: "embed", reason: "\(count) images of \(side) pixels are not \(pixels.count) values")
        }
        Torch.useOneThread()
        let tower = try vision()
        return try withoutGradients {
            let parts = try stride(from: 0, to: count, by: batchSize).map { first in
                let batch = min(batchSize, count - first)
                let values = first * size..<(first + batch) * size
                return try Tensor.over(pixels, values, shape: [batch, 3, side, side]) { pixels in
                    try tower(pixels.moved(to: device)).moved(to: .cpu)
                }
            }
            return parts.isEmpty ? try Tensor.zeros([0, configuration.projection]) : try Tensor.concatenated(parts)
        }
    }

    /// Features of texts. As ``embed(pixels:count:)`` for threads. All of them are one batch, no longer than the longest.
    /// - Parameter tokens: ids with the specials, of any lengths up to the context.
    /// - Returns: F32 [texts, projection], not normalised.
    public func embed(tokens: [[Int32]]) throws -> Tensor {
        let tower = try text
        guard !tokens.isEmpty else { return try Tensor.zeros([0, configuration.projection]) }
        if let long = tokens.first(where: { $0.count > configuration.context || $0.isEmpty }) {
            throw TensorError(
                operation: "embed",
                reason: "a text of \(long.count) tokens, where 1 to \(configuration.context) are read")
        }
        Torch.useOneThread()
        let ends = tokens.map(end(of:))
        return try withoutGradients {
            try tower(TokenBatch(tokens, ends: ends).tokens.moved(to: device), ends: ends).moved(to: .cpu)
        }
    }

    /// The position whose output is a text's feature, as `transformers` finds it: the first end token; in folders whose
    /// configuration says 2, the first of the largest ids. The first position where there is no end token.
    private func end(of text: [Int32]) -> Int {
        let token = configuration.endToken == 2 ? text.max() : configuration.endToken
        return text.firstIndex { $0 == token } ?? 0
    }
}
