import Documents

extension Manifest {
    /// A file of the dataset.
    public struct File: Sendable, Equatable {
        public let place: Place
        /// 64 hexadecimal digits; nil: pinned at the first fetch.
        public let sha256: String?
        /// For an archive that is to be unpacked: its kind.
        public let unpack: Archive?
        /// How many folders are taken off the front of the names in an archive.
        public let strip: Int
        /// Its name, or for an archive its folder, under the workspace's `media`.
        public let destination: String
        /// The most bytes that an address may give.
        public let maxBytes: Int64
        /// What an archive may unpack to; nil for what whoever unpacks it allows by itself.
        public let unpackLimits: UnpackLimits
        /// Where the file stands in the manifest, for complaints: its key, and the lines of its place and its digest.
        public let key: String
        public let line: Int?
        public let digestLine: Int?
    }
}

extension Manifest.File {
    /// Kinds of archives; a tar file may be compressed.
    public enum Archive: String, Sendable, CaseIterable {
        case tar
        case zip
        /// One compressed file, which becomes one plain file.
        case gzip
    }

    /// What an archive may unpack to before it is refused as a bomb; nil for the usual.
    public struct UnpackLimits: Sendable, Equatable {
        /// The bytes of all its files together.
        public let bytes: Int64?
        /// Its entries, folders included.
        public let files: Int?
        /// The unpacked bytes for each byte of the archive.
        public let ratio: Double?
    }

    /// A file without `max_bytes` may have 1 TiB: more than any dataset's file, and an end for a body without one.
    static let usualMaxBytes: Int64 = 1 << 40

    /// A file's place.
    public enum Place: Sendable, Equatable {
        /// On this machine.
        case local(String)
        /// On the web: addresses that are tried in order.
        case url(String, mirrors: [String])
        /// Where a person puts it, because its licence forbids an open link; what to do to get it; and whether a run goes on
        /// without it.
        case manual(String, instructions: String, isOptional: Bool)
    }

    init(_ document: Document) throws {
        try document.allow(only: [
            "path", "url", "mirrors", "manual", "instructions", "optional", "sha256", "unpack", "strip", "to",
            "max_bytes", "max_unpacked_bytes", "max_files", "max_ratio",
        ])
        place = try Self.place(document)
        let digest = try document.optional("sha256")
        sha256 = try digest?.string().lowercased()
        if let sha256, let digest, sha256.utf8.count != 64 || !sha256.allSatisfy(\.isHexDigit) {
            throw digest.error(
                "not a SHA-256", remedy: "write 64 hexadecimal digits, or leave the key out to pin the first fetch")
        }
        let to = try document.required("to")
        destination = try to.string()
        let parts = destination.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.isEmpty, !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
            throw to.error(
                "'\(destination)' leads out of the media folder", remedy: "write a relative path without '..'")
        }
        unpack = try document.optional("unpack")?.choice(Archive.self)
        let strip = try document.optional("strip")
        self.strip = try strip?.int(in: 0...16) ?? 0
        if let strip, unpack != .tar, unpack != .zip {
            throw strip.error("only the names in an archive can be stripped", remedy: "add 'unpack', or take it out")
        }
        maxBytes = try Self.maxBytes(document)
        unpackLimits = try UnpackLimits(document)
        key = document.key
        line = try (document.optional("url") ?? document.optional("path") ?? document.optional("manual"))?.line
        digestLine = digest?.line
    }

    private static func maxBytes(_ document: Document) throws -> Int64 {
        guard let value = try document.optional("max_bytes") else { return usualMaxBytes }
        guard try document.optional("url") != nil else {
            throw value.error("only what an address gives can be limited", remedy: "take it out, or write a 'url'")
        }
        return Int64(try value.int(in: 1...Int(Int64.max)))
    }

    private static func place(_ document: Document) throws -> Place {
        let places = try ["path", "url", "manual"].compactMap { try document.optional($0) }
        guard let place = places.first, places.count == 1 else {
            throw document.error("a file needs 'path', 'url' or 'manual'", remedy: "write one of the three")
        }
        if let mirrors = try document.optional("mirrors"), place.key != document.key + ".url" {
            throw mirrors.error("mirrors stand beside no 'url'", remedy: "write the first address as 'url'")
        }
        if let extra = try document.optional("instructions") ?? document.optional("optional"),
            place.key != document.key + ".manual"
        {
            throw extra.error("stands beside no 'manual'", remedy: "write the path of the file as 'manual'")
        }
        switch place.key {
        case document.key + ".path": return .local(try place.path())
        case document.key + ".manual":
            return .manual(
                try place.path(), instructions: try document.required("instructions").string(),
                isOptional: try document.optional("optional")?.bool() ?? true)
        default:
            return .url(
                try place.webAddress(),
                mirrors: try document.optional("mirrors")?.list().map { try $0.webAddress() } ?? [])
        }
    }
}

extension Manifest.File.UnpackLimits {
    fileprivate init(_ document: Document) throws {
        let values = try ["max_unpacked_bytes", "max_files", "max_ratio"].compactMap { try document.optional($0) }
        if let first = values.first, try document.optional("unpack") == nil {
            throw first.error("only what is unpacked can be limited so", remedy: "add 'unpack', or take it out")
        }
        bytes = try document.optional("max_unpacked_bytes").map { Int64(try $0.int(in: 1...Int.max)) }
        files = try document.optional("max_files")?.int(in: 1...Int.max)
        ratio = try document.optional("max_ratio")?.double(in: 1...1e9)
    }
}

extension Document {
    fileprivate func webAddress() throws -> String {
        let text = try string()
        guard ["https://", "http://", "s3://"].contains(where: text.hasPrefix) else {
            throw error(
                "'\(text)' is not an http or https address, nor one in a bucket",
                remedy: "write https://… or s3://bucket/key, or use path:")
        }
        return text
    }
}
