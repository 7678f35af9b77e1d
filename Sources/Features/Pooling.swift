import Documents
import Media

/// How the frames of a video become one feature. An image's feature is left as it is.
public enum Pooling: String, Sendable, CaseIterable {
    /// The mean of the frames' features, which are not normalised before.
    case mean
    /// Each frame's feature divided by its length, then their mean, as CLIP4Clip has it (Luo et al. 2021, section 3.3,
    /// "parameter-free").
    case meanNormalised = "mean-normalised"
    /// None: every frame's feature is kept.
    case frames

    /// One video's frames on their way to its feature.
    struct Pool {
        private let pooling: Pooling
        private var sums: [Double] = []
        private var kept: [Float] = []
        private(set) var frames = 0

        init(_ pooling: Pooling) { self.pooling = pooling }

        /// - Parameter features: of the `count` frames that follow, as many numbers each, and of every frame as many.
        mutating func add(_ features: [Float], count: Int) {
            frames += count
            guard pooling != .frames else { return kept.append(contentsOf: features) }
            let width = features.count / max(1, count)
            if sums.isEmpty { sums = [Double](repeating: 0, count: width) }
            for start in stride(from: 0, to: features.count, by: width) {
                var length = 1.0
                if pooling == .meanNormalised {
                    let square = features[start..<start + width].reduce(0.0) { $0 + Double($1) * Double($1) }
                    length = max(square.squareRoot(), .leastNormalMagnitude)
                }
                for column in 0..<width { sums[column] += Double(features[start + column]) / length }
            }
        }

        /// `width` numbers, or as many for each frame.
        var features: [Float] { pooling == .frames ? kept : sums.map { Float($0 / Double(max(1, frames))) } }
    }
}
