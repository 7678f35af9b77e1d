import ArgumentParser
import Documents
import Features
import Media
import Tensors

/// How media are encoded, for the verbs that do.
struct EncodingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A CLIP in the Hugging Face layout.", valueName: "dir"))
    var model: String

    @Option(
        help: ArgumentHelp(
            "The frames of a video: \(FrameSampling.forms).",
            valueName: "strategy"))
    var sample = FeatureSettings.sampling.description

    @Option(
        help: """
            How a video's frames become a feature: their mean, the mean of normalised features as CLIP4Clip has it, or \
            every frame's.
            """)
    var pooling = Pooling.mean

    @Option(help: "How numbers are computed.")
    var precision = Precision.fp32

    @Option(help: "Where they are computed.")
    var device = Device.cpu

    @Option(
        help: ArgumentHelp("Images that are encoded at a time; chosen by the model's size without it.", valueName: "n"))
    var batch: Int?

    @OptionGroup var decoding: DecodingArguments

    /// - Throws: ``InputError`` for what does not fit together.
    func settings() throws -> FeatureSettings {
        var settings = FeatureSettings(model: model, sampling: try FrameSampling(sample))
        (settings.pooling, settings.precision, settings.device) = (pooling, precision, device)
        (settings.batch, settings.decoding) = (batch, decoding.options)
        try settings.checkEncoding()
        return settings
    }
}

extension Pooling: ExpressibleByArgument {}
extension Precision: ExpressibleByArgument {}
extension Device: ExpressibleByArgument {}
