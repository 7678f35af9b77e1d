import Documents
import Foundation
import Workspace

/// Runs of one recipe that differ in a few numbers: learning rates, weights of losses.
public struct Grid: Sendable {
    /// A number that varies.
    struct Axis: Sendable {
        let key: String
        let values: [Double]
    }

    /// One of the runs.
    public struct Cell: Sendable {
        /// Its numbers, by key.
        public let values: [(key: String, value: Double)]

        /// As `rate=0.0001,alignment.weight=0.3`; the name of its folder.
        public var name: String { values.map { "\($0.key)=\($0.value)" }.joined(separator: ",") }
    }

    private let axes: [Axis]

    /// - Parameter axes: each as `rate=5e-5,1e-4`.
    /// - Throws: ``InputError`` for another form, or a key that comes twice.
    public init(_ axes: [String]) throws {
        self.axes = try axes.map { text in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            let values =
                parts.count == 2
                ? parts[1].split(separator: ",", omittingEmptySubsequences: false).map { Double($0) } : []
            let numbers = values.compactMap { $0 }
            guard parts.count == 2, !numbers.isEmpty, numbers.count == values.count, numbers.allSatisfy(\.isFinite),
                Set(numbers).count == numbers.count
            else {
                throw InputError(
                    key: "--grid", "'\(text)' is not of the form key=number,number",
                    remedy: "write, for example, rate=5e-5,1e-4")
            }
            return Axis(key: parts[0], values: numbers)
        }
        guard Set(self.axes.map(\.key)).count == axes.count else {
            throw InputError(key: "--grid", "a key comes twice", remedy: "write all its numbers at once")
        }
    }

    /// All the runs, the last number varying first.
    public var cells: [Cell] {
        axes.reduce([[]]) { cells, axis in
            cells.flatMap { cell in axis.values.map { cell + [(axis.key, $0)] } }
        }.map { Cell(values: $0) }
    }
}

extension Recipe {
    /// The recipe with a cell's numbers.
    /// - Throws: ``InputError`` for a number that it does not have.
    public func with(_ cell: Grid.Cell) throws -> Recipe {
        var recipe = self
        for (key, value) in cell.values {
            let varied = type(of: method).varied
            if key == "rate" {
                guard value > 0 else {
                    throw InputError(key: "--grid", "a rate of \(value)", remedy: "write a positive number")
                }
                for index in recipe.stages.indices { recipe.stages[index].rate.peak = value }
            } else if varied.contains(key) {
                guard value >= 0 else {
                    throw InputError(key: "--grid", "a weight of \(value)", remedy: "write 0 or a positive number")
                }
                recipe.method.vary(key, to: value)
            } else {
                throw InputError(
                    key: "--grid", "'\(key)' is no number of the recipe '\(type(of: method).name)' that a grid varies",
                    remedy: "use one of: \((["rate"] + varied).joined(separator: ", "))")
            }
        }
        return recipe
    }
}

/// What the runs of a grid came to.
public struct GridReport: Sendable, Encodable {
    public struct Cell: Sendable, Encodable {
        public let name: String
        public let values: [String: Double]
        /// The best mean recall of the validation split, in percent; nil where the run did not come to its end.
        public let recall: Double?
        /// The steps that were done then.
        public let step: Int?
        /// Why there is no recall.
        public let failure: String?
    }

    public private(set) var cells: [Cell] = []

    public init() {}

    /// The best cell, the first of equals; nil where all failed.
    public var winner: Cell? {
        cells.reduce(nil) { best, cell in
            guard let recall = cell.recall else { return best }
            return recall > best?.recall ?? -1 ? cell : best
        }
    }

    /// Adds a run that came to its end.
    /// - Parameter workspace: the run's.
    public mutating func add(_ cell: Grid.Cell, in workspace: Workspace) throws {
        let validation = try Checkpoint(folder: workspace.file(TrainStage.final)).state.validation
        add(cell, recall: validation?.best, step: validation?.bestStep, failure: nil)
    }

    /// Adds one that did not.
    public mutating func add(_ cell: Grid.Cell, failure: String) {
        add(cell, recall: nil, step: nil, failure: failure)
    }

    mutating func add(_ cell: Grid.Cell, recall: Double?, step: Int?, failure: String?) {
        let values = Dictionary(uniqueKeysWithValues: cell.values.map { ($0.key, $0.value) })
        cells.append(Cell(name: cell.name, values: values, recall: recall, step: step, failure: failure))
    }
}
