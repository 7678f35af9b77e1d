import TestSupport

typealias Point = (x: Double, y: Double)

/// What scikit-learn gave for rows of three blobs: Tests/Oracles/make-tsne.py.
struct RepresentationChecks: Decodable {
    struct Run: Decodable {
        let start: String
        let exaggerated, iterations: Int
        let positions: [[Double]]
        let divergence: Double
    }
    struct Settled: Decodable {
        let positions: [[Double]]
        let divergences: [Double]
        let inertia: Double
        let silhouettes: [Silhouette]
    }
    struct Silhouette: Decodable {
        let assignments: [Int]
        let score: Double
    }

    static func read() throws -> RepresentationChecks {
        try Golden(path: testsFolder + "/Fixtures/evaluation").json("tsne.json")
    }

    let perplexity: Double
    let width: Int
    let rows: [Double]
    let truth: [Int]
    let joint: [Double]
    let starts: [String: [[Double]]]
    let runs: [Run]
    let settled: Settled
    let still: Int
}

func points(_ numbers: [[Double]]) -> [Point] { numbers.map { ($0[0], $0[1]) } }

/// The largest difference of two lists of points, as a share of the largest expected coordinate.
func difference(_ found: [Point], _ expected: [[Double]]) -> Double {
    guard found.count == expected.count, found.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return .infinity }
    let largest = expected.joined().map(abs).max() ?? 0
    return (zip(found, expected).map { max(abs($0.x - $1[0]), abs($0.y - $1[1])) }.max() ?? 0) / largest
}

func bits(_ points: [Point]) -> [UInt64] { points.flatMap { [$0.x.bitPattern, $0.y.bitPattern] } }

/// The sum of the squared distances of points to the means of their clusters.
func inertia(_ points: [Point], _ assignments: [Int]) -> Double {
    var sum = 0.0
    for cluster in Set(assignments).sorted() {
        let members = zip(points, assignments).filter { $1 == cluster }.map(\.0)
        let x = members.map(\.x).reduce(0, +) / Double(members.count)
        let y = members.map(\.y).reduce(0, +) / Double(members.count)
        for member in members { sum += (member.x - x) * (member.x - x) + (member.y - y) * (member.y - y) }
    }
    return sum
}
