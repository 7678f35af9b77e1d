import Tensors

/// What is gathered for captions besides their tokens.
public struct CaptionColumns: OptionSet, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The features of their items; where frames are kept, the mean over those that are there.
    public static let visual = CaptionColumns(rawValue: 1)
    /// The frozen features of the source-language captions that they translate.
    public static let source = CaptionColumns(rawValue: 2)
    /// The tokens of the source-language captions that they translate.
    public static let sourceTokens = CaptionColumns(rawValue: 4)
    /// Where the images and videos of their items lie.
    public static let media = CaptionColumns(rawValue: 8)
    /// Captions that translate none, which people wrote for the same image or video, count as translations of their item's
    /// source-language captions: the first one of the first, and so on, over again where these are fewer.
    public static let itemSource = CaptionColumns(rawValue: 16)
}

/// Captions gathered as a batch.
public struct GatheredCaptions: Sendable {
    /// Their numbers in the ``CaptionPool``.
    public let captions: [UInt32]
    /// The item of each, counted over the split.
    public let items: [UInt32]
    /// The language of each, as its place in ``CaptionPool/languages``.
    public let languages: [Int]
    /// Their token ids, specials included.
    public let tokens: TokenColumn
    /// Those of the captions that they translate.
    public let sourceTokens: TokenColumn?
    /// Those of their partners: a column a partner; none where no language is paired.
    public let partnerTokens: [TokenColumn]
    /// F32 [captions, D].
    public let visual: Tensor?
    /// F32 [captions, D].
    public let source: Tensor?
    /// Where their items' images and videos lie.
    public let media: [ItemMedia]?
}
