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
        let adam = try Adam([("weight", .tensor(weight))])
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

    /// Rows that a step does not look up stay where they are, as torch.optim.SparseAdam leaves them.
    @Test func onlyTheRowsOfAStepMove() throws {
        let path = testsFolder + "/Fixtures/optim/rows.safetensors"
        let (file, reference) = (try SafetensorsFile(path), try ReferenceTensors(path))
        let table = RowTable(try file.tensor("start").copied())
        let adam = try Adam([("table", .rows(table))])
        let (ids, targets) = (try file.tensor("ids"), try file.tensor("targets"))
        let expected = reference.floats("tables")
        for step in 0..<ids.shape[0] {
            adam.clearGradients()
            let difference = try table(ids.selected(0, step)) - targets.selected(0, step)
            try (difference * difference).sum(over: [0, 1, 2]).backward()
            try adam.step(rate: 1e-2)
            let values: [Float] = try table.table.values()
            let size = values.count
            #expect(relativeDifference(values, Array(expected[step * size..<(step + 1) * size])) < 1e-5)
        }
        let state = Dictionary(uniqueKeysWithValues: adam.state.map { ($0.name, $0.tensor) })
        for (name, moment) in [("m", "first"), ("v", "second")] {
            let values: [Float] = try #require(state["table." + moment]).values()
            #expect(relativeDifference(values, reference.floats(name)) < 1e-5)
        }
    }

    @Test func gradientsAreClippedByTheirCommonNorm() throws {
        let path = testsFolder + "/Fixtures/optim/clipped.safetensors"
        let (file, reference) = (try SafetensorsFile(path), try ReferenceTensors(path))
        let (weight, bias) = (try file.tensor("start").parameter(), try file.tensor("start_b").parameter())
        let adam = try Adam([("weight", .tensor(weight)), ("bias", .tensor(bias))])
        for (step, norm) in reference.floats("norms").enumerated() {
            adam.clearGradients()
            try meanSquaredError(file.tensor("X").matmul(weight) + bias, file.tensor("Y")).backward()
            #expect(abs(try adam.clipGradients(to: 0.5) - Double(norm)) < 1e-5)
            try adam.step(rate: 1e-2)
            for (tensor, name) in [(weight, "weights"), (bias, "biases")] {
                let values: [Float] = try tensor.values()
                let size = values.count
                let expected = Array(reference.floats(name)[step * size..<(step + 1) * size])
                #expect(relativeDifference(values, expected) < 1e-5)
            }
        }
    }
}
