import Documents

/// How fast a provider may be asked; nil for no limit.
public struct Rate: Sendable, Equatable {
    /// Requests a second.
    public var requests: Double?
    /// Characters a second, counted in Unicode scalars.
    public var characters: Double?

    public init(requests: Double? = nil, characters: Double? = nil) {
        self.requests = requests
        self.characters = characters
    }

    init(_ document: Document) throws {
        try document.allow(only: ["requests", "characters"])
        requests = try document.optional("requests")?.positive()
        characters = try document.optional("characters")?.positive()
    }
}

/// What a provider asks for its work, as the endpoint says it.
public struct Price: Sendable, Equatable {
    /// What is paid for.
    public enum Unit: String, Sendable, CaseIterable {
        /// Unicode scalars of the source.
        case characters
    }

    /// For a million units.
    public var perMillion: Double
    /// By ISO 4217: `EUR`.
    public var currency: String
    public var unit: Unit

    public init(perMillion: Double, currency: String, unit: Unit = .characters) {
        self.perMillion = perMillion
        self.currency = currency
        self.unit = unit
    }

    init(_ document: Document) throws {
        try document.allow(only: ["per_million", "currency", "unit"])
        perMillion = try document.required("per_million").double()
        let currency = try document.required("currency")
        self.currency = try currency.string()
        guard self.currency.utf8.count == 3, self.currency.utf8.allSatisfy({ (0x41...0x5a).contains($0) }) else {
            throw currency.error("'\(self.currency)' is no currency", remedy: "write three capitals such as EUR")
        }
        unit = try document.optional("unit")?.choice(Unit.self) ?? .characters
    }

    /// What so many units cost, in the currency.
    public func cost(of count: Int) -> Double { Double(count) * perMillion / 1_000_000 }
}

extension Document {
    /// A number above zero.
    func positive() throws -> Double {
        let value = try double()
        guard value > 0 else { throw error("\(value) is out of range", remedy: "write a number above 0") }
        return value
    }
}
