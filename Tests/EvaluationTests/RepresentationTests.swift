import Testing

@testable import Evaluation

/// t-SNE against scikit-learn's.
@Suite struct TSNETests {
    private let expected: RepresentationChecks

    init() throws { expected = try RepresentationChecks.read() }

    private var distances: SquaredDistances { SquaredDistances(expected.rows, width: expected.width) }

    private var probabilities: JointProbabilities {
        JointProbabilities(distances, perplexity: expected.perplexity)
    }

    @Test func probabilitiesAreThoseOfScikitLearn() {
        let found = probabilities.values
        #expect(found.count == 60 * 59 / 2)
        #expect(found.count == expected.joint.count)
        for (found, expected) in zip(found, expected.joint) { #expect(abs(found - expected) <= 1e-12 * expected) }
    }

    @Test func startsAtThePrincipalComponents() throws {
        let found = TSNE().start(expected.rows, width: expected.width, distances)
        #expect(try difference(found, #require(expected.starts["principal"])) < 1e-12)
    }

    /// Both phases, each alone and one after the other. Rounding grows by two digits every ten exaggerated iterations.
    @Test func positionsAreThoseOfScikitLearn() throws {
        #expect(expected.runs.count == 6)
        for run in expected.runs {
            let start = try points(#require(expected.starts[run.start]))
            let tsne = TSNE(
                perplexity: expected.perplexity, iterations: run.iterations, exaggeratedIterations: run.exaggerated)
            let found = tsne(expected.rows, width: expected.width, from: start)
            #expect(difference(found, run.positions) < 1e-8, "\(run.start), \(run.exaggerated) of \(run.iterations)")
            var theirs = TSNEDescent(from: points(run.positions), probabilities)
            #expect(abs(theirs.divergence() - run.divergence) < 1e-12)
        }
    }

    /// Where it settles depends on the last bit, in scikit-learn too, but not how well.
    @Test func settlesAsWellAsScikitLearn() throws {
        let tsne = TSNE(perplexity: expected.perplexity)
        let found = tsne(expected.rows, width: expected.width)
        let theirs = expected.settled.divergences.sorted()
        #expect(theirs.count == 10)
        var descent = TSNEDescent(from: found, probabilities)
        #expect(try descent.divergence() < #require(theirs.last) * 1.05)
        #expect(try descent.divergence() > #require(theirs.first) * 0.95)
        #expect(Clusters(of: found).assignments == expected.truth)
        #expect(bits(tsne(expected.rows, width: expected.width)) == bits(found))
    }

    @Test func endsWhereNothingMoves() {
        let same = JointProbabilities(
            SquaredDistances(Array(repeating: 0.1, count: 60 * 8), width: 8), perplexity: expected.perplexity)
        var descent = TSNEDescent(from: Array(repeating: (0, 0), count: 60), same)
        #expect(descent.run(iterations: 1000, exaggerated: 250) == expected.still)
    }

    @Test func rowsThatAreAllTheSameStayTogether() {
        for count in [1, 2, 3, 40] {
            let found = TSNE(iterations: 60)(Array(repeating: 0.1, count: count * 7), width: 7)
            #expect(found.count == count)
            #expect(found.allSatisfy { $0 == (0, 0) })
        }
        #expect(TSNE()([], width: 3).isEmpty)
    }

    @Test(arguments: 1...12) func fewRowsHavePositions(count: Int) {
        let rows = (0..<count * 3).map { Double($0 * 7919 % 101) }
        let found = TSNE()(rows, width: 3)
        #expect(found.count == count)
        #expect(found.allSatisfy { $0.x.isFinite && $0.y.isFinite })
    }

    /// Every row twice, some far from all others, some nearer than Float could tell.
    @Test func rowsOfAnyDistanceHavePositions() {
        let rows = (0..<24).flatMap { row in
            let base = Double(row / 2 * 31 % 17)
            return [base, base * base, row < 4 ? 1e9 * Double(row / 2 + 1) : 1e-12 * Double(row / 2)]
        }
        let found = TSNE(iterations: 400)(rows, width: 3)
        #expect(found.count == 24)
        #expect(found.allSatisfy { $0.x.isFinite && $0.y.isFinite })
    }

    /// By hand: three rows along (1, -3), whose component is turned to (-1, 3)/√10; the deviation of -1, 0, 1 is √(2/3).
    @Test func componentsHaveTheirSigns() {
        let rows = [0.0, 0, 1, -3, 2, -6]
        let end = 1.5.squareRoot()
        let found = PrincipalComponents(rows, width: 2, distances: SquaredDistances(rows, width: 2)).coordinates
        for (found, expected) in zip(found, [end, 0, 0, 0, -end, 0]) {
            #expect(abs(found - expected) < 1e-12)
        }
    }
}
