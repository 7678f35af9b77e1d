/// Positions in the plane whose neighbours are the rows' neighbours: exact t-SNE (van der Maaten and Hinton 2008, Visualizing
/// Data using t-SNE) with the choices of scikit-learn's `TSNE(method="exact", init="pca", learning_rate="auto")`.
///
/// All is computed in Double, in one order: the same rows have the same positions, to the last bit. It takes time and memory
/// that grow with the square of the number of rows: some thousands are the most.
struct TSNE: Sendable {
    /// How many neighbours a row has, roughly; lowered to a third of the other rows where it is more.
    var perplexity = 30.0
    /// Steps of the descent. It ends before them only where nothing moves any more.
    var iterations = 1000
    /// How many of the first steps exaggerate the probabilities, by which groups of rows form and part.
    var exaggeratedIterations = 250

    /// The standard deviation of the first principal component of the positions that the descent starts from.
    private static let startDeviation = 1e-4

    /// - Parameters: rows: [n, width], row-major, finite; width: at least 1.
    /// - Returns: n positions, in the order of the rows. Rows that are all the same are all at (0, 0).
    func callAsFunction(_ rows: [Double], width: Int) -> [(x: Double, y: Double)] {
        let distances = SquaredDistances(rows, width: width)
        return descend(from: start(rows, width: width, distances), probabilities(distances))
    }

    /// The same from given positions, of which there are as many as rows.
    func callAsFunction(
        _ rows: [Double], width: Int, from start: [(x: Double, y: Double)]
    ) -> [(x: Double, y: Double)] {
        descend(from: start, probabilities(SquaredDistances(rows, width: width)))
    }

    /// p_ij of the rows.
    func probabilities(_ distances: SquaredDistances) -> JointProbabilities {
        JointProbabilities(distances, perplexity: perplexity)
    }

    /// The positions that the descent starts from: the first two principal components, made small.
    func start(_ rows: [Double], width: Int, _ distances: SquaredDistances) -> [(x: Double, y: Double)] {
        let components = PrincipalComponents(rows, width: width, distances: distances).coordinates
        return (0..<distances.count).map {
            (components[2 * $0] * Self.startDeviation, components[2 * $0 + 1] * Self.startDeviation)
        }
    }

    private func descend(
        from start: [(x: Double, y: Double)], _ probabilities: JointProbabilities
    ) -> [(x: Double, y: Double)] {
        var descent = TSNEDescent(from: start, probabilities)
        descent.run(iterations: iterations, exaggerated: exaggeratedIterations)
        return descent.points
    }
}
