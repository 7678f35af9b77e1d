extension String {
    /// The text that these bytes are; nil when they are not UTF-8.
    public init?(utf8 bytes: Span<UInt8>) {
        guard let text = try? UTF8Span(validating: bytes) else { return nil }
        self.init(copying: text)
    }
}
