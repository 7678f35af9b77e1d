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
