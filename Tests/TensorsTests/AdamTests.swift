import Foundation
import TestSupport
import Testing

@testable import Tensors

/// Five steps of Adam against torch.optim.Adam: Tests/Oracles/make-optim.py.
@Suite struct AdamTests {
    private static let devices = [Device.cpu, .standIn]

    @Test(arguments: devices) func fiveStepsAgreeWithPyTorch(on device: Device) throws {
        let path = testsFolder + "/Fixtures/optim/adam.safetensors"
        let file = try SafetensorsFile(path)
        let reference = try ReferenceTensors(path)
        let weight = try file.tensor("start").moved(to: device).parameter()
        let adam = try Adam([("weight", .tensor(weight))])
        let (x, y) = (try file.tensor("X").moved(to: device), try file.tensor("Y").moved(to: device))
        let rates = try file.tensor("lr").values(as: Double.self)
        let expected = reference.floats("weights")
        for (step, rate) in rates.enumerated() {
            adam.clearGradients()
            try meanSquaredError(x.matmul(weight), y).backward()
            try adam.step(rate: rate)
            let values: [Float] = try weight.values()
            let size = values.count
            #expect(relativeDifference(values, Array(expected[step * size..<(step + 1) * size])) < 1e-5)
        }
    }

    /// Rows that a step does not look up stay where they are, as torch.optim.SparseAdam leaves them.
    @Test(arguments: devices) func onlyTheRowsOfAStepMove(on device: Device) throws {
        let path = testsFolder + "/Fixtures/optim/rows.safetensors"
        let (file, reference) = (try SafetensorsFile(path), try ReferenceTensors(path))
        let table = RowTable(try file.tensor("start").moved(to: device).copied())
        let adam = try Adam([("table", .rows(table))])
        let (ids, targets) = (try file.tensor("ids").moved(to: device), try file.tensor("targets").moved(to: device))
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

    @Test(arguments: devices) func gradientsAreClippedByTheirCommonNorm(on device: Device) throws {
        let path = testsFolder + "/Fixtures/optim/clipped.safetensors"
        let (file, reference) = (try SafetensorsFile(path), try ReferenceTensors(path))
        let weight = try file.tensor("start").moved(to: device).parameter()
        let bias = try file.tensor("start_b").moved(to: device).parameter()
        let (x, y) = (try file.tensor("X").moved(to: device), try file.tensor("Y").moved(to: device))
        let adam = try Adam([("weight", .tensor(weight)), ("bias", .tensor(bias))])
        for (step, norm) in reference.floats("norms").enumerated() {
            adam.clearGradients()
            try meanSquaredError(x.matmul(weight) + bias, y).backward()
            let found = try #require(try adam.clipGradients(to: 0.5))
            #expect(abs(try found.scalar() - Double(norm)) < 1e-5)
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
