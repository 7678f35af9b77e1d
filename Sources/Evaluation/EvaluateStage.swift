import Documents
import Foundation
import Models
import Shards
import Tensors
import Training
import Workspace

/// Evaluates the model before and after training: `evaluate/before.json` and `evaluate/after.json`, and of a model that
/// disentangles captions `evaluate/representations.json`.
public struct EvaluateStage: Stage {
    public let name = "evaluate"
    public let version = 4
    /// Captions of each language that are told as the hardest.
    private static let hardest = 6
    private let model: String
    private let textModel: String?
    private let shards: String
    private let split: String
    private let unseen: [String]
    private let disentangles: Bool
    private let media: String?
    private let readsMedia: Bool
    private let device: Device
    private let workspace: Workspace

    /// The outputs in a workspace.
    public static let before = "evaluate/before.json"
    public static let after = "evaluate/after.json"
    public static let representations = "evaluate/representations.json"

    /// - Parameters:
    ///   - model: the frozen CLIP's folder.
    ///   - textModel: that of the text model of which parts were trained, where that is what was done.
    ///   - shards: the folder of the shards.
    ///   - split: the one to search in.
    ///   - unseen: languages to measure that the model is not trained in.
    ///   - disentangles: whether the model is a ``DisentanglingEncoder``.
    ///   - media: the folder that the paths of images and videos are relative to; nil: the one above the shards.
    ///   - readsMedia: whether the model encodes images and videos itself.
    ///   - device: where captions are encoded.
    public init(
        model: String, textModel: String? = nil, shards: String, split: String, unseen: [String] = [],
        disentangles: Bool = false, media: String? = nil, readsMedia: Bool = false, device: Device = .cpu,
        in workspace: Workspace
    ) {
        self.model = model
        self.textModel = textModel
        self.shards = shards
        self.split = split
        (self.unseen, self.disentangles, self.media, self.readsMedia) = (unseen, disentangles, media, readsMedia)
        self.device = device
        self.workspace = workspace
    }

    public func partitions() async throws -> [Partition] {
        try await workspace.bring(["shards/\(ShardIndex.name)"])
        let index = try ShardIndex.digest(folder: shards)
        let outputs = [
            (EvaluateStage.before, TrainStage.initial), (EvaluateStage.after, TrainStage.final),
            (EvaluateStage.representations, TrainStage.final),
        ]
        return try outputs.prefix(disentangles ? 3 : 2).map { output, checkpoint in
            Partition(
                name: ((output as NSString).lastPathComponent as NSString).deletingPathExtension, output: output,
                inputs: [
                    "shards": index, "split": split, "device": device.rawValue,
                    "checkpoint": try workspace.digest(of: checkpoint),
                ].merging(unseen.isEmpty ? [:] : ["unseen": unseen.joined(separator: " ")]) { $1 })
        }
    }

    public func run(_ partition: Partition, to temporary: String, reporting: ProgressReporter) async throws
        -> Outcome
    {
        let folder = partition.output == EvaluateStage.before ? TrainStage.initial : TrainStage.final
        try await bring(folder)
        let evaluator = try Evaluator(
            TrainedModel(workspace.file(folder)),
            FrozenModels(clip: CLIP(folder: model, device: device), text: textModel),
            shards: shards, split: split, unseen: unseen, media: media)
        if partition.output == EvaluateStage.representations {
            let report = try evaluator.representations()
            try report.encoded().write(to: URL(fileURLWithPath: temporary))
            return Outcome(counts: ["maps": 2 * report.languages.count])
        }
        let report = try await evaluator.evaluate(hardest: EvaluateStage.hardest)
        try report.encoded().write(to: URL(fileURLWithPath: temporary))
        return Outcome(counts: ["languages": report.languages.count])
    }
}

extension EvaluateStage {
    /// Brings what is read: the checkpoint, the split's shards, and the images and videos where the model encodes them.
    private func bring(_ checkpoint: String) async throws {
        guard workspace.replica != nil else { return }
        try await workspace.bring([checkpoint, "shards/\(ShardIndex.name)"])
        let entries = try ShardIndex(folder: shards).shards.filter { $0.split == split }
        try await workspace.bring(entries.map { "shards/\($0.file)" } + (readsMedia ? ["media"] : []))
    }
}

extension RetrievalReport {
    /// The report as JSON with sorted keys, so that equal results give equal bytes.
    public func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// Reads a report.
    /// - Throws: ``InputError`` when there is none.
    public init(contentsOf path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputError(file: path, "no such file", remedy: "run the evaluate stage")
        }
        do {
            self = try JSONDecoder().decode(RetrievalReport.self, from: data)
        } catch {
            throw InputError(file: path, "not the results of an evaluation", remedy: "run the evaluate stage again")
        }
    }
}
