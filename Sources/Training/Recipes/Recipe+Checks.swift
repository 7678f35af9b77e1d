import Corpus
import Documents
import Tensors

extension Recipe {
    /// The recipe with other languages.
    /// - Throws: ``InputError`` for languages that its method cannot be trained on.
    public func with(languages: [Language]) throws -> Recipe {
        guard !languages.isEmpty else {
            throw InputError(key: "--languages", "no language", remedy: "name at least one, as es")
        }
        if case .weighted = stream.sampling {
            throw InputError(
                key: "--languages", "the recipe weighs its languages",
                remedy: "change languages and sampling in the recipe")
        }
        try Recipe.check(languages, method)
        var recipe = self
        recipe.languages = languages
        return recipe
    }

    static func check(_ languages: [Language], _ method: any Method) throws {
        guard Set(languages).count == languages.count else {
            throw InputError(key: "languages", "a language stands twice", remedy: "name each once")
        }
        try method.check(languages)
    }

    /// Refuses settings of frozen layers and word embeddings where a method has none.
    static func check(_ document: Document, _ precision: Precision, _ method: any Method.Type) throws {
        guard !method.usesTextTower else { return }
        if let embeddings = try document.optional("embeddings") {
            throw embeddings.error(
                "the recipe '\(method.name)' starts from a model's own word embeddings", remedy: "leave the key out")
        }
        if precision != .fp32 {
            throw try document.required("precision").error(
                "the recipe '\(method.name)' computes in fp32", remedy: "leave the key out")
        }
    }
}
