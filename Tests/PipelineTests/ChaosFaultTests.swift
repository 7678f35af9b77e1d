import Foundation
import TestServer
import TestSupport
import Testing

/// Whatever a server does, every sentence ends translated or recorded, and is paid for once.
@Suite(.serialized) struct ChaosFaultTests {
    /// Runs against a server that fails, and against one that does not, and compares.
    private func compare(_ run: ChaosRun, seed: UInt64) throws {
        let hasPoison = run.corpus.sentences.contains(where: ChaosCorpus.isPoison)
        let steady = try ChaosServer(.init(run.form, share: 0))
        let undisturbed = try run.translate(steady, to: "undisturbed")
        #expect(undisturbed.status == (hasPoison ? 1 : 0), "\(undisturbed.errors)")
        #expect(steady.ledger.sentences == run.wanted)
        #expect(steady.ledger.repeated.isEmpty)

        let server = try ChaosServer(.init(run.form, seed: seed))
        let result = try run.translate(server)
        ChaosScale.report("faults, \(run.form.rawValue), seed \(seed)", server.ledger)
        #expect(result.status == (hasPoison ? 1 : 0), "\(result.errors)")
        if hasPoison { #expect(result.errors.contains("one of these texts is refused")) }
        #expect(server.ledger.sentences == run.wanted)
        #expect(server.ledger.repeated.isEmpty, "answered twice with success: \(server.ledger.repeated)")
        // How many more depends on how busy the machine is.
        #expect(server.ledger.mostOpen > 1)
        try run.checkOutput()
        #expect(try run.products() == run.products("undisturbed"))
    }

    @Test(arguments: ChaosScale.current.seeds)
    func everySentenceIsTranslatedOnceOrRecorded(seed: UInt64) throws {
        let scale = ChaosScale.current
        try compare(try ChaosRun(ChaosCorpus(distinct: scale.sentences, poison: scale.poison, seed: seed)), seed: seed)
    }

    @Test func withoutPoisonNothingFails() throws {
        let run = try ChaosRun(ChaosCorpus(distinct: ChaosScale.current.sentences / 4, seed: 1))
        try compare(run, seed: 100)
    }

    @Test(arguments: ChaosScale.isLong ? [ChaosForm.deepl, .openai] : [.deepl])
    func otherProvidersToo(_ form: ChaosForm) throws {
        var run = try ChaosRun(ChaosCorpus(distinct: ChaosScale.current.sentences / 4, poison: 2, seed: 2), form: form)
        run.endpoint = ["key: {environment: CHAOS_KEY}"]
        try compare(run, seed: 200)
    }
}
