import Corpus
import Documents
import Translate

extension PipelineFile.Translation {
    /// Nothing is translated.
    static let none = Self(parts: [], quality: QualityPolicy(), memory: nil)

    /// Reads `{to: [es, ca], endpoint: …}`, or `{parts: [{to: …, endpoint: …}, …]}`, or just a list of such parts; with
    /// `quality` and `memory` beside them.
    /// - Parameters:
    ///   - endpoints: the pipeline's `endpoints`: a mapping of names, or the path of a file with one.
    ///   - keysMayBeMissing: whether nothing will be translated.
    init(_ document: Document, endpoints: Document?, from source: Language, keysMayBeMissing: Bool) throws {
        let sections: [Document]
        if document.isList {
            sections = try document.list()
            (quality, memory) = (QualityPolicy(), nil)
        } else {
            let list = try document.optional("parts")
            try document.allow(only: (list == nil ? ["to", "endpoint"] : ["parts"]) + ["quality", "memory"])
            sections = try list?.list() ?? [document]
            quality = try document.optional("quality").map(QualityPolicy.init) ?? QualityPolicy()
            memory = try document.optional("memory")?.path()
        }
        var parts: [TranslationPart] = []
        for section in sections {
            if section.key != document.key { try section.allow(only: ["to", "endpoint"]) }
            let to = try section.required("to")
            let languages = try to.list().map { try $0.language() }
            let earlier = parts.flatMap(\.languages)
            guard !languages.isEmpty, Set(languages + earlier).count == languages.count + earlier.count,
                !languages.contains(source)
            else {
                throw to.error(
                    "expected different languages other than '\(source)'", remedy: "write, for example, [es, ca]")
            }
            let endpoint = try Self.endpoint(
                section.required("endpoint"), among: endpoints, keyMayBeMissing: keysMayBeMissing)
            parts.append(TranslationPart(languages, endpoint: endpoint))
        }
        guard !parts.isEmpty else {
            throw document.error("no target language is named", remedy: "write, for example, 'to: [es, ca]'")
        }
        self.parts = parts
    }

    /// An endpoint that is written here, or named here and written among the pipeline's `endpoints`.
    private static func endpoint(_ document: Document, among endpoints: Document?, keyMayBeMissing: Bool) throws
        -> EndpointConfiguration
    {
        if document.isMapping { return try EndpointConfiguration(document, keyMayBeMissing: keyMayBeMissing) }
        let name = try document.string()
        guard let endpoints else {
            throw document.error(
                "there is no endpoint '\(name)'", remedy: "add 'endpoints: {\(name): …}' to the pipeline file")
        }
        let file =
            try endpoints.isMapping
            ? EndpointFile(endpoints) : EndpointFile(contentsOf: endpoints.path())
        return try file.endpoint(named: name, keyMayBeMissing: keyMayBeMissing)
    }
}
