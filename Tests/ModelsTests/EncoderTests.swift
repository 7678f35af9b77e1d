import TestSupport
import Testing

@testable import Models
@testable import Tensors

/// Every layout, activation, type of weights, kind of kernels and a device against transformers: Tests/Oracles/make-encoders.py.
@Suite struct EncoderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let folder: String
        let kernels: Kernels
        let device: Device
        let precision: Precision
        var testDescription: String { "\(folder), \(kernels), \(device.rawValue), \(precision)" }
    }

    private static let root = testsFolder + "/Fixtures/encoders/"

    static let cases: [Case] = [
        "clip-gelu", "clip-quick-gelu", "clip-tanh", "clip-new", "clip-older", "vision-only", "siglip", "single",
        "sharded", "f16", "bf16",
    ].flatMap { folder in
        (EncoderChecks.kernels.map { ($0, Device.cpu) } + [(.plain, .standIn)]).flatMap { kernels, device in
            Precision.allCases.map { Case(folder: folder, kernels: kernels, device: device, precision: $0) }
        }
    }

    @Test(arguments: cases) func featuresAreThoseOfTransformers(_ item: Case) throws {
        let folder = EncoderTests.root + item.folder
        let expected = try ReferenceTensors(folder + "/expected.safetensors")
        let clip = try CLIP(
            folder: folder, precision: item.precision, device: item.device, kernels: item.kernels)
        let count = try #require(expected.shape("pixels").first)
        try EncoderChecks.compare(
            clip.embed(pixels: expected.floats("pixels"), count: count), expected.floats("image_embeds"),
            item.precision, item.kernels)
        guard clip.configuration.hasText else { return }
        try EncoderChecks.compare(
            clip.embed(tokens: EncoderChecks.texts(expected)), expected.floats("text_embeds"), item.precision,
            item.kernels)
    }

    @Test(arguments: EncoderChecks.kernels) func theSameWeightsInOtherFilesGiveTheSameBytes(_ kernels: Kernels) throws {
        let features = try ["single", "sharded", "f16", "bf16"].map { name in
            let clip = try CLIP(folder: EncoderTests.root + name, precision: .fp32, kernels: kernels)
            let pixels = try ReferenceTensors(EncoderTests.root + "single/expected.safetensors").floats("pixels")
            return try clip.embed(pixels: pixels, count: 5).bytes()
        }
        #expect(features.allSatisfy { $0 == features[0] })
    }

    @Test func theDigestCoversEveryFileOfWeights() throws {
        let digests = try ["single", "sharded", "f16"].map { try CLIP.digest(of: EncoderTests.root + $0) }
        #expect(Set(digests).count == 3)
        let copy = try TemporaryFolder()
        try FileCopies.copy(EncoderTests.root + "sharded", to: copy)
        #expect(try CLIP.digest(of: copy.path) == digests[1])
        try FileCopies.flipLastByte(of: copy.file("model-00002-of-00002.safetensors"))
        #expect(try CLIP.digest(of: copy.path) != digests[1])
    }

    @Test(arguments: EncoderChecks.kernels, Precision.allCases)
    func oneRowOfTheLastLayerIsThatOfAllRows(_ kernels: Kernels, _ precision: Precision) throws {
        let weights = try FolderWeights(folder: EncoderTests.root + "clip-gelu")
        let tower = try CLIPConfiguration(contentsOf: EncoderTests.root + "clip-gelu/config.json").vision
        let layers = try FrozenLayers(weights.at("vision_model"), tower, precision, kernels)
        let (batch, length) = (3, 37)
        var generator = SeededGenerator(seed: 4, purpose: "x")
        let values = (0..<batch * length * tower.width).map { _ in Float.random(in: -1...1, using: &generator) }
        let x = try Tensor(values, shape: [batch, length, tower.width])
        let positions = [0, 36, 18]
        for causal in [false, true] {
            let all = try layers(x, causal: causal).gathered(at: Tensor(positions.map(Int64.init)))
            let rows: [Float] = try layers(x, at: positions, causal: causal).values()
            #expect(relativeDifference(rows, try all.values()) < (precision == .fp32 ? 1e-6 : 2e-2))
        }
        #expect(try x.values(as: Float.self) == values)
    }

    @Test func whatFollowsATextsEndChangesNothing() throws {
        let folder = EncoderTests.root + "clip-gelu"
        let clip = try CLIP(folder: folder)
        let text: [Int32] = [1, 7, 20, 90]
        let alone = try clip.embed(tokens: [text]).bytes()
        let beside = try clip.embed(tokens: [text + [5, 6, 90], Array(repeating: 9, count: 40)])
        #expect(try relativeDifference(beside.sliced(0, 0..<1).values(), Tensor(alone).floats) < 1e-6)
    }

    @Test(arguments: EncoderChecks.kernels) func threadsGiveWhatOneGives(_ kernels: Kernels) async throws {
        let folder = EncoderTests.root + "clip-quick-gelu"
        let pixels = try ReferenceTensors(folder + "/expected.safetensors").floats("pixels")
        for precision in Precision.allCases {
            let clip = try CLIP(folder: folder, precision: precision, kernels: kernels)
            let alone = try clip.embed(pixels: pixels, count: 5).bytes()
            let together = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for _ in 0..<8 { group.addTask { try clip.embed(pixels: pixels, count: 5).bytes() } }
                return try await group.reduce(into: [[UInt8]]()) { $0.append($1) }
            }
            #expect(together.allSatisfy { $0 == alone })
        }
    }

    @Test func moreImagesThanABatchAreCutByPosition() throws {
        let clip = try CLIP(folder: EncoderTests.root + "clip-quick-gelu")
        let size = 3 * 64 * 64
        let count = clip.batchSize + 3
        var generator = SeededGenerator(seed: 4, purpose: "pixels")
        let pixels = (0..<count * size).map { _ in Float.random(in: -1...1, using: &generator) }
        let all: [Float] = try clip.embed(pixels: pixels, count: count).values()
        let first: [Float] = try clip.embed(pixels: Array(pixels.prefix(clip.batchSize * size)), count: clip.batchSize)
            .values()
        #expect(Array(all.prefix(first.count)) == first)
        #expect(all.count == count * clip.configuration.projection)
        #expect(try clip.embed(pixels: [], count: 0).shape == [0, clip.configuration.projection])
        #expect(throws: TensorError.self) { try clip.embed(pixels: [1], count: 1) }
    }
}

extension Tensor {
    /// A tensor of the bytes of F32 values.
    fileprivate convenience init(_ bytes: [UInt8]) throws {
        let handle = try bytes.withUnsafeBytes { try Tensor(bytes: $0, type: .float32, shape: [$0.count / 4]) }
        try self.init(handle.values(as: Float.self))
    }

    fileprivate var floats: [Float] { get throws { try values() } }
}
