import Corpus
import Documents
import Foundation

extension EndpointConfiguration {
    /// The keys that an endpoint of any protocol may have.
    private static let keys = [
        "api", "url", "key", "version", "codes", "requests", "rate", "limits", "timeout", "retries", "budget", "price",
    ]

    /// Reads and checks an endpoint, a mapping such as `{api: apertium, start: true}`.
    /// - Parameter keyMayBeMissing: whether an endpoint is read that will not be asked; then ``missingKey`` says what is
    ///   wrong with its key.
    /// - Throws: ``InputError`` with file, line, key and remedy.
    public init(_ document: Document, keyMayBeMissing: Bool = false) throws {
        let api = try document.required("api").choice(API.self)
        try document.allow(only: (api == .alignedFiles ? ["api", "version"] : EndpointConfiguration.keys) + api.keys)
        let (key, missing) = try EndpointConfiguration.key(document.optional("key"), mayBeMissing: keyMayBeMissing)
        guard key != nil || !api.needsKey else {
            throw document.error(
                "\(api.provider) needs a key", remedy: "add 'key: {environment: NAME}' or 'key: {file: PATH}'")
        }
        self.init(
            api: try Service(api, document), place: try EndpointConfiguration.place(document, api, key),
            requests: try document.optional("requests")?.int(in: 1...256),
            version: try document.optional("version")?.string(), key: key)
        missingKey = missing
        rate = try document.optional("rate").map(Rate.init) ?? Rate()
        budget = try document.optional("budget")?.int()
        price = try document.optional("price").map(Price.init)
        if let section = try document.optional("limits") { try lower(&limits, by: section) }
        if let seconds = try document.optional("timeout")?.double(in: 1...86_400) { timeout = .seconds(seconds) }
        retries = try document.optional("retries")?.int(in: 0...100)
        codes = try document.optional("codes").map(EndpointConfiguration.codes) ?? [:]
    }

    private static func key(_ document: Document?, mayBeMissing: Bool) throws -> (Secret?, InputError?) {
        guard let document else { return (nil, nil) }
        switch try Secret.read(document) {
        case .success(let key): return (key, nil)
        case .failure(let complaint):
            guard mayBeMissing else { throw complaint }
            return (Secret("", from: "nowhere"), complaint)
        }
    }

    private func lower(_ limits: inout TranslationLimits, by document: Document) throws {
        try document.allow(only: ["texts", "characters"])
        let top = api.hasFixedLimits ? limits : TranslationLimits(texts: 100_000, characters: 100_000_000)
        if let texts = try document.optional("texts") { limits.texts = try texts.int(in: 1...top.texts) }
        if let characters = try document.optional("characters") {
            limits.characters = try characters.int(in: 1...top.characters)
        }
    }

    private static func codes(_ document: Document) throws -> [Language: String] {
        var codes: [Language: String] = [:]
        for (tag, code) in try document.entries() {
            do {
                codes[try Language(tag)] = try code.string()
            } catch let complaint as InputError where complaint.file == nil {
                throw code.error(complaint.problem, remedy: complaint.remedy)
            }
        }
        return codes
    }

    private static func place(_ document: Document, _ api: API, _ key: Secret?) throws -> Place {
        if api == .alignedFiles { return .files }
        let start = try document.optional("start")
        switch (try document.optional("url"), start, try start?.bool() ?? false) {
        case (let url?, _, false): return .url(try url.address(of: api))
        case (nil, _?, true):
            guard try document.optional("codes") == nil else {
                throw try document.required("codes").error(
                    "the pairs of a server that Tessera starts have Apertium's own codes", remedy: "leave out 'codes'")
            }
            return .started
        case (nil, nil, false):
            if let url = api.url(for: key) { return .url(url) }
            fallthrough
        default:
            throw document.error(
                api == .apertium
                    ? "an endpoint needs exactly one of 'url' and 'start: true'" : "an endpoint needs a 'url'",
                remedy: "write the url of a running server"
                    + (api == .apertium ? ", or 'start: true' to have Tessera start apertium-apy" : ""))
        }
    }
}

extension Document {
    /// An http or https address without a slash at the end.
    fileprivate func address(of api: EndpointConfiguration.API) throws -> String {
        let text = try string()
        guard text.hasPrefix("https://") || text.hasPrefix("http://"), let parts = URLComponents(string: text),
            parts.host?.isEmpty == false
        else {
            throw error("'\(text)' is not an http or https address", remedy: "write http://… or https://…")
        }
        guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil else {
            throw error("an address may hold neither a user nor a query", remedy: "write it without, and name a 'key'")
        }
        var address = text[...]
        while address.hasSuffix("/") { address = address.dropLast() }
        // Chat servers are mostly named with the version, to which clients add the rest.
        if api == .openai, address.hasSuffix("/v1") { address = address.dropLast(3) }
        return String(address)
    }

    /// What follows an address.
    func addressPath() throws -> String {
        let text = try string()
        guard text.hasPrefix("/"), !text.contains(where: \.isWhitespace), !text.contains("#") else {
            throw error("'\(text)' is not the path of an address", remedy: "write /… without spaces")
        }
        return text
    }
}
