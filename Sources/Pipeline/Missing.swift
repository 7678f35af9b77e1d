import Documents

/// Something that a run needs and that is not there yet.
public struct Missing: Sendable, Equatable, Encodable {
    public enum Kind: String, Sendable, Encodable {
        /// The folder of a frozen model.
        case model
        case tokenizer
        /// The folder of a text model whose word embeddings the training starts from.
        case embeddings
        /// A translation provider's key.
        case credential
        /// A file of the dataset.
        case file
    }

    public let kind: Kind
    /// A path; for a key the place in the pipeline file.
    public let name: String
    /// What to do about it.
    public let remedy: String
}
