import Foundation
import TestSupport
import Testing

@testable import Tensors

/// Five steps of Adam against torch.optim.Adam: Tests/Oracles/make-optim.py.
@Suite struct AdamTests {
    @Test func fiveStepsAgreeWithPyTorch() throws {
        let path = testsFolder + "/Fixtures/optim/adam.safetensors"
        let file = try SafetensorsFile(path)
        let reference = try ReferenceTensors(path)
        let weight = try file.tensor("start").parameter()
        let adam = try Adam([("weight", weight)])
        let rates = try file.tensor("lr").values(as: Double.self)
        let expected = reference.floats("weights")
        for (step, rate) in rates.enumerated() {
            adam.clearGradients()
            try meanSquaredError(file.tensor("X").matmul(weight), file.tensor("Y")).backward()
            try adam.step(rate: rate)
            let values: [Float] = try weight.values()
            let size = values.count
            #expect(relativeDifference(values, Array(expected[step * size..<(step + 1) * size])) < 1e-5)
        }
    }
}
