/// What becomes of a request to a ``ChaosServer``.
public enum ChaosFate: String, Sendable, CaseIterable {
    case answered
    /// Answered in small pieces, with time between them.
    case drip

    case tooManyNow, tooManyForASecond, tooMany
    case unavailableNow, unavailableForASecond
    case serverError
    /// 502 with a web page, as a proxy in front of a server gives it.
    case badGateway
    case resetAtOnce, resetMidway
    /// Nothing comes until the client goes.
    case silence
    /// A byte now and then until the client goes.
    case endlessDrip
    /// Half a JSON that pretends to be whole.
    case halfJSON
    /// Half of what Content-Length promises.
    case cutShort
    case tooFewResults, tooManyResults
    /// A web page with status 200.
    case webPage

    /// Those without an answer.
    public static let faults = allCases.filter { $0 != .answered && $0 != .drip }

    /// Draws a fate: the same for the same seed, text and try, whatever else is going on.
    /// - Parameters:
    ///   - share: how many of a hundred requests get no answer.
    ///   - times: how often the text was asked before.
    static func drawn(seed: UInt64, share: Int, text: [UInt8], times: Int) -> ChaosFate {
        var hash = text.reduce(seed ^ 0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        hash = mixed(hash &+ UInt64(times) &* 0x9e37_79b9_7f4a_7c15)
        guard hash % 100 < share else { return hash >> 32 % 20 == 0 && share > 0 ? .drip : .answered }
        return faults[Int(mixed(hash) % UInt64(faults.count))]
    }

    /// SplitMix64's last step.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }
}
