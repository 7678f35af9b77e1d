import Corpus
import Documents
import Foundation
import Models
import Shards
import Tensors

/// A way to train: modules, losses and the objectives of its stages. One folder each, named in ``Recipe/methods``; nothing
/// else knows of it.
public protocol Method: Sendable {
    /// As a recipe file names it after `recipe`.
    static var name: String { get }
    /// Whether word embeddings of its own go through the frozen CLIP's text tower.
    static var usesTextTower: Bool { get }
    /// What its stages may draw the target-language features to.
    static var objectives: [Objective] { get }
    /// The keys of a recipe file that are its own.
    static var keys: [String] { get }
    /// The keys of its own numbers that a grid may vary, each a path as `losses.consistency`.
    static var varied: [String] { get }

    /// Reads its own keys.
    /// - Throws: ``InputError`` with file, line, key and remedy.
    init(_ document: Document) throws

    /// Everything of it that the trained weights depend on, as one text.
    var identity: String { get }
    /// The digests of the files beside CLIP, tokenizer and shards that the trained weights depend on, by what they are.
    func digests() throws -> [String: String]
    /// The folder of the text model of which it trains parts; nil for the others.
    var textModel: String? { get }
    /// What is gathered for each caption.
    var columns: CaptionColumns { get }
    /// What of images and videos it is trained on; nil for frozen features.
    var pixels: PixelSettings? { get }
    /// The languages whose captions a batch is drawn from, of those that are trained; the others come with them, as partners.
    func drawn(_ languages: [Language]) -> [Language]
    /// The languages whose captions are gathered with a language's: of those that are trained, or others that it is aligned
    /// with.
    /// - Parameters: source: the language that captions were translated from; languages: those that are trained.
    /// - Returns: none, too, where ``columns`` say that they are the source's.
    func partners(of language: Language, source: Language, among languages: [Language]) throws -> [Language]
    /// Whether its encoder tells what captions say from how they say it: a ``DisentanglingEncoder``.
    var disentangles: Bool { get }
    /// Changes a number of its own.
    /// - Parameter key: one of ``varied``.
    mutating func vary(_ key: String, to value: Double)
    /// Refuses languages that it cannot be trained on.
    /// - Throws: ``InputError`` with key and remedy.
    func check(_ languages: [Language]) throws
    /// What of it an encoder needs to be made again; it stands in checkpoints.
    func configuration(vocabulary: Int, clip: CLIP) throws -> Configuration
    /// How a new model's weights are drawn; word embeddings of its own are drawn for it.
    func drawing(_ clip: CLIP) throws -> WeightDrawing
    /// - Parameter weights: gives the weights, and keeps them as parameters.
    func learner(_ weights: TrainedWeights, _ configuration: Configuration, clip: CLIP) throws -> any Learner

    /// The sizes and switches of a trained encoder.
    associatedtype Configuration: Codable & Sendable
    /// The encoder of a checkpoint.
    static func encoder(_ weights: some WeightSource, _ configuration: Configuration, _ models: FrozenModels) throws
        -> any CaptionEncoder
}

extension Method {
    /// Whether it is trained on captions that people wrote in other languages than the source's, and not on translations alone.
    public var trainsOnWritten: Bool {
        columns.contains(.itemSource) || columns.isDisjoint(with: [.source, .sourceTokens])
    }

    public static var usesTextTower: Bool { false }
    public static var varied: [String] { [] }
    public func digests() throws -> [String: String] { [:] }
    public var textModel: String? { nil }
    public var columns: CaptionColumns { [.visual, .source] }
    public var pixels: PixelSettings? { nil }
    public func drawn(_ languages: [Language]) -> [Language] { languages }
    public func partners(of language: Language, source: Language, among languages: [Language]) throws -> [Language] {
        []
    }
    public var disentangles: Bool { false }
    public mutating func vary(_ key: String, to value: Double) {}
    public func check(_ languages: [Language]) throws {}
}

/// Gives a new model's weight of a name and a shape.
public typealias WeightDrawing = (_ name: String, _ shape: [Int], _ generator: inout SeededGenerator) throws -> Tensor

/// The frozen models that a trained one is used with.
public struct FrozenModels: Sendable {
    public let clip: CLIP
    /// The folder of the text model, for methods that train parts of one.
    public let text: String?

    public init(clip: CLIP, text: String? = nil) { (self.clip, self.text) = (clip, text) }
}

/// What a stage of training draws the target-language features to.
public enum Objective: String, Sendable, CaseIterable, Codable {
    /// The source caption's frozen features, by mean squared error.
    case crossLingual = "cross-lingual"
    /// The visual features, by contrast with the batch's others.
    case crossModal = "cross-modal"
}

/// A model that is being trained.
public protocol Learner: AnyObject {
    /// The model as it is, to evaluate.
    var encoder: any CaptionEncoder { get }
    /// All that is trained, by name.
    var parameters: [(name: String, parameter: Parameter)] { get }
    /// The optimizers, whose parameters have different names.
    var optimizers: [Adam] { get }
    /// How many numbers the whole encoder has, trained ones and others; nil where that says nothing.
    var size: Int? { get }
    /// Files to put into each checkpoint's folder, by name.
    var files: [String: Data] { get }

    /// One step. The batch may be one process's part: losses are computed from ``TrainingBatch/whole(_:)``, what they have beside
    /// features, as a trained temperature, goes through ``TrainingBatch/once(_:)``, and optimizers move by
    /// ``TrainingBatch/step(_:rate:clip:)``. Where a process is lost in it, all that is trained is as it was before.
    /// - Parameters:
    ///   - batch: on the model's device.
    ///   - rate: the optimizers' rate.
    ///   - clip: the largest norm of an optimizer's gradients; nil: any.
    /// - Returns: the terms of the loss before the step, by the names that stand in metrics.jsonl.
    /// - Throws: ``TensorError``; and ``NonFiniteLoss``, after which the model is of no use any more.
    func step(_ batch: TrainingBatch, _ objective: Objective, rate: Double, clip: Double?) throws -> [LossTerm]
}

extension Learner {
    public var size: Int? { nil }
    public var files: [String: Data] { [:] }
}

/// A term of a loss.
public struct LossTerm: Sendable, Equatable {
    public let name: String
    public let value: Double

    public init(_ name: String, _ value: Double) { (self.name, self.value) = (name, value) }

    /// Reads scalars, all at once: each time that a device's numbers are read, its work comes to a halt.
    /// - Throws: ``NonFiniteLoss`` where one is infinite or not a number.
    static func read(_ terms: [(name: String, value: Tensor)]) throws -> [LossTerm] {
        let values: [Float] = try Tensor.stacked(terms.map { try $0.value.detached() }).values()
        guard values.allSatisfy(\.isFinite) else { throw NonFiniteLoss() }
        return zip(terms, values).map { LossTerm($0.name, Double($1)) }
    }
}

/// A loss was infinite or not a number.
public struct NonFiniteLoss: Error, Sendable {}
