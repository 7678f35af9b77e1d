import Documents

/// What an endpoint may say about one provider, beside what it says about any.
protocol ServiceSettings: Sendable, Equatable {
    /// The keys that it reads.
    static var keys: [String] { get }

    init(_ document: Document) throws

    /// What tells its translations from those with other settings; nil for the provider's own choice.
    var version: String? { get }
}

extension ServiceSettings {
    /// The words that there are, in one line; nil without any.
    func words(_ words: String?...) -> String? {
        let known = words.compactMap { $0 }
        return known.isEmpty ? nil : known.joined(separator: " ")
    }
}

extension Document {
    /// One of a provider's words.
    func word(of words: [String]) throws -> String {
        let text = try string()
        guard words.contains(text) else {
            throw error("'\(text)' is not known", remedy: "use one of: \(words.joined(separator: ", "))")
        }
        return text
    }

    /// A name that becomes part of an address.
    func pathPart() throws -> String {
        let text = try string()
        guard !text.isEmpty, text.formEncoded.replacing("%3A", with: ":") == text else {
            throw error("'\(text)' cannot stand in an address", remedy: "write the plain name")
        }
        return text
    }
}
