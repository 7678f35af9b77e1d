import Documents
import Foundation
import Tensors

/// A frozen CLIP from a folder in the Hugging Face layout.
public struct CLIP: Sendable {
    /// The folder's name.
    public let name: String
    /// SHA-256 over config.json and the weights.
    public let digest: String
    public let configuration: CLIPConfiguration
    public let text: CLIPTextTower
    public let vision: CLIPVisionTower

    /// The files that define a model.
    private static let files = ["config.json", "model.safetensors"]

    /// - Throws: ``InputError`` that names the file or key that is missing or not supported.
    public init(folder: String) throws {
        for file in CLIP.files where !FileManager.default.fileExists(atPath: "\(folder)/\(file)") {
            throw InputError(
                file: "\(folder)/\(file)", "no such file",
                remedy: "name a folder of a CLIPModel in the Hugging Face layout: \(CLIP.files.joined(separator: ", "))"
            )
        }
        name = URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
        digest = try CLIP.digest(of: folder)
        configuration = try CLIPConfiguration(contentsOf: folder + "/config.json")
        let weights = FileWeights(try SafetensorsFile(folder + "/model.safetensors"))
        text = try CLIPTextTower(weights, configuration)
        vision = try CLIPVisionTower(weights, configuration)
    }

    /// The digest of a model's folder, without loading it.
    public static func digest(of folder: String) throws -> String {
        Digest.of(try files.map { try Digest.ofFile("\(folder)/\($0)") }.joined(separator: "\n"))
    }

    /// Features of texts.
    /// - Parameter tokens: ids with the specials, of any lengths up to the context.
    /// - Returns: [texts, projection], not normalised.
    public func embed(tokens: [[Int32]], endToken: Int32) throws -> Tensor {
        let batch = try TokenBatch(tokens, ends: tokens.map { $0.firstIndex(of: endToken) ?? max($0.count - 1, 0) })
        return try withoutGradients { try text(batch.tokens, ends: batch.ends) }
    }

    /// Features of images.
    /// - Parameter pixels: preprocessed images, each 3 × image × image values.
    /// - Returns: [images, projection], not normalised.
    public func embed(pixels: [[Float]]) throws -> Tensor {
        let side = configuration.image
        let batch = try Tensor(Array(pixels.joined()), shape: [pixels.count, 3, side, side])
        return try withoutGradients { try vision(batch) }
    }
}

/// Texts of several lengths as one tensor, no longer than the longest.
public struct TokenBatch: Sendable {
    /// I64 [texts, longest], filled up with zeros: with a causal mask nothing before a text's end sees them.
    public let tokens: Tensor
    /// The position of each text's end: I64 [texts].
    public let ends: Tensor

    /// - Parameter ends: each text's end; nil: its last token.
    public init(_ texts: [[Int32]], ends: [Int]? = nil) throws {
        let longest = texts.map(\.count).max() ?? 0
        var ids = [Int64](repeating: 0, count: texts.count * longest)
        for (row, text) in texts.enumerated() {
            for (column, id) in text.enumerated() { ids[row * longest + column] = Int64(id) }
        }
        tokens = try Tensor(ids, shape: [texts.count, longest])
        self.ends = try Tensor((ends ?? texts.map { max($0.count - 1, 0) }).map(Int64.init))
    }
}
