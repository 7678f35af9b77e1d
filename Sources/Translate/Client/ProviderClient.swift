import Documents
import Foundation
import Transfer

/// Sends requests to a provider, tries again what a retry may mend, and turns what is left into errors.
///
/// All providers share it: each of them only says what its own complaints mean (``Verdict``). No error holds the key.
struct ProviderClient: Sendable {
    let engine: TransferEngine
    /// The provider's name, for errors.
    let provider: String
    /// Without a slash at the end.
    let url: String
    var secret: Secret?
    var retry = RetryPolicy()
    /// The time for one try.
    var timeout: Duration = .seconds(120)

    /// Sends a request until there is a sound answer, or none is to be hoped for.
    /// - Parameters:
    ///   - judge: what an answer without a status of success means.
    ///   - read: takes in a body; throws ``UnsoundAnswer`` for one that is no answer, ``Refusal`` for one that refuses.
    /// - Throws: ``Refusal`` when the texts are at fault; ``InputError`` when the user has to act; ``Fault`` when no
    ///   sound answer came in any try, or the quota is used up.
    func send<Answer: Sendable>(
        _ request: ProviderRequest, judge: @Sendable (Complaint) -> Judgement = { Judgement($0.usualVerdict) },
        read: @Sendable ([UInt8]) throws -> Answer
    ) async throws -> Answer {
        var tries = 0
        while true {
            let setback: Setback
            switch try await attempt(request, judge: judge, read: read) {
            case .success(let answer): return answer
            case .failure(let failed): setback = failed
            }
            guard tries < (setback.retries ?? retry.retries) else {
                throw setback.suspectsTexts ? Refusal(setback.reason) as any Error : fault(setback.reason)
            }
            var generator = SystemRandomNumberGenerator()
            try await Task.sleep(
                for: retry.delay(beforeRetry: tries, retryAfter: setback.retryAfter, using: &generator))
            tries += 1
        }
    }

    /// Why a try failed that another may mend.
    private struct Setback: Error {
        var reason: String
        var retryAfter: Duration?
        var suspectsTexts = false
        /// How many retries it is worth; nil for as many as the policy has.
        var retries: Int?
    }

    private func attempt<Answer: Sendable>(
        _ request: ProviderRequest, judge: @Sendable (Complaint) -> Judgement,
        read: @Sendable ([UInt8]) throws -> Answer
    ) async throws -> Result<Answer, Setback> {
        let response: HTTPResponse
        try await Pace.Turn.current?.wait()
        do {
            response = try await engine.send(
                HTTPRequest(
                    url + request.path, method: request.method, headers: request.headers, body: request.body,
                    timeout: timeout, stallTimeout: timeout))
        } catch let error as TransferError {
            return .failure(try setback(error))
        }
        guard response.isSuccess else {
            let complaint = Complaint(status: response.status, body: response.body)
            return .failure(try setback(complaint, judge(complaint), response, request))
        }
        do {
            return .success(try read(response.body))
        } catch let answer as UnsoundAnswer {
            // What the texts bring about comes again with the same texts: once is enough to tell it from an accident.
            return .failure(
                Setback(
                    reason: answer.reason.hiding(secret), suspectsTexts: answer.suspectsTexts,
                    retries: answer.suspectsTexts ? min(1, retry.retries) : nil))
        } catch let refusal as Refusal {
            throw Refusal(refusal.reason.hiding(secret))
        }
    }

    private func setback(_ error: TransferError) throws -> Setback {
        switch error.kind {
        case .cancelled: throw CancellationError()
        case .invalidRequest, .insecureRedirect, .tooManyRedirects:
            throw InputError(
                "\(provider) at \(url): \(error.description.hiding(secret))",
                remedy: "check the endpoint's 'url' and 'key'")
        default:
            guard error.isRetryable else { throw fault(error.description.hiding(secret)) }
            return Setback(reason: error.description.hiding(secret), retryAfter: error.retryAfter)
        }
    }

    private func setback(
        _ complaint: Complaint, _ judgement: Judgement, _ response: HTTPResponse, _ request: ProviderRequest
    ) throws -> Setback {
        let words = judgement.words?.hiding(secret) ?? quote(complaint.body)
        let reason = "HTTP status \(complaint.status), \(words)"
        let place = "\(provider) at \(url)"
        switch judgement.verdict {
        case .tryAgain, .suspect:
            return Setback(
                reason: reason, retryAfter: RetryPolicy.retryAfter(in: response.headers),
                suspectsTexts: judgement.verdict == .suspect)
        case .refused: throw Refusal(reason)
        case .wrongKey:
            guard let secret else {
                throw InputError("\(place) asks for a key: \(reason)", remedy: "name the 'key' in the endpoint")
            }
            throw InputError("\(place) refuses the key: \(reason)", remedy: "put a valid key into \(secret.origin)")
        case .exhausted: throw QuotaExhausted(place: place, reason: reason)
        case .unsupportedPair:
            throw InputError(
                "\(place) does not translate \(request.pair?.description ?? "so"): \(reason)",
                remedy: "choose other languages, or name the provider's codes for them in the endpoint's 'codes'")
        case .unusable(let remedy):
            let sent = url + request.path
            let moved = [sent, sent + "/"].contains(response.finalURL) ? "" : " after a redirect"
            throw InputError("\(place) cannot be used as the endpoint says: \(reason)\(moved)", remedy: remedy)
        case .stop(let error):
            throw InputError(error.problem.hiding(secret), remedy: error.remedy.hiding(secret))
        }
    }

    /// Reads an answer's JSON.
    /// - Throws: ``UnsoundAnswer`` when it is not of the form.
    func decode<Body: Decodable>(_ type: Body.Type, from body: [UInt8]) throws -> Body {
        guard let answer = try? JSONDecoder().decode(Body.self, from: Data(body)) else {
            throw UnsoundAnswer(reason: "the answer is not what \(provider) answers: \(quote(body))")
        }
        return answer
    }

    /// Results, when there are as many as texts.
    /// - Throws: ``UnsoundAnswer`` when there are not.
    func results<Element>(_ results: [Element], for texts: [String]) throws -> [Element] {
        guard results.count == texts.count else {
            throw UnsoundAnswer(reason: "\(texts.count) texts were sent, \(results.count) came back")
        }
        return results
    }

    /// The provider cannot be used now.
    func fault(_ reason: String) -> Fault { Fault("asking \(provider) at \(url)", reason: reason) }

    /// The beginning of a body, for an error.
    func quote(_ body: [UInt8]) -> String {
        let text = String(decoding: body, as: UTF8.self).hiding(secret).split(whereSeparator: \.isWhitespace)
        let line = text.joined(separator: " ")
        guard !line.isEmpty else { return "an empty body" }
        return line.count > 200 ? line.prefix(200) + "…" : line
    }
}
