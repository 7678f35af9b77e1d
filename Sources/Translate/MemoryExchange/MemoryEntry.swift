import Corpus

/// A translation in a memory, as it is exchanged with other programs.
public struct MemoryEntry: Sendable, Equatable {
    public var engine: String
    /// The engine's version, where it is known.
    public var version: String?
    public var source: Language
    public var target: Language
    /// The text that was translated.
    public var text: String
    public var translation: String
    /// What the engine itself said is doubtful.
    public var flags: [String]
    /// The day on which the engine gave it (`2026-11-21`, UTC); empty where it is not known.
    public var date: String
    /// The language that the translation was found to be in, as the memory keeps it (`de + 98`); nil where nobody looked.
    public var detected: String?
    /// How often the engine was asked again because of what was doubtful.
    public var attempt: Int

    public init(
        engine: String, version: String? = nil, source: Language, target: Language, text: String, translation: String,
        flags: [String] = [], date: String = "", detected: String? = nil, attempt: Int = 0
    ) {
        self.engine = engine
        self.version = version
        self.source = source
        self.target = target
        self.text = text
        self.translation = translation
        self.flags = flags
        self.date = date
        self.detected = detected
        self.attempt = attempt
    }

    /// Whether a text is a day as ``date`` has it, in form.
    static func isDay(_ text: some StringProtocol) -> Bool {
        text.utf8.count == 10
            && text.utf8.enumerated().allSatisfy { index, byte in
                index == 4 || index == 7 ? byte == UInt8(ascii: "-") : (0x30...0x39).contains(byte)
            }
    }
}

/// An entry that was left out, and why.
public struct MemoryProblem: Sendable, Equatable, CustomStringConvertible {
    public var file: String
    /// Where the entry begins, counted from 1; nil when writing.
    public var line: Int?
    public var reason: String

    public init(file: String, line: Int? = nil, reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    public var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(reason)" }
}
