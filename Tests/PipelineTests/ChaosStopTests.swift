import Foundation
import TestServer
import TestSupport
import Testing

/// What no retry can mend ends a run at once, and the next one goes on from there.
@Suite(.serialized) struct ChaosStopTests {
    private static let corpus = ChaosCorpus(distinct: 480, seed: 11)

    /// Runs again after a stop, and checks that nothing was paid for twice.
    private func goOn(_ run: ChaosRun, _ server: ChaosServer, _ arguments: [String] = []) throws {
        let last = try run.translate(server, to: "work", arguments)
        #expect(last.status == 0, "\(last.errors)")
        #expect(server.ledger.sentences == run.wanted)
        #expect(server.ledger.repeated.isEmpty, "answered again: \(server.ledger.repeated)")
        try run.checkOutput()
    }

    @Test(arguments: ChaosForm.allCases)
    func aWrongKeyStopsAtOnce(_ form: ChaosForm) throws {
        var run = try ChaosRun(ChaosStopTests.corpus, form: form)
        run.timeout = 20
        run.endpoint = ["key: {environment: CHAOS_KEY}"]
        var plan = ChaosServer.Plan(form, share: 0)
        plan.key = "another-key"
        let server = try ChaosServer(plan)
        let result = try run.translate(server)
        #expect(result.status == 2, "\(result.errors)")
        #expect(result.errors.contains("refuses the key"), "\(result.errors)")
        #expect(result.errors.contains("the environment variable CHAOS_KEY"), "\(result.errors)")
        #expect(server.ledger.requests <= run.requests)
    }

    @Test(arguments: ChaosForm.allCases)
    func aQuotaThatIsUsedUpStopsAtOnceAndKeepsAll(_ form: ChaosForm) throws {
        var run = try ChaosRun(ChaosStopTests.corpus, form: form)
        run.timeout = 20
        run.endpoint = ["key: {environment: CHAOS_KEY}"]
        var plan = ChaosServer.Plan(form, share: 0)
        plan.outage = (after: 20, .exhausted)
        let server = try ChaosServer(plan)
        let result = try run.translate(server)
        #expect(result.status == 3, "\(result.errors)")
        #expect(result.errors.contains("used up"), "\(result.errors)")
        // Each of those in flight is told once.
        #expect(server.ledger.requests <= server.ledger.answers + run.requests)
        server.recover()
        try goOn(run, server)
    }

    @Test(arguments: [0, 30])
    func aBudgetIsNeverPassed(share: Int) throws {
        var run = try ChaosRun(ChaosStopTests.corpus)
        if share == 0 { run.timeout = 20 }
        let server = try ChaosServer(.init(seed: 12, share: share))
        let all = ChaosRun.targets.count * run.corpus.sentences.reduce(0) { $0 + $1.unicodeScalars.count }
        let budget = all / 3
        let result = try run.translate(server, to: "work", ["--budget", String(budget)])
        #expect(result.status == 3, "\(result.errors)")
        #expect(result.errors.contains("budget"), "\(result.errors)")
        #expect(server.ledger.characters <= budget, "\(server.ledger.characters) were sent, \(budget) allowed")
        // It is used, but for what a request is too large for.
        if share == 0 { #expect(server.ledger.characters > budget - 16 * 60) }
        try goOn(run, server, ["--budget", String(all * 4)])
    }

    @Test func aServerThatIsDownFromTheStartEndsTheRun() throws {
        var run = try ChaosRun(ChaosStopTests.corpus)
        run.timeout = 20
        run.endpoint = ChaosScale.isLong ? [] : ["retries: 2"]
        var plan = ChaosServer.Plan(share: 0)
        plan.outage = (after: 0, .down)
        let server = try ChaosServer(plan)
        let begin = ContinuousClock.now
        let result = try run.translate(server)
        #expect(result.status == 3, "\(result.errors)")
        #expect(result.errors.contains(server.url), "\(result.errors)")
        #expect(begin.duration(to: .now) < .seconds(ChaosScale.isLong ? 180 : 15))
        server.recover()
        try goOn(run, server)
    }

    @Test func aServerThatGoesDownInTheMiddleEndsTheRun() throws {
        var run = try ChaosRun(ChaosStopTests.corpus)
        run.timeout = 20
        run.endpoint = ChaosScale.isLong ? [] : ["retries: 2"]
        var plan = ChaosServer.Plan(share: 0)
        plan.outage = (after: 20, .down)
        let server = try ChaosServer(plan)
        let begin = ContinuousClock.now
        let result = try run.translate(server)
        #expect(result.status == 3, "\(result.errors)")
        #expect(begin.duration(to: .now) < .seconds(ChaosScale.isLong ? 180 : 15))
        server.recover()
        try goOn(run, server)
    }
}
