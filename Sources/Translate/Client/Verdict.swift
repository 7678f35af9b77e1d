import Documents

/// What an answer that is no translation means for the request and for the run.
enum Verdict: Sendable, Equatable {
    /// Not now: the same request may pass later.
    case tryAgain
    /// Tried again; when it stays, the texts are at fault.
    case suspect
    /// The texts are at fault, and will be later.
    case refused
    /// The key is missing, wrong, or not allowed to do this.
    case wrongKey
    /// All that was paid for is used up.
    case exhausted
    /// The provider does not translate between these languages.
    case unsupportedPair
    /// The endpoint's settings are at fault.
    case unusable(remedy: String)
    /// The user has to act, as the error says.
    case stop(InputError)
}

/// A provider's complaint: an answer with a status other than success.
struct Complaint: Sendable {
    let status: Int
    let body: [UInt8]
    /// The body where it is JSON.
    let json: JSONValue?

    init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
        json = JSONValue(parsing: body)
    }

    /// What the status means by itself: HTTP's own meaning, where a provider documents no other.
    var usualVerdict: Verdict {
        switch status {
        case 400, 413, 414, 422: .refused
        case 401, 403: .wrongKey
        case 402: .exhausted
        case 408, 425, 429, 500...599: .tryAgain
        default: .unusable(remedy: "check the endpoint's 'url'")
        }
    }
}

/// What a provider's complaint means, and its words.
struct Judgement: Sendable, Equatable {
    var verdict: Verdict
    /// The provider's own words, where its form of a complaint was found.
    var words: String?

    init(_ verdict: Verdict, _ words: String? = nil) {
        self.verdict = verdict
        self.words = words
    }
}

/// An answer with a status of success that is no translation: half a JSON, a web page, another count of results.
struct UnsoundAnswer: Error {
    var reason: String
    /// Whether the texts may be what brought it about, so that it is a refusal when it stays.
    var suspectsTexts = false
}
