import Foundation
import TestSupport
import Testing

@testable import Tensors

/// Frozen layers and the gradients of their inputs against PyTorch: Tests/Oracles/make-layers.py.
@Suite(.serialized) struct FrozenLayerTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name, weights: String
        let heads: Int
        let activation: String
        let causal: Bool
        let ends: [Int64]
        /// Whether some channels are many times as large as the others.
        var spiky: Bool { weights == "spiky" }
        var testDescription: String { name }
    }

    private static let folder = testsFolder + "/Fixtures/tensors/"

    static let cases: [Case] = {
        let data = FileManager.default.contents(atPath: folder + "layers.json") ?? Data()
        return (try? JSONDecoder().decode([Case].self, from: data)) ?? []
    }()

    /// The kernels that this machine has, with each precision.
    struct Road: Sendable, CustomTestStringConvertible {
        let kernels: Kernels
        let precision: Precision
        var testDescription: String { "\(kernels), \(precision)" }
    }

    static let roads: [Road] = Kernels.available.filter(\.areTwoWay).flatMap { kernels in
        Precision.allCases.map { Road(kernels: kernels, precision: $0) }
    }

    @Test func thereAreCases() { #expect(FrozenLayerTests.cases.count == 9) }

    @Test(arguments: cases, roads) func agreesWithPyTorch(_ item: Case, _ road: Road) throws {
        let reference = try ReferenceTensors(FrozenLayerTests.folder + "layers.safetensors")
        let layer = try FrozenLayer(weights(item), road.precision, road.kernels)
        for part in ["", "end."] {
            let (out, gradient) = try run(layer, item, part)
            try compare(out, reference.floats("\(item.name).\(part)out"), item, road)
            try compare(gradient, reference.floats("\(item.name).\(part)grad"), item, road)
        }
    }

    @Test(.enabled(if: Kernels.available.contains(.half)), arguments: cases)
    func halfWeightsAreNearAndPassNoGradients(_ item: Case) throws {
        let reference = try ReferenceTensors(FrozenLayerTests.folder + "layers.safetensors")
        let layer = try FrozenLayer(weights(item), .fp32, .half)
        let x = try file().tensor("\(item.name).x")
        let all: [Float] = try layer(x, causal: item.causal).values()
        let ends: [Float] = try layer(x, at: Tensor(item.ends), causal: item.causal).values()
        for (found, part) in [(all, "out"), (ends, "end.out")] {
            let expected = reference.floats("\(item.name).\(part)")
            // Weights of 11 bits: bfloat16's 8 would be eight times as far off.
            #expect(found.count == expected.count && relativeDifference(found, expected) < (item.spiky ? 2e-3 : 5e-4))
        }
        #expect(throws: TensorError.self) { try layer(x.parameter(), causal: item.causal) }
    }

    /// Rows are split over threads, and no sum is.
    @Test(arguments: cases, Precision.allCases) func threadsChangeNoBitOfTiles(
        _ item: Case, _ precision: Precision
    ) throws {
        guard TileLayer.isAvailable else { return }
        let layer = try FrozenLayer(weights(item), precision, .tiles)
        let before = Torch.threads
        defer { Torch.use(threads: before) }
        for part in ["", "end."] {
            let runs = try [1, 2, 3].map { threads in
                Torch.use(threads: threads)
                return try run(layer, item, part)
            }
            #expect(runs.allSatisfy { $0.out.map(\.bitPattern) == runs[0].out.map(\.bitPattern) })
            #expect(runs.allSatisfy { $0.gradient.map(\.bitPattern) == runs[0].gradient.map(\.bitPattern) })
        }
    }

    /// A value that is none makes its own sequence none, and no other's bits change.
    @Test(arguments: roads, [Float.nan, .infinity]) func whatIsNotFiniteStaysWhereItIs(
        _ road: Road, _ value: Float
    ) throws {
        let item = FrozenLayerTests.cases[0]
        let layer = try FrozenLayer(weights(item), road.precision, road.kernels)
        let x = try file().tensor("\(item.name).x")
        let (sequences, each) = (x.shape[0], x.shape[1] * x.shape[2])
        var values = try x.values(as: Float.self)
        func pass() throws -> (out: [Float], gradient: [Float]) {
            let start = try Tensor(values).reshaped(x.shape).parameter()
            let out = try layer(start, causal: false)
            try out.mean().backward()
            return try (out.values(), #require(start.gradient).values())
        }
        let before = try pass()
        values[each + 7] = value
        let after = try pass()
        for sequence in 0..<sequences {
            let own = sequence * each..<(sequence + 1) * each
            for (found, expected) in [(after.out, before.out), (after.gradient, before.gradient)] {
                if sequence == 1 {
                    #expect(found[own].allSatisfy { !$0.isFinite })
                } else {
                    #expect(found[own] == expected[own])
                }
            }
        }
    }

    @Test(arguments: roads) func nothingIsKeptWithoutGradients(_ road: Road) throws {
        let item = FrozenLayerTests.cases[0]
        let layer = try FrozenLayer(weights(item), road.precision, road.kernels)
        let x = try file().tensor("\(item.name).x")
        #expect(try !layer(x, causal: true).requiresGradient)
        let parameter = try x.parameter()
        #expect(try withoutGradients { try !layer(parameter, causal: true).requiresGradient })
        let recorded = try layer(parameter, causal: true)
        #expect(recorded.requiresGradient)
        let plain: [Float] = try layer(x, causal: true).values()
        #expect(try recorded.values() == plain)
    }

    @Test(arguments: roads) func gradientsPassThroughLayersAndWhatIsBetween(_ road: Road) throws {
        let item = FrozenLayerTests.cases[0]
        let layer = try FrozenLayer(weights(item), road.precision, road.kernels)
        let x = try file().tensor("\(item.name).x").parameter()
        let scale = try Tensor([Float(0.5)]).parameter()
        let y = try layer(layer(x, causal: true) * scale, causal: true)
        try y.mean().backward()
        let own = try #require(scale.gradient).scalar()
        // The slope by differences.
        let step: Float = 1e-2
        let ends = try [Float(0.5) - step, 0.5 + step].map { value in
            try withoutGradients { try layer(layer(x, causal: true) * Tensor([value]), causal: true).mean().scalar() }
        }
        let slope = (ends[1] - ends[0]) / Double(2 * step)
        #expect(abs(own - slope) < (road.precision == .fp32 ? 1e-2 : 1e-1) * abs(slope), "\(own) against \(slope)")
        // Twice the same pass gives twice the gradient.
        let first: [Float] = try #require(x.gradient).values()
        try layer(layer(x, causal: true) * scale, causal: true).mean().backward()
        #expect(try relativeDifference(#require(x.gradient).values(), first.map { $0 * 2 }) < 1e-6)
    }

    /// Passes of several lengths that are under way at one time, whose memory is used again.
    @Test(arguments: roads) func layersThatShareMemoryAreThoseThatDoNot(_ road: Road) throws {
        let first = FrozenLayerTests.cases[0], weights = try weights(first)
        let shared = try FrozenLayer.stack([{ weights }, { weights }], road.precision, road.kernels)
        let apart = try (0..<2).map { _ in try FrozenLayer(weights, road.precision, road.kernels) }
        let inputs = try FrozenLayerTests.cases.filter { $0.weights == first.weights }.map {
            try file().tensor("\($0.name).x")
        }
        func passes(_ layers: [FrozenLayer]) throws -> [[Float]] {
            let starts = try inputs.map { try $0.parameter() }
            let ends = try starts.map { try layers[1](layers[0]($0, causal: true), causal: true) }
            for end in ends { try (end * end).mean().backward() }
            return try starts.map { try #require($0.gradient).values() }
        }
        let expected = try passes(apart)
        for _ in 0..<3 { #expect(try passes(shared) == expected) }
    }

    @Test(arguments: roads) func whatDoesNotFitIsAnError(_ road: Road) throws {
        let item = FrozenLayerTests.cases[0]
        let layer = try FrozenLayer(weights(item), road.precision, road.kernels)
        let x = try Tensor.zeros([2, 3, 64])
        #expect(throws: TensorError.self) { try layer(Tensor.zeros([2, 3, 63]), causal: true) }
        #expect(throws: TensorError.self) { try layer(x, at: Tensor([Int64(0), 3]), causal: true) }
        #expect(throws: TensorError.self) { try layer(x, at: Tensor([Int64(-1), 0]), causal: true) }
        #expect(throws: TensorError.self) { try layer(x, at: Tensor([Int64(0)]), causal: true) }
    }

    // MARK: - Helpers

    private func file() throws -> SafetensorsFile {
        try SafetensorsFile(FrozenLayerTests.folder + "layers.safetensors")
    }

    private func weights(_ item: Case) throws -> LayerWeights {
        let file = try file()
        func tensor(_ name: String) throws -> Tensor { try file.tensor("\(item.weights).\(name)") }
        func map(_ name: String) throws -> LayerWeights.Map {
            try .init(weight: tensor(name + ".weight"), bias: tensor(name + ".bias"))
        }
        func norm(_ name: String) throws -> LayerWeights.Norm {
            try .init(weight: tensor(name + ".weight"), bias: tensor(name + ".bias"))
        }
        return try LayerWeights(
            heads: item.heads, epsilon: 1e-5, activation: #require(Activation(rawValue: item.activation)),
            attentionNorm: norm("attention_norm"), query: map("query"), key: map("key"), value: map("value"),
            attentionOut: map("attention_out"), feedForwardNorm: norm("feed_forward_norm"),
            feedForwardIn: map("feed_forward_in"), feedForwardOut: map("feed_forward_out"))
    }

    /// - Parameter part: empty for all positions; `end.` for the ends.
    private func run(_ layer: FrozenLayer, _ item: Case, _ part: String) throws -> (out: [Float], gradient: [Float]) {
        let file = try file()
        let x = try file.tensor("\(item.name).x").parameter()
        let out =
            try part.isEmpty
            ? layer(x, causal: item.causal) : layer(x, at: Tensor(item.ends), causal: item.causal)
        let weight = try file.tensor("\(item.name).\(part)weight")
        try (out * weight).sum(over: Array(out.shape.indices)).backward()
        return try (out.values(), #require(x.gradient).values())
    }

    private func compare(_ values: [Float], _ expected: [Float], _ item: Case, _ road: Road) throws {
        // On tiles values have a unit of their row, so the largest decides how exact the others are.
        let bound: Float = road.kernels == .tiles && item.spiky ? 1e-5 : 1e-6
        switch road.precision {
        case .fp32: #expect(relativeDifference(values, expected) < bound)
        case .bf16: #expect(cosine(values, expected) >= 0.999)
        }
    }
}
