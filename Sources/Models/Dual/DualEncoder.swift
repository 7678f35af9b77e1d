import Tensors

/// Two encoders into one space, captions' and images', of which either may be trained (Radford et al. 2021, section 2.3): a
/// transformer, and a linear map of its output.
public struct DualEncoder: Sendable {
    /// How one output is made of those of a text's tokens.
    public enum Pooling: String, Sendable, CaseIterable, Codable {
        /// Their mean.
        case mean
        /// The first one's: that of BERT's and XLM-R's class token.
        case first
    }

    private let text: Text
    private let textMap: Linear
    /// Nil where images come as frozen features.
    private let vision: VisionTransformer?
    private let visualMap: Linear
    /// The logarithm of what cosines are multiplied by: a scalar.
    public let logitScale: Tensor

    private enum Text: Sendable {
        case transformer(TextTransformer, Pooling)
        case clip(CLIPTextTransformer)
    }

    /// The names of the parts that are not the transformers'.
    public static let (textMap, visualMap, logitScale) = ("text_projection", "visual_projection", "logit_scale")
    /// What stands before the names of the transformers' weights.
    public static let (text, vision) = ("text", "vision")

    /// XLM-R or BERT, and a vision transformer, each with one more linear layer (Krasner and Lanuzo, section 2.1).
    /// - Parameters:
    ///   - trained: gives what is trained or added: `text.` and `vision.` with a folder's own names, and the maps.
    ///   - vision: nil where images come as frozen features.
    ///   - visualWidth: that of those features.
    ///   - projection: the width of the shared space.
    public init(
        trained: some WeightSource, text folder: TextFolder, _ pooling: Pooling, vision: VisionFolder?,
        visualWidth: Int, _ tuning: Tuning, projection: Int
    ) throws {
        let own = TunedWeights(folder, trained: trained.at(DualEncoder.text), tuning)
        text = .transformer(try TextTransformer(own, at: folder.root, folder.configuration), pooling)
        textMap = try Linear(trained.at(DualEncoder.textMap), from: folder.configuration.width, to: projection)
        self.vision = try vision.map { vision in
            try VisionTransformer(
                TunedWeights(vision, trained: trained.at(DualEncoder.vision), tuning), vision.configuration)
        }
        visualMap = try Linear(
            trained.at(DualEncoder.visualMap), from: self.vision?.width ?? visualWidth, to: projection)
        logitScale = try trained.weight(DualEncoder.logitScale, [])
    }

    /// A CLIP, all of it trained.
    /// - Parameter trained: gives the weights, by the names of the CLIP's folder.
    public init(clip trained: some WeightSource, _ configuration: CLIPConfiguration) throws {
        let weights = TunedWeights(trained, trained: trained, Tuning(.full))
        text = .clip(try CLIPTextTransformer(weights, configuration))
        textMap = try Linear(
            trained.at(DualEncoder.textMap), from: configuration.text.width, to: configuration.projection, bias: false)
        let vision = try VisionTransformer(weights, configuration)
        self.vision = vision
        visualMap = try Linear(
            trained.at(DualEncoder.visualMap), from: vision.width, to: configuration.projection, bias: false)
        logitScale = try trained.weight(DualEncoder.logitScale, [])
    }

    /// Features of captions.
    /// - Parameter isFrozen: whether no gradient reaches the transformer, only the map.
    /// - Returns: F32 [captions, projection], not normalised.
    public func features(_ captions: CaptionBatch, isFrozen: Bool) throws -> Tensor {
        try textMap(frozen(isFrozen) { try outputs(captions) })
    }

    /// Features of items.
    /// - Parameter isFrozen: whether no gradient reaches the transformer, only the map.
    /// - Returns: F32 [items, projection], not normalised.
    public func features(_ items: VisualBatch, isFrozen: Bool) throws -> Tensor {
        switch (items, vision) {
        case (.features(let features), nil): return try visualMap(features)
        case (.pixels(let pixels), let vision?):
            return try visualMap(frozen(isFrozen) { try pixels.pooled(vision(pixels.pictures)) })
        default:
            throw TensorError(operation: "dual encoder", reason: "pictures where features are due, or the reverse")
        }
    }

    private func outputs(_ captions: CaptionBatch) throws -> Tensor {
        switch text {
        case .clip(let transformer): return try transformer(captions)
        case .transformer(let transformer, .first): return try transformer(captions).selected(1, 0)
        case .transformer(let transformer, .mean):
            return try (transformer(captions) * captions.mask).sum(over: [1]) / captions.lengths
        }
    }

    private func frozen(_ isFrozen: Bool, _ body: () throws -> Tensor) throws -> Tensor {
        isFrozen ? try withoutGradients(body) : try body()
    }
}

extension DualEncoder: CaptionEncoder {
    public var device: Device { textMap.weight.device }
    public var width: Int { textMap.weight.shape[0] }

    public func features(_ captions: CaptionBatch) throws -> Tensor { try features(captions, isFrozen: false) }

    public var items: ItemEncoding {
        guard let vision else { return .features { try visualMap($0) } }
        return .pixels { try visualMap(vision($0)) }
    }
}
