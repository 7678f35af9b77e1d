import Models
import Shards
import Tensors

/// Batches of captions in all the target languages, mixed, gathered from mapped shards as they are needed.
struct TrainingStream: Sendable {
    private let set: FeatureSet
    private let captions: [(language: String, place: FeatureSet.Place)]
    private let order: BatchOrder
    private let seed: UInt64

    init(_ set: FeatureSet, languages: [String], batch: Int, seed: UInt64) {
        self.set = set
        self.seed = seed
        captions = languages.flatMap { language in set.places(language).map { (language, $0) } }
        order = BatchOrder(items: captions.map { set.item($0.language, $0.place) }, size: batch, seed: seed)
    }

    /// Captions an epoch.
    var count: Int { captions.count }

    /// The batches of an epoch. One of a single caption has nothing to contrast with, and is left out.
    func batches(epoch: Int) -> [[Int]] { order.batches(epoch: epoch).filter { $0.count > 1 } }

    /// Gathers a batch.
    /// - Parameter step: chooses, with the seed, the captions that the discriminator sees as another's.
    func load(_ batch: [Int], step: Int) throws -> TrainingBatch {
        let places = batch.map { captions[$0] }
        let tokens = try places.map { try set.sample($0.language, $0.place).tokens }
        var generator = SeededGenerator(seed: seed, purpose: "others of step \(step)")
        // Every item is in a batch once, so a turn by less than the whole gives each caption another item's.
        let turn = 1 + generator.below(batch.count - 1)
        let others = batch.indices.map { Int64(($0 + turn) % batch.count) }
        return TrainingBatch(
            captions: try CaptionBatch(tokens), source: try set.source(places), visual: try set.visual(places),
            others: try Tensor(others))
    }
}
