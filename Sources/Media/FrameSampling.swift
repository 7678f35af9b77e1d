import Documents

/// Which of a video's frames to take. Written `uniform:12`, `midpoints:8` or `all`.
public struct FrameSampling: Sendable, Hashable, CustomStringConvertible {
    private enum Strategy: Sendable, Hashable {
        case uniform(Int)
        case midpoints(Int)
        case all
    }

    private let strategy: Strategy

    /// N frames from the first to the last, evenly spread: floor(numpy.linspace(0, n - 1, N)) of n frames.
    public static func uniform(_ count: Int) -> FrameSampling { FrameSampling(strategy: .uniform(max(1, count))) }

    /// The middle frame of each of N equal parts: floor((2i + 1) n / 2N) of n frames, for i from 0 to N - 1.
    public static func midpoints(_ count: Int) -> FrameSampling { FrameSampling(strategy: .midpoints(max(1, count))) }

    /// Every frame.
    public static let all = FrameSampling(strategy: .all)

    private init(strategy: Strategy) { self.strategy = strategy }

    /// Reads `uniform:N`, `midpoints:N` or `all`.
    /// - Throws: ``InputError`` for another strategy, or an N that is not a whole number of at least 1.
    public init(_ text: String) throws {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let number = parts.count == 2 ? Int(parts[1]) : nil
        switch (parts.first ?? "", parts.count) {
        case ("all", 1):
            self = .all
        case ("uniform", _), ("midpoints", _):
            guard let number, number >= 1 else {
                throw InputError(
                    "sampling '\(text)' names no number of frames", remedy: "write it as \(parts[0]):12")
            }
            self = parts[0] == "uniform" ? .uniform(number) : .midpoints(number)
        default:
            throw InputError("sampling '\(text)' is not known", remedy: "use one of: uniform:N, midpoints:N, all")
        }
    }

    public var description: String {
        switch strategy {
        case .uniform(let wanted): "uniform:\(wanted)"
        case .midpoints(let wanted): "midpoints:\(wanted)"
        case .all: "all"
        }
    }

    /// The positions, in display order, of the frames to take of a video with `count` frames: rising, each once. A video
    /// with no more frames than are wanted gives all of them.
    public func indices(of count: Int) -> [Int] {
        guard count > 0 else { return [] }
        switch strategy {
        case .uniform(let wanted) where wanted < count:
            guard wanted > 1 else { return [0] }
            // numpy's own order of operations in float64, so that floor falls on the same side: position times step,
            // and the last one set to the end.
            let step = Double(count - 1) / Double(wanted - 1)
            return (0..<wanted).map { $0 == wanted - 1 ? count - 1 : Int((Double($0) * step).rounded(.down)) }
        case .midpoints(let wanted) where wanted < count:
            return (0..<wanted).map { (2 * $0 + 1) * count / (2 * wanted) }
        case .uniform, .midpoints, .all:
            return Array(0..<count)
        }
    }

    /// Whether the choice depends on how many frames there are.
    var needsCount: Bool { strategy != .all }
}
