import Documents
import Foundation

/// What a dataset is and where it comes from: one YAML file, described in the README.
public struct Manifest: Sendable {
    /// The manifest's own path.
    public let path: String
    public let name: String
    public let homepage: String?
    public let licence: String
    /// The language of the captions that people wrote.
    public let language: Language
    public let modality: Item.Media.Kind
    public let files: [File]
    public let captions: CaptionSource
    public let splits: [Split]

    /// A file of the dataset.
    public struct File: Sendable, Equatable {
        public let place: Place
        /// 64 hexadecimal digits; nil: pinned at the first fetch.
        public let sha256: String?
        /// For an archive that is to be unpacked: its kind.
        public let unpack: Archive?
        /// Its name, or for an archive its folder, under the workspace's `media`.
        public let destination: String
        /// Where the file stands in the manifest, for complaints: its key, and the lines of its place and its digest.
        public let key: String
        public let line: Int?
        public let digestLine: Int?

        /// Kinds of archives; a tar file may be compressed.
        public enum Archive: String, Sendable, CaseIterable {
            case tar
            case zip
        }

        /// A file's place: on this machine or on the web.
        public enum Place: Sendable, Equatable {
            case local(String)
            case url(String)
        }
    }

    /// How captions are read.
    public struct CaptionSource: Sendable, Equatable {
        public let importer: Importer
        /// The file, among the destinations.
        public let file: String
        /// The folder, among the destinations, that media paths are relative to.
        public let media: String
        public let columns: Columns
    }

    /// What kind of annotation file captions come from.
    public enum Importer: String, Sendable, CaseIterable {
        /// An object a line, with named keys.
        case jsonLines = "json-lines"
    }

    /// The names of the columns, or keys, of an annotation file.
    public struct Columns: Sendable, Equatable {
        public let id: String
        public let media: String
        public let captions: String
        public let split: String
    }

    /// A split and how many items it must have.
    public struct Split: Sendable, Equatable {
        public let name: String
        public let count: Int?
        /// Where the count stands in the manifest.
        public let line: Int?
    }

    /// Reads and checks a manifest.
    /// - Throws: ``InputError`` with file, line, key and remedy.
    public init(contentsOf path: String) throws {
        let document = try Document(contentsOf: path)
        try document.allow(only: [
            "name", "title", "homepage", "licence", "language", "modality", "files", "captions", "splits",
        ])
        self.path = path
        name = try document.required("name").string()
        homepage = try document.optional("homepage")?.string()
        licence = try document.required("licence").string()
        language = try document.required("language").language()
        modality = try document.required("modality").choice(Item.Media.Kind.self)
        files = try document.required("files").list().map(Manifest.file)
        captions = try Manifest.captionSource(document.required("captions"), files: files)
        splits = try document.required("splits").entries().map(Manifest.split)
    }

    private static func file(_ document: Document) throws -> File {
        try document.allow(only: ["path", "url", "sha256", "unpack", "to"])
        let place: File.Place
        switch (try document.optional("path"), try document.optional("url")) {
        case (let local?, nil): place = .local(try local.path())
        case (nil, let url?):
            let text = try url.string()
            guard text.hasPrefix("https://") || text.hasPrefix("http://") else {
                throw url.error("'\(text)' is not an http or https address", remedy: "write https://…, or use path:")
            }
            place = .url(text)
        default: throw document.error("a file needs either 'path' or 'url'", remedy: "write one of the two")
        }
        let digest = try document.optional("sha256")
        let sha256 = try digest?.string().lowercased()
        if let sha256, let digest, sha256.utf8.count != 64 || !sha256.allSatisfy(\.isHexDigit) {
            throw digest.error(
                "not a SHA-256", remedy: "write 64 hexadecimal digits, or leave the key out to pin the first fetch")
        }
        let destination = try document.required("to")
        let name = try destination.string()
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.isEmpty, !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
            throw destination.error(
                "'\(name)' leads out of the media folder", remedy: "write a relative path without '..'")
        }
        let unpack = try document.optional("unpack")?.choice(File.Archive.self)
        return File(
            place: place, sha256: sha256, unpack: unpack, destination: name, key: document.key,
            line: try (document.optional("url") ?? document.optional("path"))?.line, digestLine: digest?.line)
    }

    private static func captionSource(_ document: Document, files: [File]) throws -> CaptionSource {
        try document.allow(only: ["importer", "file", "columns", "media"])
        let columns = try document.required("columns")
        try columns.allow(only: ["id", "media", "captions", "split"])
        let file = try document.required("file")
        let name = try file.string()
        let folders = files.map(\.destination)
        guard folders.contains(where: { name == $0 || name.hasPrefix($0 + "/") }) else {
            throw file.error(
                "'\(name)' is among no file's 'to'", remedy: "name one of: \(folders.joined(separator: ", "))")
        }
        return CaptionSource(
            importer: try document.required("importer").choice(Importer.self), file: name,
            media: try document.required("media").string(),
            columns: Columns(
                id: try columns.required("id").string(), media: try columns.required("media").string(),
                captions: try columns.required("captions").string(), split: try columns.required("split").string()))
    }

    private static func split(name: String, document: Document) throws -> Split {
        try document.allow(only: ["count"])
        let count = try document.optional("count")
        return Split(name: name, count: try count?.int(), line: count?.line)
    }
}
