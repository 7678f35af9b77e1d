import Documents
import Shards
import Tensors

/// Items of two splits whose features point the same way.
struct SimilarFeatures {
    let settings: ValidationSettings

    /// Pairs of which all are compared; more take too long to be looked for unasked.
    static let mostPairs = 20_000_000_000.0
    private static let block = 2048

    /// - Returns: what was found, and what was not looked at.
    func findings(_ shards: [ShardContents]) throws -> (Findings, String?) {
        var findings = Findings(settings)
        guard settings.isWanted(.similarFeaturesInTwoSplits) else { return (findings, nil) }
        let pairs = shards.enumerated().flatMap { place, a in
            shards[(place + 1)...].filter { $0.split != a.split && $0.width == a.width }.map { (a, $0) }
        }
        let count = pairs.reduce(0.0) { $0 + Double($1.0.ids.count) * Double($1.1.ids.count) }
        guard count <= SimilarFeatures.mostPairs else {
            return (findings, "features across splits: \(Int(count)) pairs are too many")
        }
        for (a, b) in pairs { try compare(a, b, &findings) }
        return (findings, nil)
    }

    /// Features of length 1; one of all zeros stays so.
    private func directions(_ shard: ShardContents) throws -> Tensor? {
        let visual = try FeatureShard(shard.path).visual
        guard visual.shape.count == 2 else { return nil }
        return try visual.converted(to: .float32)
    }

    private func compare(_ a: ShardContents, _ b: ShardContents, _ findings: inout Findings) throws {
        guard let left = try directions(a), let right = try directions(b) else { return }
        let least = Float(settings.value(.similarFeaturesInTwoSplits, "cosine"))
        for start in stride(from: 0, to: a.ids.count, by: SimilarFeatures.block) {
            let rows = start..<min(a.ids.count, start + SimilarFeatures.block)
            let products = try left.sliced(0, rows).matmul(right.transposed(0, 1)).values(as: Float.self)
            for row in rows {
                let norm = a.visual.norms[row]
                guard norm.isFinite, norm > 0 else { continue }
                let base = (row - rows.lowerBound) * b.ids.count
                for other in 0..<b.ids.count {
                    let scale = norm * b.visual.norms[other]
                    guard scale.isFinite, scale > 0, products[base + other] >= least * scale else { continue }
                    // The same row for row was told before.
                    guard a.visual.prints[row] != b.visual.prints[other], a.ids[row] != b.ids[other] else { continue }
                    findings.add(
                        .similarFeaturesInTwoSplits, Place(b.path), items: [a.ids[row], b.ids[other]],
                        "row \(other), '\(b.ids[other])' of '\(b.split)', and '\(a.ids[row])' of '\(a.split)', row \(row) of \(a.path), have the cosine \(products[base + other] / scale)"
                    )
                }
            }
        }
    }
}
