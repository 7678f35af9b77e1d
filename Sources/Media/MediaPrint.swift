import Documents
import Foundation

/// What tells a media file from others without reading all of a long one.
public struct MediaPrint: Sendable, Hashable {
    /// The file's size in bytes.
    public let bytes: Int
    /// SHA-256 over all of it, or over its ends.
    public let digest: String
    /// Whether it is over all of it.
    public var isWhole: Bool { bytes <= MediaPrint.whole }

    /// Longer files are told apart by their size and as many bytes of each end.
    public static let whole = 4 << 20

    /// - Parameters:
    ///   - range: the part of the file that is meant; nil: all of it.
    ///   - isWhole: whether a long one is read whole too.
    /// - Throws: ``InputError`` when it cannot be read.
    init(_ path: String, _ range: Range<Int>? = nil, isWhole: Bool = false) throws {
        let unreadable = InputError(
            file: path, "cannot be read", remedy: "check that the file is there and may be read")
        guard let handle = FileHandle(forReadingAtPath: path) else { throw unreadable }
        defer { try? handle.close() }
        do {
            let range = try range ?? 0..<Int(handle.seekToEnd())
            bytes = range.count
            let ends =
                isWhole || range.count <= MediaPrint.whole
                ? [range]
                : [
                    range.lowerBound..<range.lowerBound + MediaPrint.whole / 2,
                    range.upperBound - MediaPrint.whole / 2..<range.upperBound,
                ]
            var digest = Digest()
            for end in ends {
                try handle.seek(toOffset: UInt64(end.lowerBound))
                var left = end.count
                while left > 0, let piece = try handle.read(upToCount: min(left, 1 << 20)), !piece.isEmpty {
                    digest.update(piece)
                    left -= piece.count
                }
            }
            self.digest = digest.hexadecimal()
        } catch {
            throw unreadable
        }
    }
}
