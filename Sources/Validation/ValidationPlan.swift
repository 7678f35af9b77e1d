import Documents

/// The `validate` section of a pipeline file.
///
///     validate:
///       skip: [media]
///       set: {similar-caption-in-two-splits.similarity: 0.9}
///       fail_on: error
public struct ValidationPlan: Sendable {
    public private(set) var settings = ValidationSettings()
    /// What ends the run; nil: nothing does.
    public private(set) var failOn: Severity?
    /// All that decides, in a line that is the same for equal plans.
    private(set) var fingerprint = ""

    public init() {}

    /// - Throws: ``InputError`` with file, line, key and remedy.
    public init(_ document: Document) throws {
        try document.allow(only: ["skip", "set", "fail_on", "examples"])
        for name in try document.optional("skip")?.list() ?? [] {
            try ValidationPlan.naming(name) { try settings.skip(name.string()) }
            fingerprint += "skip \(try name.string())\n"
        }
        for (name, value) in try document.optional("set")?.entries() ?? [] {
            try ValidationPlan.naming(value) { try settings.set("\(name)=\(value.string())") }
            fingerprint += "set \(name)=\(try value.string())\n"
        }
        failOn = try document.optional("fail_on")?.choice(Severity.self)
        settings.examples = try document.optional("examples")?.int(in: 0...10_000) ?? settings.examples
        fingerprint += "fail_on \(failOn?.rawValue ?? "-") examples \(settings.examples)"
    }

    /// A complaint about a rule, with its place in the file.
    private static func naming(_ document: Document, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let complaint as InputError where complaint.file == nil {
            throw document.error(complaint.problem, remedy: complaint.remedy)
        }
    }
}
