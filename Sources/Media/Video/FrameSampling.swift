import Documents

/// Which of a video's frames to take. Written `uniform:12`, `midpoints:8`, `fps:1`, `fps:1,max:12`, `keyframes`,
/// `keyframes:12` or `all`.
public struct FrameSampling: Sendable, Hashable, CustomStringConvertible {
    private enum Strategy: Sendable, Hashable {
        case uniform(Int)
        case midpoints(Int)
        case rate(Int, most: Int?)
        case keyFrames(most: Int?)
        case all
    }

    private let strategy: Strategy

    /// N frames from the first to the last, evenly spread: floor(numpy.linspace(0, n - 1, N)) of n frames. So the data
    /// loaders of CLIP4Clip (arXiv 2104.08860, section 3.1: "uniform sampling") thin a video out.
    public static func uniform(_ count: Int) -> FrameSampling { FrameSampling(strategy: .uniform(max(1, count))) }

    /// The middle frame of each of N equal parts: floor((2i + 1) n / 2N) of n frames, for i from 0 to N - 1. So temporal
    /// segment networks (arXiv 1608.00859, section 3.1, and its later code) sample for testing.
    public static func midpoints(_ count: Int) -> FrameSampling { FrameSampling(strategy: .midpoints(max(1, count))) }

    /// R frames a second, then N of them uniformly, as CLIP4Clip does (arXiv 2104.08860, section 3.1; in its published code,
    /// `dataloaders/rawvideo_util.py` takes R frames a second, and the data loaders take N of those).
    ///
    /// With F frames a second, rounded down, of each F frames in display order those at 0, s, 2s, … are taken, R of them,
    /// where s is floor(F / R), and at least 1. Frames are counted, not timed, so with a rate that varies F is the mean,
    /// and the spacing in seconds varies with it. Of a video with less than one frame a second all frames are taken.
    public static func rate(_ rate: Int, most: Int? = nil) -> FrameSampling {
        FrameSampling(strategy: .rate(max(1, rate), most: most.map { max(1, $0) }))
    }

    /// The frames that the container marks as key frames, then N of them uniformly. They are the ones that decode without
    /// others, so this is the cheapest look at a long video; compressed-domain methods such as CoViAR (arXiv 1712.00636)
    /// call them I-frames.
    public static func keyFrames(most: Int? = nil) -> FrameSampling {
        FrameSampling(strategy: .keyFrames(most: most.map { max(1, $0) }))
    }

    /// Every frame.
    public static let all = FrameSampling(strategy: .all)

    private init(strategy: Strategy) { self.strategy = strategy }

    /// The forms that ``init(_:)`` reads.
    public static let forms = "uniform:N, midpoints:N, fps:R[,max:N], keyframes[:N], all"

    /// Reads one of ``forms``.
    /// - Throws: ``InputError`` for another strategy, or an N or R that is not a whole number of at least 1.
    public init(_ text: String) throws {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let argument = parts.count == 2 ? parts[1] : nil
        switch (parts[0], argument) {
        case ("all", nil): self = .all
        case ("uniform", _): self = .uniform(try FrameSampling.number(argument, text, like: "uniform:12"))
        case ("midpoints", _): self = .midpoints(try FrameSampling.number(argument, text, like: "midpoints:12"))
        case ("keyframes", nil): self = .keyFrames()
        case ("keyframes", _): self = .keyFrames(most: try FrameSampling.number(argument, text, like: "keyframes:12"))
        case ("fps", _): self = try FrameSampling.rate(argument, text)
        default:
            throw InputError("sampling '\(text)' is not known", remedy: "use one of: \(FrameSampling.forms)")
        }
    }

    private static func rate(_ argument: String?, _ text: String) throws -> FrameSampling {
        let form = "fps:1 or fps:1,max:12"
        guard let argument, let comma = argument.firstIndex(of: ",") else {
            return .rate(try number(argument, text, like: form))
        }
        let limit = argument[argument.index(after: comma)...]
        guard limit.hasPrefix("max:") else { throw malformed(text, like: form) }
        return .rate(
            try number(String(argument[..<comma]), text, like: form),
            most: try number(String(limit.dropFirst(4)), text, like: form))
    }

    private static func number(_ digits: String?, _ text: String, like form: String) throws -> Int {
        // Int takes a sign, which has no place here.
        guard let digits, digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits),
            (1...1_000_000_000).contains(number)
        else { throw malformed(text, like: form) }
        return number
    }

    private static func malformed(_ text: String, like form: String) -> InputError {
        InputError("sampling '\(text)' has no whole number of at least 1 in its place", remedy: "write it as \(form)")
    }

    public var description: String {
        switch strategy {
        case .uniform(let wanted): "uniform:\(wanted)"
        case .midpoints(let wanted): "midpoints:\(wanted)"
        case .rate(let rate, let most): "fps:\(rate)" + (most.map { ",max:\($0)" } ?? "")
        case .keyFrames(let most): "keyframes" + (most.map { ":\($0)" } ?? "")
        case .all: "all"
        }
    }

    /// The positions, in display order, of the frames to take of a video with `count` frames: rising, each once. A video
    /// with no more frames than are wanted gives all of them.
    /// - Parameters:
    ///   - frameRate: frames a second, on average; nil where nothing says it. Only `fps` asks for it.
    ///   - keyFrames: the positions of key frames, rising. Only `keyframes` asks for them.
    public func indices(of count: Int, frameRate: Double? = nil, keyFrames: [Int] = []) -> [Int] {
        guard count > 0 else { return [] }
        switch strategy {
        case .uniform(let wanted):
            return FrameSampling.spread(wanted, over: count)
        case .midpoints(let wanted) where wanted < count:
            return (0..<wanted).map { (2 * $0 + 1) * count / (2 * wanted) }
        case .rate(let rate, let most):
            let taken = FrameSampling.everySecond(rate, count, frameRate)
            return most.map { FrameSampling.spread($0, over: taken.count).map { taken[$0] } } ?? taken
        case .keyFrames(let most):
            let taken = keyFrames.filter { (0..<count).contains($0) }
            return most.map { FrameSampling.spread($0, over: taken.count).map { taken[$0] } } ?? taken
        case .midpoints, .all:
            return Array(0..<count)
        }
    }

    /// numpy's own order of operations in float64, so that floor falls on the same side: position times step, and the last
    /// one set to the end.
    private static func spread(_ wanted: Int, over count: Int) -> [Int] {
        guard wanted < count else { return Array(0..<count) }
        guard wanted > 1 else { return [0] }
        let step = Double(count - 1) / Double(wanted - 1)
        return (0..<wanted).map { $0 == wanted - 1 ? count - 1 : Int((Double($0) * step).rounded(.down)) }
    }

    private static func everySecond(_ rate: Int, _ count: Int, _ frameRate: Double?) -> [Int] {
        let second = max(1, Int(min(frameRate ?? 1, 1e6)))
        let interval = max(1, second / rate)
        return stride(from: 0, to: count, by: second).flatMap { start in
            stride(from: start, to: min(start + second, count), by: interval).prefix(rate)
        }
    }

    /// The most frames that it takes of any video; nil where that depends on the video.
    public var most: Int? {
        switch strategy {
        case .uniform(let wanted), .midpoints(let wanted): wanted
        case .rate(_, let most), .keyFrames(let most): most
        case .all: nil
        }
    }

    /// Whether the choice depends on the whole video.
    var needsCount: Bool { strategy != .all }

    /// Whether the choice depends on the frame rate.
    var needsFrameRate: Bool {
        if case .rate = strategy { true } else { false }
    }
}
