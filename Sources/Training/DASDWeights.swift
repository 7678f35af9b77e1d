import Documents
import Foundation
import Models
import Tensors

/// How a new DASD model's weights are drawn.
enum DASDWeights {
    /// - Parameter embeddings: word embeddings to start from; nil: drawn.
    static func new(seed: UInt64, embeddings: Tensor?) -> NewWeights {
        NewWeights(seed: seed) { name, shape, generator in
            if name == "embedding.weight", let embeddings {
                guard embeddings.shape == shape else {
                    throw InputError(
                        "the word embeddings are \(embeddings.shape), but the tokenizer and the recipe need \(shape)",
                        remedy: "use the embeddings that belong to the tokenizer, and their width as sizes.embedding")
                }
                return embeddings
            }
            if name == "embedding.weight" { return try generator.normal(shape, deviation: 0.02) }
            if name.hasSuffix("norm.weight") { return try Tensor.ones(shape) }
            if name.hasSuffix("bias") { return try Tensor.zeros(shape) }
            if name == "related.projection" {
                return try generator.normal(shape, deviation: 1 / Double(shape[0]).squareRoot())
            }
            // As torch.nn.Linear: uniform within 1 / √inputs.
            return try generator.uniform(shape, bound: 1 / Double(shape[1]).squareRoot())
        }
    }

    /// The word embeddings of a folder in the BERT layout.
    static func embeddings(folder: String) throws -> Tensor {
        let file = try SafetensorsFile(folder + "/model.safetensors")
        let names = ["embeddings.word_embeddings.weight", "bert.embeddings.word_embeddings.weight"]
        guard let name = names.first(where: { file.entries[$0] != nil }) else {
            throw InputError(
                file: file.path, "no word embeddings",
                remedy: "use a BertModel's folder, with \(names.joined(separator: " or "))")
        }
        return try file.tensor(name).converted(to: .float32)
    }
}
