import Documents
import Media

/// What of images and videos a model is trained on.
public struct PixelSettings: Sendable, Equatable {
    /// The folder that the paths of media are relative to; nil: the one above the shards, where a pipeline has them.
    public var media: String?
    /// Which frames of a video are trained on.
    public var sampling = FrameSampling.uniform(4)
    /// How pictures are varied.
    public var augmentation = Augmentation()

    /// Reads a recipe's section `pixels`.
    /// - Throws: ``InputError`` with file, line, key and remedy.
    init(_ document: Document) throws {
        try document.allow(only: ["media", "sample", "crop", "flip"])
        media = try document.optional("media")?.path()
        if let sample = try document.optional("sample") {
            do { sampling = try FrameSampling(sample.string()) } catch let complaint as InputError
                where complaint.file == nil
            { throw sample.error(complaint.problem, remedy: complaint.remedy) }
            guard sampling.most != nil else {
                throw sample.error(
                    "'\(sampling)' takes as many frames as a video has, and a batch must fit into memory",
                    remedy: "use a sampling with a largest number, such as uniform:4")
            }
        }
        augmentation.flips = try document.optional("flip")?.bool() ?? false
        augmentation.crop = try document.optional("crop").map(PixelSettings.crop)
    }

    private static func crop(_ document: Document) throws -> Augmentation.Crop {
        try document.allow(only: ["area", "ratio"])
        var crop = Augmentation.Crop()
        func range(_ key: String, in whole: ClosedRange<Double>) throws -> ClosedRange<Double>? {
            guard let value = try document.optional(key) else { return nil }
            let ends = try value.list().map { try $0.double(in: whole) }
            guard ends.count == 2, ends[0] <= ends[1] else {
                throw value.error("two numbers are due, the smaller one first", remedy: "write, for example, [0.5, 1]")
            }
            return ends[0]...ends[1]
        }
        crop.area = try range("area", in: 1e-6...1) ?? crop.area
        crop.ratio = try range("ratio", in: 1e-3...1e3) ?? crop.ratio
        return crop
    }

    /// All that trained weights depend on, as one text.
    var identity: String {
        let crop = augmentation.crop.map { "\($0.area) \($0.ratio)" } ?? "no crop"
        // Variations were drawn one after the other once, and are drawn by an item's place now.
        let drawing = augmentation.crop != nil || augmentation.flips ? " by place" : ""
        return "\(sampling) \(crop) \(augmentation.flips)\(drawing)"
    }
}
