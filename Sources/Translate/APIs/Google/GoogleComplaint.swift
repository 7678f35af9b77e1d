import Documents

/// What Google Cloud's complaints mean, in the form of both versions: `{error: {code, message, status, errors:
/// [{reason}], details: [{reason}]}}`.
///
/// By its page on quotas, a quota that is exceeded is a 403, "Daily Limit Exceeded" or "User Rate Limit Exceeded" (a
/// minute's); newer answers are a 429 RESOURCE_EXHAUSTED. A request beyond the size limits is a 400 INVALID_ARGUMENT.
enum GoogleComplaint {
    private static let wrongKey: Set<String> = [
        "API_KEY_INVALID", "keyInvalid", "keyExpired", "API_KEY_SERVICE_BLOCKED", "API_KEY_IP_ADDRESS_BLOCKED",
        "API_KEY_HTTP_REFERRER_BLOCKED", "ipRefererBlocked", "authError", "ACCESS_TOKEN_EXPIRED",
        "ACCESS_TOKEN_TYPE_UNSUPPORTED", "UNAUTHENTICATED", "PERMISSION_DENIED", "accessNotConfigured",
        "SERVICE_DISABLED",
    ]
    private static let exhausted: Set<String> = [
        "dailyLimitExceeded", "dailyLimitExceededUnreg", "quotaExceeded", "billingNotEnabled", "BILLING_DISABLED",
    ]
    private static let tooFast: Set<String> = [
        "rateLimitExceeded", "userRateLimitExceeded", "userRateLimitExceededUnreg", "RATE_LIMIT_EXCEEDED",
        "RATE_LIMITED", "RESOURCE_EXHAUSTED",
    ]

    @Sendable static func judge(_ complaint: Complaint) -> Judgement {
        guard let error = complaint.json?["error"] else { return Judgement(complaint.usualVerdict) }
        let words = error["message"]?.text
        let reasons = Set(
            ((error["errors"]?.elements ?? []) + (error["details"]?.elements ?? [])).compactMap { $0["reason"]?.text }
                + [error["status"]?.text].compactMap { $0 })
        return Judgement(verdict(complaint, reasons, words?.lowercased() ?? ""), words)
    }

    private static func verdict(_ complaint: Complaint, _ reasons: Set<String>, _ words: String) -> Verdict {
        // A quota comes before a key: an exceeded one has PERMISSION_DENIED beside it.
        if !reasons.isDisjoint(with: exhausted) || words.contains("daily limit exceeded") || words.contains("per day") {
            return .exhausted
        }
        if !reasons.isDisjoint(with: tooFast) || words.contains("rate limit exceeded") { return .tryAgain }
        if !reasons.isDisjoint(with: wrongKey) { return .wrongKey }
        func names(_ known: String...) -> Bool { known.contains(where: words.contains) }
        // Version 2 says no more than "Invalid Value" of a code that it does not know.
        if complaint.status == 400, names("language pair", "source language", "target language", "invalid value") {
            return .unsupportedPair
        }
        if complaint.status == 400, names("model", "glossary", "location") {
            return .unusable(remedy: "mend 'model', 'glossary' or 'location' in the endpoint")
        }
        if complaint.status == 404 {
            return .unusable(remedy: "check 'url', 'project', 'location', 'model' and 'glossary' in the endpoint")
        }
        return complaint.usualVerdict
    }
}

extension LanguageCodes {
    /// Plain `pt` is that of Brazil. Chinese is named by country, Norwegian as a whole; Hebrew, Javanese and Filipino
    /// have the codes that Google took first, which both versions know.
    static let google = LanguageCodes(
        spelling: .tag,
        codes: chinese(simplified: "zh-CN", traditional: "zh-TW").merging([
            "pt-BR": "pt", "pt-PT": "pt-PT", "en-US": "en", "en-GB": "en", "nb": "no", "he": "iw", "jv": "jw",
            "fil": "tl", "sr-Cyrl": "sr", "mn-Cyrl": "mn",
        ]) { $1 })
}
