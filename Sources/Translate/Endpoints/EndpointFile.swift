import Documents

/// Endpoints by name: a YAML file, or the `endpoints` of a pipeline.
///
/// Only the endpoint that is asked for is read: the keys of the others need not be there.
public struct EndpointFile: Sendable {
    private let document: Document
    /// Whether the document is one endpoint, without a name.
    private let isSingle: Bool

    /// Reads a file: a mapping of names to endpoints, also as its `endpoints`, or one endpoint with an `api` at its
    /// top.
    /// - Throws: ``InputError`` for a file that is none of these.
    public init(contentsOf path: String) throws {
        let document = try Document(contentsOf: path)
        try self.init(document.optional("endpoints") ?? document)
    }

    /// - Parameter document: a mapping of names to endpoints, or one endpoint.
    public init(_ document: Document) throws {
        self.document = document
        isSingle = try document.optional("api").map { !$0.isMapping } ?? false
        guard isSingle || !names.isEmpty else {
            throw document.error("no endpoint is here", remedy: "write, for example, 'deepl: {api: deepl, key: …}'")
        }
    }

    /// The endpoints' names, in the file's order; empty for one endpoint without a name.
    public var names: [String] { isSingle ? [] : (try? document.entries().map(\.key)) ?? [] }

    /// Reads an endpoint.
    /// - Parameters: name: its name; nil for the only one; keyMayBeMissing: as for ``EndpointConfiguration``.
    /// - Throws: ``InputError`` when it is not there, or wrong.
    public func endpoint(named name: String? = nil, keyMayBeMissing: Bool = false) throws -> EndpointConfiguration {
        if isSingle {
            guard name == nil else {
                throw document.error(
                    "there is one endpoint here, without a name", remedy: "leave out the name '\(name ?? "")'")
            }
            return try EndpointConfiguration(document, keyMayBeMissing: keyMayBeMissing)
        }
        let entries = try document.entries()
        guard let name else {
            guard entries.count == 1, let only = entries.first else {
                throw document.error(
                    "there are several endpoints here", remedy: "name one of: \(names.joined(separator: ", "))")
            }
            return try EndpointConfiguration(only.value, keyMayBeMissing: keyMayBeMissing)
        }
        guard let entry = entries.first(where: { $0.key == name }) else {
            throw document.error(
                "there is no endpoint '\(name)'", remedy: "name one of: \(names.joined(separator: ", "))")
        }
        return try EndpointConfiguration(entry.value, keyMayBeMissing: keyMayBeMissing)
    }
}
