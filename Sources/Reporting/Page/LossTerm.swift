/// What a term of the loss is called, and what it measures.
struct LossTerm {
    /// Its name in metrics.jsonl.
    let key: String
    let title: String
    /// What stands at the plot's vertical axis.
    let unit: String
    let about: String

    static let known = [
        LossTerm(
            key: "total", title: "Total", unit: "weighted sum", about: "what the model learns to lower"),
        LossTerm(
            key: "crosslingual_mse", title: "Cross-lingual alignment", unit: "mean squared error",
            about: "a translation against its source caption"),
        LossTerm(
            key: "crossmodal_nce", title: "Cross-modal alignment", unit: "cross-entropy (nats)",
            about: "finding a caption's image or video in a batch"),
        LossTerm(
            key: "semantic_consistency_l1", title: "Semantic consistency", unit: "mean distance (L1)",
            about: "semantic-related part against the source"),
        LossTerm(
            key: "adversarial", title: "Adversarial", unit: "cross-entropy (nats)",
            about: "how little the discriminator is fooled"),
        LossTerm(
            key: "discriminator", title: "Discriminator", unit: "cross-entropy (nats)",
            about: "telling a caption's features from another's"),
    ]

    init(key: String, title: String, unit: String, about: String) {
        (self.key, self.title, self.unit, self.about) = (key, title, unit, about)
    }

    /// A term of a recipe that this page has not heard of.
    init(unknown key: String) {
        self.init(key: key, title: key, unit: "loss", about: "a term of the loss")
    }
}
