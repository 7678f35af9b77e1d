import Documents
import Models

extension Tuning {
    /// Reads a recipe's section `tuning`.
    /// - Throws: ``InputError`` with file, line, key and remedy.
    init(_ document: Document) throws {
        try document.allow(only: [
            "method", "modules", "trainable", "rank", "alpha", "bottleneck", "reduction", "division", "tokens",
        ])
        let method = try document.required("method").choice(Method.self)
        let modules = try document.optional("modules")
        self.init(method, modules: try modules?.list().map { try $0.string() })
        if let modules, self.modules.isEmpty {
            throw modules.error("no module", remedy: "name at least one, or leave the key out")
        }
        if let modules, Tuning.usualModules(method).isEmpty {
            throw modules.error(
                "'\(method.rawValue)' changes no modules of one's choice",
                remedy: "leave the key out; modules that are trained whole stand under trainable")
        }
        trainable = try document.optional("trainable")?.list().map { try $0.string() } ?? []
        rank = try document.optional("rank")?.int(in: 1...10_000) ?? rank
        alpha = try document.optional("alpha")?.double(in: 1e-6...1e6) ?? alpha
        bottleneck = try document.optional("bottleneck")?.int(in: 1...1_000_000) ?? bottleneck
        reduction = try document.optional("reduction")?.int(in: 1...1_000_000) ?? reduction
        division = try document.optional("division")?.int(in: 1...1000) ?? division
        tokens = try document.optional("tokens")?.int(in: 1...400) ?? tokens
    }

    /// All of it, as one text.
    var identity: String {
        "\(method.rawValue) \(modules) \(trainable) \(rank) \(alpha) \(bottleneck) \(reduction) \(division) \(tokens)"
    }
}
