import Foundation
import TestServer
import TestSupport
import Testing

/// Killed at any moment and run again, the command ends with the same bytes, and pays again for no more than was on its way.
@Suite(.serialized) struct ChaosKillTests {
    private static let batch = 16
    private static let requests = 8

    /// A server that takes its time, so that there is always something in flight.
    private static func server(seed: UInt64) throws -> ChaosServer {
        var plan = ChaosServer.Plan(seed: seed)
        plan.latency = 0.02
        return try ChaosServer(plan)
    }

    @Test(arguments: ChaosScale.current.seeds)
    func killedManyTimesItLosesOnlyWhatIsInFlight(seed: UInt64) throws {
        let scale = ChaosScale.current
        let corpus = ChaosCorpus(distinct: scale.sentences, poison: scale.poison, seed: seed)
        let run = try ChaosRun(corpus, batch: ChaosKillTests.batch, requests: ChaosKillTests.requests)
        let steady = try ChaosServer(.init(share: 0))
        #expect(try run.translate(steady, to: "undisturbed").status == 1)

        let server = try ChaosKillTests.server(seed: seed)
        var random = ChaosRandom(seed: seed)
        var kills = 0
        // A kill falls into the moment in which some request comes in, while others are answered or kept.
        let all = steady.ledger.requests
        while kills < scale.kills, server.ledger.answers < all * 9 / 10 {
            let next = server.ledger.requests + 1 + random.below(all * 2 / scale.kills)
            let ledger = server.ledger
            let result = try run.translate(server, killedWhen: { ledger.requests >= next })
            guard result.status == SIGKILL else { break }
            kills += 1
        }
        let last = try run.translate(server)
        #expect(last.status == 1, "\(last.errors)")
        ChaosScale.report("\(kills) kills, seed \(seed)", server.ledger)
        #expect(kills >= scale.kills / 2)
        #expect(server.ledger.sentences == run.wanted)
        for (round, lost) in server.ledger.repeated {
            #expect(lost <= ChaosKillTests.batch * ChaosKillTests.requests, "round \(round)")
        }
        #expect(server.ledger.repeated[kills + 1] == nil, "the run that was not killed lost something")
        try run.checkOutput()
        #expect(try run.products() == run.products("undisturbed"))
    }

    @Test(arguments: ChaosScale.isLong ? [SIGINT, SIGTERM] : [SIGINT])
    func interruptedItKeepsWhatIsOnItsWay(_ signal: Int32) throws {
        let corpus = ChaosCorpus(distinct: 240, poison: 1, seed: 5)
        let run = try ChaosRun(corpus, batch: ChaosKillTests.batch, requests: ChaosKillTests.requests)
        let server = try ChaosKillTests.server(seed: 5)
        let ledger = server.ledger
        let begin = ContinuousClock.now
        let stopped = try run.translate(server, killedWhen: { ledger.answers >= 8 }, signal: signal)
        #expect(stopped.status == 130, "\(stopped.errors)")
        #expect(stopped.errors.contains("interrupted"))
        #expect(begin.duration(to: .now) < .seconds(20))
        let answers = ledger.answers
        #expect(answers >= 8)

        let last = try run.translate(server)
        #expect(last.status == 1, "\(last.errors)")
        ChaosScale.report("signal \(signal)", ledger)
        #expect(ledger.repeated.isEmpty, "asked again: \(ledger.repeated)")
        #expect(ledger.sentences == run.wanted)
        try run.checkOutput()
    }
}
