import Documents
import Tensors

/// The target languages' word embeddings, which every method trains: [vocabulary, width].
enum WordEmbeddings {
    /// Their name among a model's weights.
    static let name = "embedding.weight"

    /// - Parameter embeddings: what to start from; nil: drawn.
    static func new(_ embeddings: Tensor?, _ shape: [Int], _ generator: inout SeededGenerator) throws -> Tensor {
        guard let embeddings else { return try generator.normal(shape, deviation: 0.02) }
        guard embeddings.shape == shape else {
            throw InputError(
                "the word embeddings are \(embeddings.shape), but the tokenizer and the recipe need \(shape)",
                remedy: "use the embeddings that belong to the tokenizer, and their width as sizes.embedding")
        }
        return embeddings
    }

    /// Those of a text model's folder, as BERT's and XLM-R's.
    static func read(folder: String) throws -> Tensor {
        let file = try SafetensorsFile(folder + "/model.safetensors")
        let ending = "embeddings.word_embeddings.weight"
        guard let name = file.names.first(where: { $0.hasSuffix(ending) }) else {
            throw InputError(
                file: file.path, "no word embeddings",
                remedy: "use the folder of a BertModel or XLMRobertaModel, which has \(ending)")
        }
        return try file.tensor(name).converted(to: .float32)
    }
}
