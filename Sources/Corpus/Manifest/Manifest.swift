import Documents
import Foundation

/// What a dataset is and where it comes from: one YAML file, described in the README.
public struct Manifest: Sendable {
    /// The manifest's own path.
    public let path: String
    public let name: String
    public let homepage: String?
    public let licence: String
    /// The language of the captions that people wrote and that are translated.
    public let language: Language
    public let modality: Item.Media.Kind
    public let files: [File]
    /// In the order in which they are read: the first that names an item fixes its place.
    public let captions: [CaptionSource]
    public private(set) var splits: [Split]
    /// What of validation is let pass.
    public let silences: [Silence]
    /// How images and videos that have addresses are fetched; read by who fetches them.
    public let media: Document?

    /// What a workspace calls its copy of the manifest that it was made from.
    public static let copyName = "manifest.yaml"

    /// Reads and checks a manifest.
    /// - Throws: ``InputError`` with file, line, key and remedy.
    public init(contentsOf path: String) throws {
        let document = try Document(contentsOf: path)
        if try document.manifestKind() == .model {
            throw try document.required("kind").error(
                "this is a model's manifest, and a dataset's is wanted here",
                remedy: "fetch the model by itself: tessera fetch \(path)")
        }
        try document.allow(only: [
            "kind", "name", "title", "homepage", "licence", "language", "modality", "files", "captions", "splits",
            "media", "silence",
        ])
        self.path = path
        name = try document.required("name").string()
        homepage = try document.optional("homepage")?.string()
        licence = try document.required("licence").string()
        let language = try document.required("language").language()
        self.language = language
        modality = try document.required("modality").choice(Item.Media.Kind.self)
        let files = try document.required("files").list().map(File.init)
        self.files = files
        let section = try document.required("captions")
        captions = try (section.isList ? section.list() : [section]).map {
            try CaptionSource($0, files: files, language: language)
        }
        guard !captions.isEmpty else {
            throw section.error("no captions are named", remedy: "name at least one importer and its file")
        }
        splits = try document.required("splits").entries().map { try Split(name: $0, $1, files: files) }
        media = try document.optional("media")
        silences = try document.optional("silence")?.list().map(Silence.init) ?? []
    }

    /// The manifest with some of its splits: other items are left out.
    public func with(splits names: [String]) -> Manifest {
        var manifest = self
        manifest.splits = splits.filter { names.contains($0.name) }
        return manifest
    }

    /// The destinations that a path under `media/` lies in, or that lie in it.
    private func destinations(of path: String) -> [String] {
        files.map(\.destination).filter { path == $0 || path.hasPrefix($0 + "/") || $0.hasPrefix(path + "/") }
    }

    /// The destinations that captions and lists of ids are read from; the others hold images and videos.
    public var annotationDestinations: Set<String> {
        let paths = captions.flatMap { [$0.file] + ($0.ids.map { [$0] } ?? []) } + splits.compactMap(\.ids)
        return Set(paths.flatMap(destinations))
    }
}

extension Document {
    /// A path under `media/` that lies in the destination of one of the files.
    /// - Parameter orAbove: whether it may also be a folder above some.
    func destinationPath(among files: [Manifest.File], orAbove: Bool = false) throws -> String {
        let name = try string()
        let folders = files.map(\.destination)
        let isKnown = folders.contains { folder in
            name == folder || name.hasPrefix(folder + "/") || orAbove && folder.hasPrefix(name + "/")
        }
        guard isKnown else {
            throw error("'\(name)' is among no file's 'to'", remedy: "name one of: \(folders.joined(separator: ", "))")
        }
        return name
    }
}
