import Corpus
import Documents
import Media
import Models
import Tokenizers

/// What features are made with, as it stands in a pipeline file's `features` section.
public struct FeatureSettings: Sendable {
    /// The folder of the frozen CLIP.
    public var model: String
    /// Which frames of a video are encoded.
    public var sampling: FrameSampling
    /// A tokenizer's folder for each language but the source language, whose tokenizer is the model's own.
    public var tokenizers: [Language: String]

    /// The paper's frames: 12, uniformly (DASD, section "Visual Encoding").
    public static let sampling = FrameSampling.uniform(12)

    public init(model: String, sampling: FrameSampling = sampling, tokenizers: [Language: String] = [:]) {
        self.model = model
        self.sampling = sampling
        self.tokenizers = tokenizers
    }

    /// - Throws: ``InputError`` with file, line, key and remedy.
    public init(_ document: Document) throws {
        try document.allow(only: ["model", "sample", "pooling", "tokenizers"])
        model = try document.required("model").path()
        if let sample = try document.optional("sample") {
            do {
                sampling = try FrameSampling(sample.string())
            } catch let complaint as InputError where complaint.file == nil {
                throw sample.error(complaint.problem, remedy: complaint.remedy)
            }
        } else {
            sampling = FeatureSettings.sampling
        }
        if let pooling = try document.optional("pooling") { _ = try pooling.choice(Pooling.self) }
        tokenizers = [:]
        for (name, folder) in try document.optional("tokenizers")?.entries() ?? [] {
            do {
                tokenizers[try Language(name)] = try folder.path()
            } catch let complaint as InputError where complaint.file == nil {
                throw folder.error(complaint.problem, remedy: complaint.remedy)
            }
        }
    }
}

extension FeatureSettings {
    /// Looks at the model's and the tokenizers' folders, so that what is not supported is said before anything is done.
    /// - Throws: ``InputError`` that names the file and the key.
    public func check() throws {
        _ = try CLIPConfiguration(contentsOf: model + "/config.json")
        for folder in [model] + tokenizers.values.sorted() { _ = try TokenizerFolder.load(folder) }
    }
}

/// How the frames of a video become one feature.
public enum Pooling: String, Sendable, CaseIterable {
    /// The mean of the frames' features, which are not normalised before.
    case mean
}
