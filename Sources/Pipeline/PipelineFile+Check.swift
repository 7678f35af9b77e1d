import Corpus
import Documents
import Features
import Foundation
import Training

extension PipelineFile {
    /// Looks whether models, tokenizers and keys are there.
    /// - Returns: what is not, for a plan.
    /// - Throws: ``InputError`` for the first that is not, where the file is to be run.
    static func check(
        _ document: Document, _ features: FeatureSettings, _ translation: Translation, _ recipe: Recipe?,
        from source: Language, _ purpose: Purpose
    ) throws -> [Missing] {
        let section = try document.required("features")
        for language in translation.languages + (recipe?.languages ?? [])
        where features.tokenizers[language] == nil && language != source {
            throw section.error("no tokenizer for '\(language)'", remedy: "add features.tokenizers.\(language)")
        }
        var missing: [Missing] = []
        func add(_ kind: Missing.Kind, _ key: String, _ line: Int?, _ folder: String) throws {
            guard !FileManager.default.fileExists(atPath: folder), !missing.contains(where: { $0.name == folder })
            else { return }
            guard purpose == .planning else {
                throw InputError(
                    file: document.file, line: line, key: key, "there is no folder \(folder)",
                    remedy: "mend the path; it is relative to this file")
            }
            missing.append(Missing(kind: kind, name: folder, remedy: document.remedy(forModel: folder)))
        }
        try add(.model, "features.model", section.required("model").line, features.model)
        for (language, folder) in features.tokenizers.sorted(by: { $0.key.tag < $1.key.tag }) {
            try add(.tokenizer, "features.tokenizers.\(language)", section.optional("tokenizers")?.line, folder)
        }
        if let text = recipe?.method.textModel {
            try add(.model, "train.text_model", document.required("train").line, text)
        }
        if let embeddings = recipe?.embeddings {
            try add(.embeddings, "train.embeddings", document.required("train").line, embeddings)
        }
        for complaint in translation.parts.compactMap(\.endpoint.missingKey) {
            let credential = Missing(
                kind: .credential, name: complaint.key ?? "key", remedy: "\(complaint.problem); \(complaint.remedy)")
            if !missing.contains(credential) { missing.append(credential) }
        }
        return missing
    }
}

extension Document {
    /// How to get a model's folder: by the pipeline file that trains it, or by its manifest, where the project has one of its name.
    fileprivate func remedy(forModel folder: String) -> String {
        if folder.hasSuffix("/" + TrainStage.final) {
            let workspace = (String(folder.dropLast(TrainStage.final.count + 1)) as NSString).lastPathComponent
            let pipeline = ((file as NSString).deletingLastPathComponent as NSString)
                .appendingPathComponent("\(workspace).yaml")
            if FileManager.default.fileExists(atPath: pipeline) { return "tessera run \(pipeline)" }
        }
        let name = (folder as NSString).lastPathComponent
        let checkout = ((file as NSString).deletingLastPathComponent as NSString).deletingLastPathComponent
        let manifest = (checkout as NSString).appendingPathComponent("Manifests/models/\(name).yaml")
        return FileManager.default.fileExists(atPath: manifest)
            ? "tessera fetch \(manifest) --out \(folder)" : "put the folder there, or mend the path"
    }
}
