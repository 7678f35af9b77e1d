import Documents
import Media
import Testing

@Suite struct SamplingTests {
    /// numpy 2.4.6: floor(linspace(0, n - 1, N)).
    @Test func uniformIsNumpysLinspace() {
        #expect(
            FrameSampling.uniform(12).indices(of: 150) == [0, 13, 27, 40, 54, 67, 81, 94, 108, 121, 135, 149])
        #expect(FrameSampling.uniform(5).indices(of: 93) == [0, 23, 46, 69, 92])
        #expect(FrameSampling.uniform(1).indices(of: 10) == [0])
        #expect(FrameSampling.uniform(2).indices(of: 2000) == [0, 1999])
        // In exact arithmetic position 11 would be 15; float64 falls just short.
        #expect(
            FrameSampling.uniform(23).indices(of: 31)
                == [0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 16, 17, 19, 20, 21, 23, 24, 25, 27, 28, 30])
    }

    /// The same sum over numpy's indices gives 745921059.
    @Test func uniformIsNumpysLinspaceForManyCounts() {
        var sum = 0
        for count in 1..<300 {
            for wanted in 1..<60 {
                for (position, index) in FrameSampling.uniform(wanted).indices(of: count).enumerated() {
                    sum = (sum * 31 + index + position) % 1_000_000_007
                }
            }
        }
        #expect(sum == 745_921_059)
    }

    @Test func midpointsAreTheMiddlesOfEqualParts() {
        #expect(FrameSampling.midpoints(1).indices(of: 10) == [5])
        #expect(FrameSampling.midpoints(2).indices(of: 10) == [2, 7])
        #expect(FrameSampling.midpoints(7).indices(of: 150) == [10, 32, 53, 75, 96, 117, 139])
        #expect(FrameSampling.midpoints(4).indices(of: 5) == [0, 1, 3, 4])
    }

    /// What CLIP4Clip's `video_to_tensor` reads, and its data loaders keep, run over frame numbers.
    @Test func rateIsCLIP4Clips() throws {
        let three = try FrameSampling("fps:3")
        #expect(three.indices(of: 100, frameRate: 29.97) == [0, 9, 18, 29, 38, 47, 58, 67, 76, 87, 96])
        #expect(try FrameSampling("fps:1").indices(of: 95, frameRate: 25) == [0, 25, 50, 75])
        #expect(
            try FrameSampling("fps:1,max:12").indices(of: 375, frameRate: 25)
                == [0, 25, 50, 75, 125, 150, 175, 200, 250, 275, 300, 350])
        #expect(try FrameSampling("fps:3,max:5").indices(of: 100, frameRate: 29.97) == [0, 18, 47, 67, 96])
        #expect(try FrameSampling("fps:30").indices(of: 7, frameRate: 10) == Array(0..<7))
        #expect(try FrameSampling("fps:1").indices(of: 3, frameRate: 0.5) == [0, 1, 2])
        #expect(try FrameSampling("fps:1").indices(of: 3) == [0, 1, 2])
    }

    /// The same sum over what the published code reads gives 431803744.
    @Test func rateIsCLIP4ClipsForManyVideos() {
        var sum = 0
        for count in stride(from: 1, to: 200, by: 7) {
            for frames in [1, 5, 12, 23, 25, 29, 30, 60] {
                for rate in [1, 2, 3, 5] where rate <= frames {
                    for most in [nil, 1, 4, 12] {
                        let indices = FrameSampling.rate(rate, most: most)
                            .indices(of: count, frameRate: Double(frames) + 0.5)
                        for (place, index) in indices.enumerated() { sum = (sum * 31 + index + place) % 1_000_000_007 }
                    }
                }
            }
        }
        #expect(sum == 431_803_744)
    }

    @Test func keyFramesAreThinnedUniformly() throws {
        let keys = [0, 12, 24, 36, 48, 60]
        #expect(try FrameSampling("keyframes").indices(of: 70, keyFrames: keys) == keys)
        #expect(try FrameSampling("keyframes:3").indices(of: 70, keyFrames: keys) == [0, 24, 60])
        #expect(try FrameSampling("keyframes:9").indices(of: 70, keyFrames: keys) == keys)
        #expect(try FrameSampling("keyframes").indices(of: 0, keyFrames: []).isEmpty)
    }

    @Test(arguments: ["fps:2", "fps:1,max:12", "keyframes", "keyframes:4"])
    func aSamplingReadsAsItWasWritten(_ text: String) throws {
        #expect(try FrameSampling(text).description == text)
    }

    @Test(arguments: ["uniform:12", "midpoints:12", "all"])
    func fewerFramesThanWantedAreAllTaken(_ text: String) throws {
        let sampling = try FrameSampling(text)
        #expect(sampling.indices(of: 5) == [0, 1, 2, 3, 4])
        #expect(sampling.indices(of: 0).isEmpty)
        #expect(sampling.description == text)
    }

    @Test(arguments: [
        "uniform", "uniform:", "uniform:0", "midpoints:1.5", "uniform:-3", "uniform:+3", "all:3", "", "fps", "fps:",
        "fps:0", "fps:0.5", "fps:1,12", "fps:1,max:", "fps:1,max:0", "fps:1,max:3,max:4", "keyframes:", "keyframes:0",
        "uniform:99999999999",
    ])
    func whatIsNoSamplingIsRefused(_ text: String) {
        let error = #expect(throws: InputError.self) { try FrameSampling(text) }
        #expect(error?.problem.contains("'\(text)'") == true)
    }

    @Test func anUnknownStrategyNamesTheKnownOnes() {
        let error = #expect(throws: InputError.self) { try FrameSampling("every:3") }
        #expect(error?.remedy.contains("uniform:N, midpoints:N, fps:R[,max:N], keyframes[:N], all") == true)
    }
}
