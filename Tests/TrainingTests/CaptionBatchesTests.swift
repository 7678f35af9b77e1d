import Foundation
import Shards
import Synchronization
import TestSupport
import Testing
import Workspace

@testable import Models
@testable import Tensors
@testable import Training

/// Captions through a trained encoder against PyTorch's numbers: Tests/Oracles/make-dasd.py.
@Suite struct CaptionBatchesTests {
    private let golden = Golden.own
    private let file: ReferenceTensors
    private let weights: SafetensorsFile

    init() throws {
        file = try ReferenceTensors(golden.file("dasd/batch.safetensors"))
        weights = try SafetensorsFile(golden.file("dasd/weights.safetensors"))
    }

    /// The golden captions, all of them `times` over.
    private func captions(times: Int) throws -> TokenColumn {
        let (tokens, lengths) = (file.ints("token_ids"), file.ints("lengths"))
        let width = try #require(file.shape("token_ids").last)
        var captions = TokenColumn()
        for _ in 0..<times {
            for (row, length) in lengths.enumerated() {
                captions.append(tokens[row * width..<row * width + Int(length)])
            }
        }
        return captions
    }

    private func features(times: Int, workers: Int, on device: Device = .cpu) async throws -> [[Float]] {
        let model = try DASD(
            FileWeights(weights, device: device), DASDChecks.configuration(golden),
            clip: CLIP(folder: golden.file("clip"), device: device))
        let captions = try captions(times: times)
        let rows = Mutex([[Float]](repeating: [], count: captions.count))
        try await Cores.$limit.withValue(workers) {
            try await CaptionBatches(model).encode(captions) { caption, feature in
                rows.withLock { $0[caption] = Array(feature) }
            }
        }
        return rows.withLock { $0 }
    }

    @Test(arguments: [Device.cpu, .standIn]) func eachCaptionGetsItsOwnFeature(on device: Device) async throws {
        let expected = try ReferenceTensors(golden.file("dasd/expected.safetensors")).floats("target_features")
        // More than a batch, so that captions leave their order and come back to it.
        let found = try await features(times: 30, workers: 2, on: device)
        #expect(relativeDifference(Array(found.joined()), Array(repeatElement(expected, count: 30).joined())) < 1e-4)
    }

    @Test func workersChangeNoBit() async throws {
        let alone = try await features(times: 20, workers: 1)
        #expect(try await features(times: 20, workers: 3) == alone)
    }
}
