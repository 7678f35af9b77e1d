import Documents

/// What a published model is and where its files come from: a small form of a dataset's manifest, with `kind: model`.
public struct ModelManifest: Sendable {
    /// The manifest's own path.
    public let path: String
    public let name: String
    public let homepage: String?
    public let licence: String
    /// Their destinations are relative to the model's folder.
    public let files: [Manifest.File]

    /// Reads and checks a manifest.
    /// - Throws: ``InputError`` with file, line, key and remedy.
    public init(contentsOf path: String) throws {
        let document = try Document(contentsOf: path)
        guard try document.manifestKind() == .model else {
            throw document.error("this is not a model's manifest", remedy: "write 'kind: model', or name another file")
        }
        try document.allow(only: ["kind", "name", "title", "homepage", "licence", "files"])
        self.path = path
        let name = try document.required("name")
        self.name = try name.string()
        // It names a folder where the user names none.
        guard !self.name.isEmpty, !self.name.hasPrefix("."), !self.name.contains("/") else {
            throw name.error(
                "'\(self.name)' is no name of a folder", remedy: "write one without '/' or a dot at its front")
        }
        homepage = try document.optional("homepage")?.string()
        licence = try document.required("licence").string()
        let files = try document.required("files")
        self.files = try files.list().map(Manifest.File.init)
        for name in ["config.json", "model.safetensors"] where !self.files.contains(where: { $0.unpack != nil }) {
            // Large models' weights lie in several files, which an index lists.
            guard self.files.contains(where: { $0.destination == name || $0.destination == name + ".index.json" })
            else {
                throw files.error("no file becomes '\(name)'", remedy: "add the file with 'to: \(name)'")
            }
        }
    }
}

/// What a manifest is of.
public enum ManifestKind: String, Sendable, CaseIterable {
    case dataset
    case model

    /// The kind of the manifest in a file.
    /// - Throws: ``InputError`` where the file is not readable, or its kind not known.
    public init(of path: String) throws {
        self = try Document(contentsOf: path).manifestKind()
    }
}

extension Document {
    /// What this manifest is of: a dataset where it does not say.
    func manifestKind() throws -> ManifestKind {
        try optional("kind")?.choice(ManifestKind.self) ?? .dataset
    }
}
