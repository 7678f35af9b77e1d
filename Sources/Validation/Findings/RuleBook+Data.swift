// Rules about images, videos, shards and checkpoints.

// MARK: - Media

extension Rule {
    static let mediaUnreadable = Rule("media-unreadable", .media, .error, "an image or video cannot be read")
    static let mediaWithoutFrames = Rule("media-without-frames", .media, .error, "a video has no frames")
    static let mediaOneColour = Rule(
        "media-one-colour", .media, .warning, "a picture, or a video's first frame, is of one colour",
        .init("range", 6, "the most by which its greys differ, of 255"))
    static let mediaShape = Rule(
        "media-shape", .media, .warning, "a picture is a stripe, or of a few pixels",
        .init("ratio", 10, "of the longer side to the shorter, from which on it is a stripe"),
        .init("pixels", 16, "the least that a side should have"))
    static let mediaLength = Rule(
        "media-length", .media, .warning, "a video is very short or very long",
        .init("shortest", 0.2, "seconds"), .init("longest", 3600, "seconds"))
    static let mediaDuration = Rule(
        "media-duration", .media, .warning, "a video's duration does not fit its frames",
        .init("factor", 2, "between the duration and that of its frames, from which on they do not fit", in: 1...1000))
    static let mediaTwice = Rule("media-twice", .media, .warning, "items of a split have files of the same bytes")
}

extension RuleBook {
    static let media: [Rule] = [
        .mediaUnreadable, .mediaWithoutFrames, .mediaOneColour, .mediaShape, .mediaLength, .mediaDuration, .mediaTwice,
    ]
}

// MARK: - Shards and checkpoints

extension Rule {
    static let shardDigest = Rule("shard-digest", .shards, .error, "a shard's bytes are not those that the index says")
    static let shardUnsound = Rule("shard-unsound", .shards, .error, "a shard is missing, cut, or not of its format")
    static let shardUnlisted = Rule("shard-unlisted", .shards, .warning, "a shard is not in the index")
    static let shardCounts = Rule("shard-counts", .shards, .error, "a shard holds other counts than the index says")
    static let shardCorpus = Rule(
        "shard-corpus", .shards, .error, "the shards hold other items or captions than the corpus")
    static let shardsDiffer = Rule(
        "shards-differ", .shards, .error, "shards were made with different models, tokenizers or settings")
    static let featuresNotFinite = Rule(
        "features-not-finite", .shards, .error, "features hold infinities, or what is no number")
    static let featuresZero = Rule("features-zero", .shards, .error, "a feature is all zeros")
    static let featuresNorm = Rule(
        "features-norm", .shards, .warning, "a feature is far longer or shorter than the others",
        .init("factor", 5, "from the median, in either direction", in: 1...1000))
    static let featuresTwice = Rule(
        "features-twice", .shards, .warning, "items of a split have the same feature, number for number")
    static let tokenUnknown = Rule("token-unknown", .shards, .error, "a token is not in the tokenizer's vocabulary")
    static let tokenEnd = Rule("token-end", .shards, .error, "a caption lacks the token that all others end with")
}

extension RuleBook {
    static let shards: [Rule] = [
        .shardDigest, .shardUnsound, .shardUnlisted, .shardCounts, .shardCorpus, .shardsDiffer, .featuresNotFinite,
        .featuresZero, .featuresNorm, .featuresTwice, .tokenUnknown, .tokenEnd,
    ]
}

extension Rule {
    static let checkpointUnsound = Rule(
        "checkpoint-unsound", .checkpoints, .error, "a checkpoint's files are missing, cut, or do not fit each other")
    static let weightsNotFinite = Rule(
        "weights-not-finite", .checkpoints, .error, "weights hold infinities, or what is no number")
    static let weightsZero = Rule(
        "weights-zero", .checkpoints, .warning, "a weight matrix is all zeros: it was never trained")
    static let checkpointShards = Rule(
        "checkpoint-shards", .checkpoints, .error,
        "a checkpoint was trained with another model or tokenizer than the shards")
}

extension RuleBook {
    static let checkpoints: [Rule] = [
        .checkpointUnsound, .weightsNotFinite, .weightsZero, .checkpointShards,
    ]
}
