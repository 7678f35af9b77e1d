import Foundation

/// One request to a ``ChaosServer``, and what becomes of it.
struct ChaosExchange {
    let plan: ChaosServer.Plan
    let outage: ChaosServer.Outage?
    let outageBegins: Int
    let ledger: ChaosLedger

    private static let page = Array("<!DOCTYPE html><html><body><h1>Bad gateway</h1></body></html>".utf8)
    /// How long a client that should go is waited for, in seconds.
    private static let patience = 20

    func run(_ question: ChaosForm.Question, _ connection: RawServer.Connection) {
        let sentences = question.texts.map { ChaosLedger.Sentence($0, question.target) }
        let characters = question.texts.reduce(0) { $0 + $1.unicodeScalars.count }
        let (times, round) = ledger.begin(sentences, characters: characters)
        var fate: ChaosFate?
        defer { ledger.end(fate) }
        if let key = plan.key, question.key != key {
            let (status, code) = plan.form.wrongKey
            connection.write(status: status, plan.form.complaint(echo(question.key ?? ""), code: code))
            return
        }
        if let outage, ledger.answers >= outageBegins { return fail(outage, connection) }
        let drawn = ChaosFate.drawn(
            seed: plan.seed, share: plan.share, text: sentences.first?.bytes ?? [], times: times)
        fate = drawn
        Thread.sleep(forTimeInterval: plan.latency)
        if [.answered, .drip, .tooFewResults, .tooManyResults].contains(drawn), let status = refusal(question) {
            connection.write(status: status, plan.form.complaint("one of these texts is refused"))
            return
        }
        let translations = question.texts.map { ChaosServer.translation(of: $0, into: question.target) }
        switch drawn {
        case .answered:
            ledger.answer(sentences, in: round) { connection.write(status: "200 OK", plan.form.answer(translations)) }
        case .drip: ledger.answer(sentences, in: round) { drip(plan.form.answer(translations), connection) }
        default: fail(drawn, translations, connection)
        }
    }

    /// A complaint that quotes a key in every form that it may have.
    private func echo(_ key: String) -> String {
        let percent = key.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return "the key \(key) (\(percent), \(Data(key.utf8).base64EncodedString())) is wrong"
    }

    private func fail(_ outage: ChaosServer.Outage, _ connection: RawServer.Connection) {
        switch outage {
        case .down: connection.reset()
        case .exhausted:
            let (status, code) = plan.form.exhausted
            connection.write(status: status, plan.form.complaint("nothing is left of the quota", code: code))
        }
    }

    private func refusal(_ question: ChaosForm.Question) -> String? {
        if question.texts.contains(where: { $0.hasPrefix(ChaosServer.poison(413)) }) { return "413 Payload Too Large" }
        if question.texts.contains(where: { $0.hasPrefix(ChaosServer.poison(400)) }) { return "400 Bad Request" }
        return nil
    }

    private func drip(_ body: [UInt8], _ connection: RawServer.Connection) -> Bool {
        guard connection.write(responseHead("200 OK", ["Content-Length: \(body.count)"])) else { return false }
        let piece = body.count / 10 + 1
        for start in stride(from: 0, to: body.count, by: piece) {
            Thread.sleep(forTimeInterval: 0.02)
            guard connection.write(Array(body[start..<min(body.count, start + piece)])) else { return false }
        }
        return true
    }

    private func fail(_ fate: ChaosFate, _ translations: [String], _ connection: RawServer.Connection) {
        let body = plan.form.answer(translations)
        let whole = responseHead("200 OK", ["Content-Type: application/json", "Content-Length: \(body.count)"])
        func complain(_ status: String, _ headers: String...) {
            let lines = ["Content-Type: application/json"] + headers
            let words = plan.form.complaint("not now")
            connection.write(
                Array(responseHead(status, lines + ["Content-Length: \(words.count)"]).utf8) + words)
        }
        switch fate {
        case .answered, .drip: return
        case .tooManyNow: complain("429 Too Many Requests", "Retry-After: 0")
        case .tooManyForASecond: complain("429 Too Many Requests", "Retry-After: 1")
        case .tooMany: complain("429 Too Many Requests")
        case .unavailableNow: complain("503 Service Unavailable", "Retry-After: 0")
        case .unavailableForASecond: complain("503 Service Unavailable", "Retry-After: 1")
        case .serverError: complain("500 Internal Server Error")
        case .badGateway: connection.write(status: "502 Bad Gateway", ChaosExchange.page, type: "text/html")
        case .webPage: connection.write(status: "200 OK", ChaosExchange.page, type: "text/html")
        case .resetAtOnce: connection.reset()
        case .resetMidway:
            connection.write(Array(whole.utf8) + body.prefix(body.count / 2))
            Thread.sleep(forTimeInterval: 0.01)
            connection.reset()
        case .silence: _ = connection.waitForClose(seconds: ChaosExchange.patience)
        case .endlessDrip:
            guard connection.write(whole) else { return }
            for byte in body.dropLast().prefix(ChaosExchange.patience * 10) {
                guard connection.write([byte]) else { return }
                Thread.sleep(forTimeInterval: 0.1)
            }
        case .halfJSON: connection.write(status: "200 OK", Array(body.prefix(body.count / 2)))
        case .cutShort: connection.write(Array(whole.utf8) + body.prefix(body.count / 2))
        case .tooFewResults: connection.write(status: "200 OK", plan.form.answer(Array(translations.dropLast())))
        case .tooManyResults: connection.write(status: "200 OK", plan.form.answer(translations + ["one more"]))
        }
    }
}
