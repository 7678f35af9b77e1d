import Corpus
import Documents
import Foundation
import Workspace

/// Reads a manifest's annotation files when somebody needs their items, and remembers how many there were.
actor Gathering {
    /// How many items there are, and what was wrong: kept beside the corpus files, so that a run which has nothing to import
    /// need not read the annotation files.
    struct Census: Codable {
        let fingerprint: String
        let splits: [SplitCount]
        let problems: ImportProblems

        /// What people want to see beside items and captions.
        var counts: [String: Int] {
            [
                "malformed": problems.malformed, "unjoined": problems.unjoined, "outside": problems.outside,
                "unknown_ids": splits.reduce(0) { $0 + $1.unknown },
            ]
        }
    }

    private let manifest: Manifest
    private let workspace: Workspace
    private var items: (items: GatheredItems, census: Census)?
    private let temporary: String

    static let censusName = ".census.json"
    private var censusPath: String { workspace.file("\(ImportStage.folder)/\(Gathering.censusName)") }

    init(_ manifest: Manifest, in workspace: Workspace) {
        self.manifest = manifest
        self.workspace = workspace
        temporary = workspace.file(AtomicOutput.temporaryName(for: "import"))
    }

    /// The numbers of items, of now or of an earlier run that read the same.
    func census(_ fingerprint: String) throws -> Census {
        try knownCensus(fingerprint) ?? items(fingerprint).census
    }

    /// The numbers of an earlier run that read the same.
    func knownCensus(_ fingerprint: String) -> Census? {
        guard let data = FileManager.default.contents(atPath: censusPath),
            let census = Seal.decode(Census.self, from: data), census.fingerprint == fingerprint
        else { return nil }
        return census
    }

    /// The items.
    func items(_ fingerprint: String) throws -> (items: GatheredItems, census: Census) {
        if let items, items.census.fingerprint == fingerprint { return items }
        discard()
        let media = workspace.file(FetchStage.folder)
        var problems = ImportProblems()
        let gathered = try GatheredItems(temporary, manifest, from: media, problems: &problems)
        let splits = try SplitSelection(manifest: manifest, media: media).select(gathered, problems: &problems)
        let census = Census(fingerprint: fingerprint, splits: splits, problems: problems)
        try AtomicOutput.write(Seal.encode(census), to: censusPath)
        items = (gathered, census)
        return (gathered, census)
    }

    /// Removes the temporary file.
    func discard() {
        items = nil
        try? FileManager.default.removeItem(atPath: temporary)
    }
}
