import Documents

/// How long processes wait for each other.
public struct Patience: Sendable {
    /// For all to come, at the beginning.
    public var start = Duration.seconds(300)
    /// For a sign of life from each, later.
    public var life = Duration.seconds(60)
    /// Between two signs.
    public var pulse = Duration.seconds(1)
    /// For a sign once a connection has broken.
    public var hurried = Duration.seconds(3)

    public init() {}

    /// - Parameter environment: `TESSERA_PROCESS_START` and `TESSERA_PROCESS_LIFE`, in seconds.
    /// - Throws: ``InputError`` for what is no number.
    public init(_ environment: [String: String]) throws {
        func seconds(_ name: String, _ usual: Duration) throws -> Duration {
            guard let text = environment[name] else { return usual }
            guard let number = Double(text), (1...1e6).contains(number) else {
                throw InputError(
                    key: name, "'\(text)' is no number of seconds from 1 on", remedy: "write 60, for example")
            }
            return .seconds(number)
        }
        start = try seconds("TESSERA_PROCESS_START", start)
        life = try seconds("TESSERA_PROCESS_LIFE", life)
    }
}
