import Corpus
import Documents
import Media
import Models
import Tensors
import Tokenizers

/// What features are made with, as it stands in a pipeline file's `features` section.
public struct FeatureSettings: Sendable {
    /// The folder of the frozen CLIP.
    public var model: String
    /// Which frames of a video are encoded.
    public var sampling: FrameSampling
    /// How they become one feature.
    public var pooling = Pooling.mean
    /// How the model computes.
    public var precision = Precision.fp32
    /// Where it computes.
    public var device = Device.cpu
    /// Images that are encoded at a time; nil: as the model's size has it.
    public var batch: Int?
    /// What decoding a video may cost, and whether what can be decoded of a broken one is used.
    public var decoding = DecodingOptions()
    /// How much goes into a shard.
    public var shard = ShardSize.usual
    /// A tokenizer's folder for each language. The source language's is the model's own where none is given, and its captions
    /// are encoded with that in any case.
    public var tokenizers: [Language: String]

    /// The paper's frames: 12, uniformly (DASD, section "Visual Encoding").
    public static let sampling = FrameSampling.uniform(12)
    /// Larger batches win nothing, and take memory.
    static let batches = 1...4096

    public init(model: String, sampling: FrameSampling = sampling, tokenizers: [Language: String] = [:]) {
        self.model = model
        self.sampling = sampling
        self.tokenizers = tokenizers
    }

    /// - Throws: ``InputError`` with file, line, key and remedy.
    public init(_ document: Document) throws {
        try document.allow(only: [
            "model", "sample", "pooling", "precision", "device", "batch", "salvage", "time_limit",
            "memory_limit", "shard", "tokenizers",
        ])
        self.init(model: try document.required("model").path())
        if let sample = try document.optional("sample") {
            sampling = try sample.named { try FrameSampling($0.string()) }
        }
        pooling = try document.optional("pooling")?.choice(Pooling.self) ?? pooling
        precision = try document.optional("precision")?.choice(Precision.self) ?? precision
        device = try document.optional("device")?.choice(Device.self) ?? device
        batch = try document.optional("batch")?.int(in: FeatureSettings.batches)
        decoding.salvage = try document.optional("salvage")?.bool() ?? false
        if let seconds = try document.optional("time_limit")?.int(in: 1...1_000_000) {
            decoding.timeLimit = .seconds(seconds)
        }
        if let mebibytes = try document.optional("memory_limit")?.int(in: 1...1 << 24) {
            decoding.memoryLimit = mebibytes << 20
        }
        shard = try document.optional("shard").map(ShardSize.init) ?? shard
        for (name, folder) in try document.optional("tokenizers")?.entries() ?? [] {
            let language = try folder.named { _ in try Language(name) }
            tokenizers[language] = try folder.path()
        }
        if let complaint = framesComplaint {
            throw try document.required("pooling").error(complaint.0, remedy: complaint.1)
        }
    }
}

extension FeatureSettings {
    /// Looks at the model's and the tokenizers' folders, so that what is not supported is said before anything is done.
    /// - Throws: ``InputError`` that names the file and the key.
    public func check() throws {
        try checkEncoding()
        let configuration = try CLIPConfiguration(contentsOf: model + "/config.json")
        for folder in (configuration.hasText ? [model] : []) + tokenizers.values.sorted() {
            _ = try TokenizerFolder.load(folder)
        }
    }

    /// Checks what does not depend on files.
    /// - Throws: ``InputError`` that names the setting.
    public func checkEncoding() throws {
        if let complaint = framesComplaint { throw InputError(key: "pooling", complaint.0, remedy: complaint.1) }
        if let batch, !FeatureSettings.batches.contains(batch) {
            throw InputError(key: "batch", "\(batch) is out of range", remedy: "write a number from 1 to 4096")
        }
        try device.check()
    }

    private var framesComplaint: (String, String)? {
        guard pooling == .frames, sampling.most == nil else { return nil }
        return (
            "the frames of '\(sampling)' cannot be kept, because their number differs from video to video",
            "use a sampling with a largest number, such as uniform:12, or pooling: mean"
        )
    }

    /// The shape of an item's row in `visual`.
    /// - Parameter width: of a feature.
    func row(width: Int) -> [Int] { pooling == .frames ? [sampling.most ?? 1, width] : [width] }

    /// All of the encoding that bytes depend on, for the done records' fingerprints. Limits are none of it: once they are
    /// raised, the items that they stopped are failures to retry, and the rest stands.
    var inputs: [String: String] {
        var inputs = [
            "sampling": sampling.description, "pooling": pooling.rawValue, "precision": precision.rawValue,
            "device": device.rawValue, "salvage": String(decoding.salvage),
        ]
        if let batch { inputs["batch"] = String(batch) }
        return inputs
    }
}

extension Document {
    /// Completes a complaint that names no file with this value's place.
    fileprivate func named<T>(_ body: (Document) throws -> T) throws -> T {
        do {
            return try body(self)
        } catch let complaint as InputError where complaint.file == nil {
            throw error(complaint.problem, remedy: complaint.remedy)
        }
    }
}
