import Foundation
import Tensors

/// What the rows of a feature tensor are like, read a block at a time.
struct FeatureScan: Sendable {
    /// A number a row that is the same for the same row; 0 for one that says nothing.
    private(set) var prints: [UInt64] = []
    /// Euclidean norms; not finite where a number is not.
    private(set) var norms: [Float] = []

    /// Numbers that are looked at at a time.
    private static let block = 1 << 20

    /// - Parameters:
    ///   - tensor: F16, [rows, D] or [rows, F, D].
    ///   - frames: how many of a row's F features count; nil: all.
    init(_ tensor: Tensor, frames: [Int32]? = nil) throws {
        let shape = tensor.shape
        let (rows, width) = (shape[0], shape[shape.count - 1])
        let perRow = shape.count == 3 ? shape[1] : 1
        prints.reserveCapacity(rows)
        norms.reserveCapacity(rows)
        let step = max(1, FeatureScan.block / max(1, perRow * width))
        for start in stride(from: 0, to: rows, by: step) {
            let range = start..<min(rows, start + step)
            let values = try tensor.sliced(0, range).converted(to: .float32).values(as: Float.self)
            for row in range {
                let count = (frames.map { min(perRow, Int($0[row])) } ?? perRow) * width
                let begin = (row - range.lowerBound) * perRow * width
                var square: Float = 0
                var print: UInt64 = 0xcbf2_9ce4_8422_2325
                for place in begin..<begin + count {
                    square += values[place] * values[place]
                    print = (print ^ UInt64(values[place].bitPattern)) &* 0x100_0000_01b3
                }
                norms.append((square / Float(max(1, count / max(1, width)))).squareRoot())
                prints.append(square.isFinite && square > 0 ? mixed(print) : 0)
            }
        }
    }
}
