/// How much an archive may unpack to before it is refused as a bomb.
public struct ArchiveLimits: Sendable, Hashable {
    /// The bytes of all files together.
    public var maxBytes: Int64
    /// The number of entries, folders included.
    public var maxFiles: Int
    /// The unpacked bytes for each byte of the archive file. Applied above ``freeBytes``: a tiny file of one repeated
    /// line may well shrink a thousandfold.
    public var maxRatio: Double

    /// The bytes that any archive may unpack to, whatever the ratio.
    public static let freeBytes: Int64 = 1 << 20

    public init(maxBytes: Int64 = 256 << 30, maxFiles: Int = 2_000_000, maxRatio: Double = 200) {
        self.maxBytes = maxBytes
        self.maxFiles = maxFiles
        self.maxRatio = maxRatio
    }
}
