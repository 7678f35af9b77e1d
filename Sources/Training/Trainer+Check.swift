import Documents
import Models
import Shards
import Tokenizers

extension Trainer {
    /// Refuses shards that were made with something other than what the recipe asks for.
    static func check(
        _ shards: ShardDescription, against recipe: Recipe, _ clip: CLIP, _ tokenizer: any Tokenizer, folder: String
    ) throws {
        let model = ShardDescription.Source(name: clip.name, digest: clip.digest)
        guard shards.model.digest == model.digest else {
            throw InputError(
                file: folder, key: "model",
                "the shards were made with \(shards.model), and the recipe asks for \(model)",
                remedy: "name the model that the shards were made with, or make the shards again")
        }
        let wanted = ShardDescription.Source(name: tokenizer.name, digest: tokenizer.digest)
        let source = recipe.method.columns.contains(.sourceTokens) ? [shards.sourceLanguage] : []
        let partners =
            try source + recipe.languages.flatMap { try recipe.pairing.partners($0.tag, shards.sourceLanguage) }
        for language in recipe.languages.map(\.tag) + partners {
            let found = shards.tokenizers[language]
            guard found?.digest == wanted.digest else {
                throw InputError(
                    file: folder, key: "tokenizer.\(language)",
                    "the shards were made with \(found?.description ?? "no tokenizer"), and the recipe asks for \(wanted)",
                    remedy: "name the tokenizer that the shards were made with, or make the shards again")
            }
        }
    }
}
