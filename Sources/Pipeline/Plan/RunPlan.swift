import Fetch
import Training
import Translate

/// What `tessera run` would do, said without a network and without touching a workspace.
public struct RunPlan: Sendable, Encodable {
    /// The pipeline's name.
    public let pipeline: String
    /// The preparation of each dataset, in the order of a run; the pipeline's own is the last, with its training.
    public let datasets: [DatasetPlan]
    public let training: TrainingPlan?
    public let evaluation: EvaluationPlan?
    /// What a run would need and not find.
    public let missing: [Missing]
}

/// What would become of a dataset.
public struct DatasetPlan: Sendable, Encodable {
    public let dataset: String
    public let workspace: String
    public let stages: [StagePlan]
    public let fetch: FetchPlan
    /// By the manifest until the captions are imported, then as they are.
    public let items: ItemCount
    /// What is to be bought; nil until the captions are imported.
    public let translation: TranslationEstimate?
    /// Languages that would be translated into.
    public let languages: [String]
    public let decoding: DecodingPlan
}

/// Items of the splits that are prepared.
public struct ItemCount: Sendable, Encodable {
    /// Nil where the manifest gives no number.
    public let total: Int?
    /// Whether they are counted, not announced.
    public let isCounted: Bool

    enum CodingKeys: String, CodingKey {
        case total
        case isCounted = "counted"
    }
}

/// Media that would be decoded and encoded.
public struct DecodingPlan: Sendable, Encodable {
    /// `image` or `video`.
    public let kind: String
    /// Nil where their number is not known yet.
    public let items: Int?
    /// Of these, what is encoded already, or was tried.
    public let done: Int
    /// The frames of each; nil for images.
    public let sampling: String?
}

/// What would be trained.
public struct TrainingPlan: Sendable, Encodable {
    /// A stage of the recipe.
    public struct Stage: Sendable, Encodable {
        public let objective: String
        public let steps: Int
        public let rate: Double
        public let warmup: Int
    }

    public let recipe: String
    /// The dataset that is trained on.
    public let dataset: String
    public let languages: [String]
    public let batch: Int
    public let stages: [Stage]
    /// Steps of all the stages.
    public let steps: Int
}

/// What would be evaluated.
public struct EvaluationPlan: Sendable, Encodable {
    public let dataset: String
    public let split: String
}

/// What a run would do in a stage.
public struct StagePlan: Sendable, Encodable {
    public let stage: String
    /// Partitions that would be skipped.
    public let done: [String]
    /// Partitions that would be done.
    public let pending: [String]
    /// The stage that must be done before this one's partitions are known; it may be the stage itself.
    public let waitsFor: String?
    /// What must be there before this stage's partitions are known.
    public let needs: String?

    var isDone: Bool { pending.isEmpty && waitsFor == nil && needs == nil }

    enum CodingKeys: String, CodingKey {
        case stage, done, pending, needs
        case waitsFor = "waits_for"
    }
}
