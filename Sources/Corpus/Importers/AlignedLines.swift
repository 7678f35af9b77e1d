/// Files whose lines belong together by their numbers.
public enum AlignedLines {
    /// The id of a line in files that have no ids: `train-000042`.
    /// - Parameter line: counted from 0.
    public static func id(split: String, line: Int) -> String { "\(split)-\(line.zeroPadded(6))" }
}
