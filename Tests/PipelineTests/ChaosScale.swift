import Foundation
import TestServer

/// How large the chaos is: short in CI, and long where `TESSERA_CHAOS` is `long`, as Scripts/chaos sets it.
struct ChaosScale {
    let sentences: Int
    /// Sentences that are refused.
    let poison: Int
    let seeds: [UInt64]
    let kills: Int

    static let isLong = ProcessInfo.processInfo.environment["TESSERA_CHAOS"] == "long"
    static let current =
        isLong
        ? ChaosScale(sentences: 6000, poison: 20, seeds: [1, 2, 3], kills: 10)
        : ChaosScale(sentences: 300, poison: 2, seeds: [1], kills: 3)

    /// The time after which a run is taken for one that hangs.
    static let patience = Duration.seconds(isLong ? 300 : 30)

    /// Prints what a server saw, in the long form.
    static func report(_ name: String, _ ledger: ChaosLedger) {
        guard isLong else { return }
        let faults = ledger.fates.filter { ChaosFate.faults.contains($0.key) }.values.reduce(0, +)
        let repeated = ledger.repeated.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        print(
            "\(name): \(ledger.requests) requests, at most \(ledger.mostOpen) at once, \(faults) failed; "
                + "\(ledger.sentences.count) sentences answered; answered again, by the run that lost them: "
                + (repeated.isEmpty ? "none" : repeated.joined(separator: ", ")))
    }
}
