import Testing

@testable import Evaluation

/// Clusters in the plane, and their silhouette against scikit-learn's.
@Suite struct ClustersTests {
    private let expected: RepresentationChecks

    init() throws { expected = try RepresentationChecks.read() }

    @Test func silhouettesAreThoseOfScikitLearn() {
        #expect(expected.settled.silhouettes.count == 3)
        for silhouette in expected.settled.silhouettes {
            let found = Clusters.silhouette(points(expected.settled.positions), silhouette.assignments)
            #expect(abs(found - silhouette.score) < 1e-12)
        }
    }

    /// The blobs, the largest first, with the inertia of scikit-learn's KMeans.
    @Test func clustersAreTheBlobs() {
        let points = points(expected.settled.positions)
        let found = Clusters(of: points)
        #expect(found.assignments == expected.truth)
        #expect(abs(found.silhouette - expected.settled.silhouettes[0].score) < 1e-12)
        let inertia = inertia(points, found.assignments)
        #expect(abs(inertia - expected.settled.inertia) < 1e-11 * expected.settled.inertia)
    }

    /// By hand: pairs 1 apart, at 0, 10 and 20 along a line. All have a = 1; b is 10.5 for the outermost two, 9.5 for others.
    @Test func silhouetteOfPairs() {
        let points: [Point] = [(0, 0), (1, 0), (10, 0), (11, 0), (20, 0), (21, 0)]
        let found = Clusters(of: points)
        #expect(found.assignments == [0, 0, 1, 1, 2, 2])
        let expected = (4 * (8.5 / 9.5) + 2 * (9.5 / 10.5)) / 6
        #expect(abs(found.silhouette - expected) < 1e-14)
        #expect(Set(Clusters(of: points, most: 2).assignments) == [0, 1])
    }

    @Test func theLargestClusterIsTheFirst() {
        let points: [Point] = [(0, 0), (50, 50), (50, 51), (0, 1), (51, 50), (99, 0), (99, 1)]
        #expect(Clusters(of: points).assignments == [1, 0, 0, 1, 0, 2, 2])
    }

    @Test func pointsWithoutGroupsAreOneCluster() {
        for points: [Point] in [[], [(1, 2)], [(0, 0), (9, 9)], [(0, 0), (0, 1), (9, 9)]] {
            #expect(Clusters(of: points).assignments == points.map { _ in 0 })
            #expect(Clusters(of: points).silhouette == 0)
        }
        let same = Clusters(of: Array(repeating: (0.1, 0.1), count: 9))
        #expect(same.assignments == Array(repeating: 0, count: 9))
        #expect(same.silhouette == 0)
        #expect(Clusters.silhouette([(0, 0), (1, 1)], [0, 0]) == 0)
        #expect(Clusters.silhouette([], []) == 0)
    }

    /// Two places have two clusters, however many points there are and clusters there may be.
    @Test func copiesAreInOneCluster() {
        let found = Clusters(of: (0..<10).map { $0 % 3 == 0 ? (0.3, 0.1) : (-2, 7) })
        #expect(found.assignments == (0..<10).map { $0 % 3 == 0 ? 1 : 0 })
        #expect(found.silhouette == 1)
    }
}
