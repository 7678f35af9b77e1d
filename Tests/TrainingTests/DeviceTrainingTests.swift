import Foundation
import StandIn
import TestSupport
import Testing

@testable import Models
@testable import Tensors
@testable import Training

/// Whole steps on a device: on the stand-in, which refuses to mix its tensors with the CPU's, everywhere.
@Suite struct DeviceTrainingTests {
    private let golden = Golden.own
    private let file: SafetensorsFile

    init() throws { file = try SafetensorsFile(golden.file("dasd/weights.safetensors")) }

    @Test(arguments: Objective.allCases, TableUpdates.allCases)
    func theStandInsNumbersAgree(_ objective: Objective, _ tables: TableUpdates) throws {
        try DASDChecks.threeSteps(golden, objective, tables: tables, on: .standIn)
    }

    /// Every method, objective, precision and kind of table, with clipped gradients: all that is trained, and all that a
    /// checkpoint holds, is on the device before and after.
    @Test(arguments: ["dasd", "mla"], Precision.allCases)
    func nothingLeavesTheDevice(_ method: String, _ precision: Precision) throws {
        let clip = try CLIP(folder: golden.file("clip"), precision: precision, device: .standIn)
        let batch = try DASDChecks.batch(golden).moved(to: .standIn)
        for objective in Objective.allCases {
            for tables in TableUpdates.allCases {
                let learner = try learner(method, tables, clip)
                let losses = try (0..<2).map { _ in
                    try #require(try learner.step(batch, objective, rate: 1e-3, clip: 0.1).last).value
                }
                #expect(losses[1] < losses[0], "\(objective), \(tables): \(losses)")
                for parameter in learner.parameters { #expect(parameter.parameter.tensor.device == .standIn) }
                for entry in learner.optimizers.flatMap(\.state) { #expect(entry.tensor.device == .standIn) }
                #expect(learner.encoder.device == .standIn)
            }
        }
    }

    /// What the stand-in computes, a GPU does too: Tests/Oracles/make-device-operators.py.
    @Test func everyOperatorHasAKernelForCUDA() throws {
        try theStandInsNumbersAgree(.crossModal, .rows)
        let path = testsFolder + "/Fixtures/tensors/cuda-operators.txt"
        let known = Set(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n"))
        let lines = try #require(stand_in_operators())
        defer { free(lines) }
        let used = String(cString: lines).split(separator: "\n")
        #expect(used.contains("aten::_fused_adam_") && used.contains("aten::_unique2"))
        for name in used { #expect(known.contains(name)) }
    }

    @Test func aTensorOnTheWrongDeviceIsRefused() throws {
        let clip = try CLIP(folder: golden.file("clip"), device: .standIn)
        let learner = try learner("dasd", .rows, clip)
        #expect(throws: TensorError.self) {
            try learner.step(DASDChecks.batch(golden), .crossLingual, rate: 1e-3, clip: nil)
        }
    }

    @Test(arguments: [Device.cpu, .standIn]) func aLossThatIsNotFiniteIsRefused(_ device: Device) throws {
        let clip = try CLIP(folder: golden.file("clip"), device: device)
        for method in ["dasd", "mla"] {
            let learner = try learner(method, .rows, clip)
            let batch = try DASDChecks.batch(golden)
            let broken = TrainingBatch(
                captions: batch.captions, source: try batch.sourceFeatures * .infinity, visual: batch.visual,
                others: batch.others)
            #expect(throws: NonFiniteLoss.self) {
                try learner.step(broken.moved(to: device), .crossLingual, rate: 1e-3, clip: nil)
            }
        }
    }

    private func learner(_ method: String, _ tables: TableUpdates, _ clip: CLIP) throws -> any Learner {
        let own = try DASDChecks.configuration(golden)
        let weights = TrainedWeights(file, tables: tables, device: clip.device)
        guard method == "mla" else { return try DASDLearner(weights, own, clip: clip, losses: DASDLossWeights()) }
        return try MLALearner(
            weights, .init(vocabulary: own.vocabulary, embedding: own.embedding, bottleneck: own.rank), clip: clip,
            temperature: 0.01)
    }
}

/// The same numbers on the device that TESSERA_DEVICE names.
@Suite(.enabled(if: NamedDevice.device != nil, Comment(rawValue: NamedDevice.absence)))
struct NamedDeviceTests {
    @Test(arguments: [Golden.own, Golden.large].compactMap { $0?.path }, Objective.allCases)
    func threeStepsAgree(_ path: String, _ objective: Objective) throws {
        for tables in TableUpdates.allCases {
            try DASDChecks.threeSteps(
                Golden(path: path), objective, tables: tables, on: #require(NamedDevice.device))
        }
    }
}

private enum NamedDevice {
    /// Looked for before any test begins, as ``Device/check()`` wants it.
    static let device: Device? = {
        let device = ProcessInfo.processInfo.environment["TESSERA_DEVICE"].flatMap(Device.init(rawValue:))
        try? device?.check()
        return device
    }()

    static let absence = "TESSERA_DEVICE names no device: set it to cuda on a machine with an NVIDIA GPU"
}
