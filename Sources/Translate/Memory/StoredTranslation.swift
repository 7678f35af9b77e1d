import Foundation
import Texts

/// What the memory knows of a text: its translation, and how it came.
public struct StoredTranslation: Sendable, Equatable {
    public var text: String
    /// What the engine itself said is doubtful.
    public var engineFlags: [CaptionFlag]
    /// The day on which the engine gave it (`2026-11-21`, UTC); empty where that is not known.
    public var date: String
    /// The language that the text was found to be in, as ``Detection`` writes itself; nil where nobody looked.
    public var detected: String?
    /// How often the engine was asked again because of what was doubtful.
    public var attempt: Int

    public init(
        _ text: String, engineFlags: [CaptionFlag] = [], date: String = "", detected: String? = nil, attempt: Int = 0
    ) {
        self.text = text
        self.engineFlags = engineFlags
        self.date = date
        self.detected = detected
        self.attempt = attempt
    }

    /// The day of a moment, as it stands in ``date``.
    public static func day(of seconds: Double) -> String {
        String(Date(timeIntervalSince1970: seconds).formatted(.iso8601).prefix(10))
    }

    /// Today, as it stands in ``date``. `SOURCE_DATE_EPOCH`, where it is set, is taken instead, as by other programs that
    /// make reproducible files.
    public static func today(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> String {
        day(of: environment["SOURCE_DATE_EPOCH"].flatMap(Double.init) ?? Date().timeIntervalSince1970)
    }
}
