/// Something is wrong with what the user gave: a file, a key, a value. The command prints it in one line and exits with 2.
///
/// The description reads `FILE:LINE: KEY: problem; remedy`, leaving out what is not known.
public struct InputError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file at fault, as the user named it.
    public var file: String?
    /// The line in the file, counted from 1.
    public var line: Int?
    /// The key at fault, as a path: `splits.train.count`.
    public var key: String?
    /// What is wrong.
    public var problem: String
    /// What to do about it.
    public var remedy: String

    public init(file: String? = nil, line: Int? = nil, key: String? = nil, _ problem: String, remedy: String) {
        self.file = file
        self.line = line
        self.key = key
        self.problem = problem
        self.remedy = remedy
    }

    public var description: String {
        var place = file ?? ""
        if let line { place += ":\(line)" }
        let parts = [place, key ?? "", problem].filter { !$0.isEmpty }
        let text = parts.joined(separator: ": ") + "; " + remedy
        return text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

/// Something outside failed that a rerun may pass: a network, a disk, a server. The command exits with 3.
public struct Fault: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was being done, and on what.
    public var what: String
    /// What went wrong, in the words of the part that failed.
    public var reason: String

    public init(_ what: String, reason: String) {
        self.what = what
        self.reason = reason
    }

    public var description: String {
        "\(what): \(reason)".split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
