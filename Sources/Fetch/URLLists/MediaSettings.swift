import Documents

/// How the files of a URL list are fetched: the `media` section of a manifest.
public struct MediaSettings: Sendable, Equatable {
    /// Transfers at once, in all.
    public var connections = 64
    /// Transfers at once to one host and port.
    public var perHost = 16
    /// Seconds for each try of a file.
    public var timeout = 60.0
    /// Tries after the first, for what a retry can mend.
    public var retries = 2
    /// The largest file, in bytes.
    public var maxBytes: Int64 = 1 << 30
    /// How images are made smaller; nil to keep each file as it is.
    public var resize: Resize?
    /// The shortest side that an image or video may have, in pixels.
    public var minSide = 1
    /// What servers are told; its first word is the name that an X-Robots-Tag may address.
    public var userAgent = "tessera/0.1"
    /// The words of an X-Robots-Tag that keep a file from being fetched.
    public var respect = RobotsTag.words

    /// How images are made smaller.
    public struct Resize: Sendable, Equatable {
        /// The length that the shorter side gets, in pixels.
        public var shorterSide: Int
        /// The quality of the JPEG file that it becomes, 1 to 100.
        public var quality = 95
        /// Whether images with a side that is as short already are kept as they are.
        public var onlyIfBigger = true

        public init(shorterSide: Int) {
            self.shorterSide = shorterSide
        }
    }

    public init() {}

    /// Reads the section, whose keys are all optional.
    /// - Throws: ``InputError``.
    public init(_ document: Document) throws {
        try document.allow(only: [
            "connections", "per_host", "timeout", "retries", "max_bytes", "resize", "min_side", "user_agent", "respect",
        ])
        if let value = try document.optional("connections") { connections = try value.int(in: 1...1000) }
        if let value = try document.optional("per_host") { perHost = try value.int(in: 1...1000) }
        if let value = try document.optional("timeout") { timeout = try value.double(in: 0.1...86_400) }
        if let value = try document.optional("retries") { retries = try value.int(in: 0...100) }
        // A tar header has eleven octal digits for a length.
        if let value = try document.optional("max_bytes") { maxBytes = Int64(try value.int(in: 1...(1 << 33) - 1)) }
        if let value = try document.optional("min_side") { minSide = try value.int(in: 1...100_000) }
        if let value = try document.optional("resize") { resize = try Resize(value) }
        if let value = try document.optional("user_agent") { userAgent = try MediaSettings.userAgent(value) }
        if let value = try document.optional("respect") { respect = try value.list().map(MediaSettings.word) }
    }

    private static func userAgent(_ document: Document) throws -> String {
        let text = try document.string()
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 32 && $0 < 127 }) else {
            throw document.error("not a name to tell servers", remedy: "write one line of ASCII, such as mylab-bot/1.0")
        }
        return text
    }

    private static func word(_ document: Document) throws -> String {
        let text = try document.string()
        guard RobotsTag.words.contains(text) else {
            throw document.error(
                "'\(text)' is not known", remedy: "use any of: \(RobotsTag.words.joined(separator: ", "))")
        }
        return text
    }

    /// What the bytes of a shard depend on, as text.
    var fingerprint: String {
        let resize = resize.map { "\($0.shorterSide) \($0.quality) \($0.onlyIfBigger)" } ?? "none"
        return "resize \(resize), min_side \(minSide), max_bytes \(maxBytes), "
            + "respect \(respect.sorted().joined(separator: " ")), user_agent \(userAgent)"
    }
}

extension MediaSettings.Resize {
    fileprivate init(_ document: Document) throws {
        try document.allow(only: ["shorter_side", "quality", "only_if_bigger"])
        self.init(shorterSide: try document.required("shorter_side").int(in: 1...16_384))
        if let value = try document.optional("quality") { quality = try value.int(in: 1...100) }
        if let value = try document.optional("only_if_bigger") { onlyIfBigger = try value.bool() }
    }
}
