import CFFmpeg
import Documents

/// What sampling depends on.
private struct Frames: Equatable {
    var count: Int
    var keyFrames: [Int]
    var rate: Double?

    init(count: Int, keyFrames: [Int], rate: Double?) {
        (self.count, self.keyFrames, self.rate) = (count, keyFrames, rate)
    }

    /// As the packets have it.
    init(_ survey: VideoSurvey) {
        let table = survey.table
        let keys = table.display.indices.filter { table.entries[table.display[$0]].isKey }
        self.init(count: table.count, keyFrames: keys, rate: survey.container.frameRate)
    }

    func indices(_ sampling: FrameSampling) -> [Int] {
        sampling.indices(of: count, frameRate: rate, keyFrames: keyFrames)
    }
}

/// Results that wait until they are certain. Beyond a bound nothing waits.
private struct Waiting<T> {
    private(set) var items: [T] = []
    private(set) var isComplete = true
    private var room: Int
    private let size: (T) -> Int

    init(bytes: Int, size: @escaping (T) -> Int) { (room, self.size) = (bytes, size) }

    mutating func append(_ item: () throws -> T) rethrows {
        guard isComplete else { return }
        let made = try item()
        room -= size(made)
        isComplete = room >= 0
        if isComplete { items.append(made) } else { items = [] }
    }
}

extension VideoFile {
    /// Gives what `transform` makes of the sampled frames to `use`, in display order.
    ///
    /// The packets say what frames to expect. Where their own bits leave no doubt, only what the wanted frames need is
    /// decoded. Elsewhere only decoding tells: damage, fields, leading pictures of an open GOP make a difference; so all
    /// is decoded, and once more if the packets led astray.
    func sample<T>(
        _ sampling: FrameSampling, _ options: DecodingOptions, size: @escaping (T) -> Int, _ use: (T) throws -> Void,
        _ transform: (Picture) throws -> T
    ) throws -> DecodedVideo {
        try named {
            let watch = Watch(path, options)
            func body(_ item: T) throws { try watch.pause { try use(item) } }
            guard sampling.needsCount else {
                let whole = try WholeDecoding(open(watch)) { try body(transform($0)) }
                return DecodedVideo(frames: whole.count, brokenOff: whole.brokenOff)
            }
            let survey = try self.survey(watch, needsAll: sampling.needsFrameRate)
            if survey.isExact,
                let video = try takePlanned(
                    survey, sampling, Waiting(bytes: options.mostWaiting, size: size), body, transform)
            {
                return video
            }
            return try takeWhole(survey, sampling, Waiting(bytes: options.mostWaiting, size: size), body, transform)
        }
    }

    /// The look through the packets that finds them exact, if any does.
    private func survey(_ watch: Watch, needsAll: Bool) throws -> VideoSurvey {
        let survey = try VideoSurvey(open(watch, needsAll ? .full : .header), keepPackets: true)
        if survey.isExact || survey.container.isProbed { return survey }
        return try VideoSurvey(open(watch), keepPackets: true)
    }

    /// - Returns: nil when the decoder did not give what the packets promised; `body` was given nothing then.
    private func takePlanned<T>(
        _ survey: VideoSurvey, _ sampling: FrameSampling, _ nothing: Waiting<T>, _ body: (T) throws -> Void,
        _ transform: (Picture) throws -> T
    ) throws -> DecodedVideo? {
        let plan = DecodingPlan(survey.table, indices: Frames(survey).indices(sampling))
        var waiting = nothing
        let isGood = try PlannedDecoding.run(survey, plan) { picture in try waiting.append { try transform(picture) } }
        guard isGood else { return nil }
        if waiting.isComplete {
            for item in waiting.items { try body(item) }
        } else {
            guard try PlannedDecoding.run(survey, plan, { try body(transform($0)) }) else { throw changed() }
        }
        return DecodedVideo(frames: survey.table.count)
    }

    private func takeWhole<T>(
        _ survey: VideoSurvey, _ sampling: FrameSampling, _ nothing: Waiting<T>, _ body: (T) throws -> Void,
        _ transform: (Picture) throws -> T
    ) throws -> DecodedVideo {
        let expected = Frames(survey)
        var waiting = nothing
        var wanted = Set(expected.indices(sampling))
        let watch = survey.container.watch
        let whole = try WholeDecoding(open(watch)) { picture in
            guard wanted.contains(picture.index) else { return }
            try waiting.append { try transform(picture) }
        }
        let found = Frames(count: whole.count, keyFrames: whole.keyFrames, rate: expected.rate)
        let video = DecodedVideo(frames: whole.count, brokenOff: whole.brokenOff)
        let right = Set(found.indices(sampling))
        if right == wanted, waiting.isComplete {
            for item in waiting.items { try body(item) }
            return video
        }
        wanted = right
        let again = try WholeDecoding(open(watch)) { picture in
            if wanted.contains(picture.index) { try body(transform(picture)) }
        }
        guard again.count == whole.count else { throw changed() }
        return video
    }

    private func changed() -> Fault {
        Fault("decoding \(path)", reason: "it gave other frames the second time; it may have changed on the disk")
    }
}
