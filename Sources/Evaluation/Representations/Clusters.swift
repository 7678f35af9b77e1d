/// Groups of points in the plane: k-means, with as many clusters as have the largest mean silhouette.
///
/// Nothing is drawn: it starts from the point nearest to the mean, and then from the farthest from all before it (Gonzalez
/// 1985, Clustering to minimize the maximum intercluster distance). The same points have the same clusters.
struct Clusters: Sendable {
    /// The cluster of each point, counted from 0: the largest first, of equally large ones that of the lowest point.
    let assignments: [Int]
    /// The mean silhouette, from -1 to 1; 0 for one cluster.
    let silhouette: Double

    /// Fewer are one cluster.
    private static let leastPoints = 4
    private static let mostRounds = 300

    /// - Parameters: points: finite; most: the largest number of clusters that is tried, from 2.
    init(of points: [(x: Double, y: Double)], most: Int = 8) {
        var best = (assignments: Array(repeating: 0, count: points.count), silhouette: 0.0)
        // As many clusters as points would be no groups.
        let most = points.count < Self.leastPoints ? 1 : min(most, points.count - 1)
        let centres = Clusters.start(points, count: most)
        for count in 2..<max(centres.count + 1, 2) {
            let assignments = Clusters.assignments(points, from: Array(centres.prefix(count)))
            let silhouette = Clusters.silhouette(points, assignments)
            if count == 2 || silhouette > best.silhouette { best = (assignments, silhouette) }
        }
        (assignments, silhouette) = (Clusters.numbered(best.assignments), best.silhouette)
    }

    /// The first centres: at most as many as there are different points. Those of fewer clusters are the first of these.
    static func start(_ points: [(x: Double, y: Double)], count: Int) -> [(x: Double, y: Double)] {
        guard var next = nearest(to: mean(points), among: points), count > 0 else { return [] }
        var centres: [(x: Double, y: Double)] = []
        var distances = Array(repeating: Double.infinity, count: points.count)
        while centres.count < count {
            centres.append(points[next])
            var farthest = 0.0
            for (index, point) in points.enumerated() {
                distances[index] = min(distances[index], squaredDistance(point, points[next]))
            }
            for (index, distance) in distances.enumerated() where distance > farthest {
                (farthest, next) = (distance, index)
            }
            guard farthest > 0 else { break }
        }
        return centres
    }

    /// The cluster of each point after Lloyd's algorithm, in the order of the centres. A centre that loses all its points
    /// stays where it was.
    static func assignments(_ points: [(x: Double, y: Double)], from start: [(x: Double, y: Double)]) -> [Int] {
        var (centres, assignments) = (start, [Int]())
        for _ in 0..<mostRounds {
            let next = points.map { nearest(to: $0, among: centres) ?? 0 }
            if next == assignments { break }
            assignments = next
            for cluster in centres.indices {
                let members = points.indices.filter { assignments[$0] == cluster }.map { points[$0] }
                if !members.isEmpty { centres[cluster] = mean(members) }
            }
        }
        return assignments
    }

    /// The mean over the points of (b - a) / max(a, b): a is a point's mean distance to the others of its cluster, b the
    /// smallest mean distance to another cluster's. Points that are alone in a cluster count as 0 (Rousseeuw 1987,
    /// Silhouettes: a graphical aid to the interpretation and validation of cluster analysis, section 2).
    /// - Parameter assignments: the cluster of each point, from 0. One cluster has a silhouette of 0.
    static func silhouette(_ points: [(x: Double, y: Double)], _ assignments: [Int]) -> Double {
        let clusters = (assignments.max() ?? 0) + 1
        var sizes = Array(repeating: 0, count: clusters)
        for cluster in assignments { sizes[cluster] += 1 }
        var (total, sums) = (0.0, Array(repeating: 0.0, count: clusters))
        for (point, own) in zip(points, assignments) where sizes[own] > 1 {
            for cluster in sums.indices { sums[cluster] = 0 }
            for (other, cluster) in zip(points, assignments) {
                sums[cluster] += squaredDistance(point, other).squareRoot()
            }
            var nearest = Double.infinity
            for cluster in sums.indices where cluster != own && sizes[cluster] > 0 {
                nearest = min(nearest, sums[cluster] / Double(sizes[cluster]))
            }
            let within = sums[own] / Double(sizes[own] - 1)
            let larger = max(within, nearest)
            if larger > 0, larger < .infinity { total += (nearest - within) / larger }
        }
        return total / Double(max(points.count, 1))
    }

    /// The same clusters by size, the largest first; empty ones have no number.
    private static func numbered(_ assignments: [Int]) -> [Int] {
        var found: [Int: (size: Int, first: Int)] = [:]
        for (point, cluster) in assignments.enumerated() { found[cluster, default: (0, point)].size += 1 }
        let order = found.sorted { ($1.value.size, $0.value.first) < ($0.value.size, $1.value.first) }
        let numbers = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1.key, $0) })
        return assignments.map { numbers[$0] ?? 0 }
    }

    /// The place of the nearest point, the first of equally near ones; nil where there are none.
    private static func nearest(to point: (x: Double, y: Double), among others: [(x: Double, y: Double)]) -> Int? {
        var best: (place: Int, distance: Double)?
        for (place, other) in others.enumerated() {
            let distance = squaredDistance(point, other)
            if best.map({ distance < $0.distance }) ?? true { best = (place, distance) }
        }
        return best?.place
    }

    private static func mean(_ points: [(x: Double, y: Double)]) -> (x: Double, y: Double) {
        var sum = (x: 0.0, y: 0.0)
        for point in points { sum = (sum.x + point.x, sum.y + point.y) }
        let count = Double(max(points.count, 1))
        return (sum.x / count, sum.y / count)
    }

    private static func squaredDistance(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double)) -> Double {
        let (x, y) = (a.x - b.x, a.y - b.y)
        return x * x + y * y
    }
}
