import Foundation
import TestSupport
import Testing

@testable import Tensors

/// Every operation and its gradients against PyTorch: Tests/Oracles/make-tensors.py.
@Suite struct OperatorTests {
    struct Case: Decodable, CustomTestStringConvertible {
        let name: String
        let op: String
        let inputs: [String]
        let gradients: [String]
        var testDescription: String { name }
    }

    private static let folder = testsFolder + "/Fixtures/tensors/"

    /// The cases of operations that Tessera has.
    static let cases: [Case] = {
        let data = FileManager.default.contents(atPath: folder + "ops.json") ?? Data()
        let all = (try? JSONDecoder().decode([Case].self, from: data)) ?? []
        return all.filter { operations[$0.name] != nil }
    }()

    private static let operations: [String: @Sendable ([Tensor]) throws -> Tensor] = [
        "matmul": { try $0[0].matmul($0[1]) },
        "matmul_broadcast": { try $0[0].matmul($0[1]) },
        "bmm": { try $0[0].matmul($0[1]) },
        "linear": { try linear($0[0], weight: $0[1], bias: $0[2]) },
        "layer_norm": { try layerNorm($0[0], weight: $0[1], bias: $0[2], epsilon: 1e-5) },
        "softmax": { try softmax($0[0]) },
        "gelu": { try gelu($0[0]) },
        "quick_gelu": { try quickGELU($0[0]) },
        "relu": { try relu($0[0]) },
        "tanh": { try tanh($0[0]) },
        "cross_entropy": { try crossEntropy($0[0], $0[1]) },
        "mse": { try meanSquaredError($0[0], $0[1]) },
        "l1": { try meanAbsoluteError($0[0], $0[1]) },
        "bce_with_logits": { try binaryCrossEntropy(logits: $0[0], $0[1]) },
        "embedding": { try embedding($0[1], $0[0]) },
        "mean_keepdim": { try $0[0].mean(over: [1], keeping: true) },
        "mean_two": { try $0[0].mean(over: [0, 2]) },
        "sum_keepdim": { try $0[0].sum(over: [2], keeping: true) },
        "scaled_dot_product_attention_causal": { try attention($0[0], $0[1], $0[2], causal: true) },
        "scaled_dot_product_attention": { try attention($0[0], $0[1], $0[2], causal: false) },
        "conv2d_patch": { try patches($0[0], weight: $0[1], bias: nil, size: 4) },
        "normalize": { try $0[0].normalized() },
        "concatenate": { try Tensor.concatenated([$0[0], $0[1]], along: -1) },
        "transpose": { try $0[0].transposed(1, 2) },
    ]

    @Test(arguments: cases) func agreesWithPyTorch(_ item: Case) throws {
        let file = try SafetensorsFile(OperatorTests.folder + "ops.safetensors")
        let inputs = try item.inputs.map { name in
            let tensor = try file.tensor("\(item.name).\(name)")
            if item.gradients.contains(name) { return try tensor.parameter() }
            return tensor.type == .int32 ? try tensor.converted(to: .int64) : tensor
        }
        let operation = try #require(OperatorTests.operations[item.name])
        let out = try operation(inputs)
        let reference = try ReferenceTensors(OperatorTests.folder + "ops.safetensors")
        #expect(relativeDifference(try out.values(), reference.floats("\(item.name).out")) < 1e-5)
        guard !item.gradients.isEmpty else { return }
        let weight = try file.tensor("\(item.name).weight")
        try (out * weight).sum(over: Array(out.shape.indices)).backward()
        for (name, input) in zip(item.inputs, inputs) where item.gradients.contains(name) {
            let gradient: [Float] = try #require(input.gradient).values()
            #expect(relativeDifference(gradient, reference.floats("\(item.name).grad.\(name)")) < 1e-5, "\(name)")
        }
    }

    @Test func everyOperationHasItsCase() {
        #expect(OperatorTests.cases.count == OperatorTests.operations.count)
    }

    @Test func aShapeThatDoesNotFitIsAnError() throws {
        let a = try Tensor.ones([2, 3])
        #expect(throws: TensorError.self) { _ = try a.matmul(a) }
    }
}
