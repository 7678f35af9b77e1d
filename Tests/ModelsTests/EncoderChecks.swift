import TestSupport
import Testing

@testable import Models
@testable import Tensors

/// How features are compared with those of another library.
enum EncoderChecks {
    /// The kernels that this machine has.
    static let kernels = Kernels.available

    /// The texts behind `input_ids`, each without what it is filled up with.
    static func texts(_ expected: ReferenceTensors) throws -> [[Int32]] {
        let width = try #require(expected.shape("input_ids").last)
        let all = expected.ints("input_ids")
        // The reference fills up with the end token; the text ends at the first.
        let end = try #require(all.last)
        return stride(from: 0, to: all.count, by: width).map { start in
            let row = Array(all[start..<start + width])
            return Array(row.prefix((row.firstIndex(of: end) ?? row.count - 1) + 1))
        }
    }

    /// fp32: within 1e-4 of the largest value. bf16: each row within a cosine of 0.999. F16 weights: of 0.99999.
    static func compare(
        _ features: Tensor, _ expected: [Float], _ precision: Precision, _ kernels: Kernels = .best,
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let values: [Float] = try features.values()
        #expect(values.count == expected.count, sourceLocation: location)
        switch precision {
        case _ where kernels == .half:
            #expect(smallestCosine(values, expected, width: features.shape[1]) >= 0.99999, sourceLocation: location)
        case .fp32: #expect(relativeDifference(values, expected) < 1e-4, sourceLocation: location)
        case .bf16:
            #expect(smallestCosine(values, expected, width: features.shape[1]) >= 0.999, sourceLocation: location)
        }
    }

    /// The smallest cosine of two lists' rows.
    static func smallestCosine(_ a: [Float], _ b: [Float], width: Int) -> Double {
        guard a.count == b.count else { return -1 }
        let rows = stride(from: 0, to: a.count, by: width).map { start in
            cosine(Array(a[start..<start + width]), Array(b[start..<start + width]))
        }
        return rows.map { $0.isNaN ? -1 : $0 }.min() ?? -1
    }
}
