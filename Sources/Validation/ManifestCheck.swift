import Corpus
import Documents
import Foundation

/// What a manifest says of its dataset, beside what is there.
struct ManifestCheck {
    let settings: ValidationSettings
    let manifest: Manifest
    /// Whether it is what a run left in its workspace, far from the files that it names, and perhaps with more splits.
    let isCopy: Bool

    /// - Parameters:
    ///   - items: those that were found, by split; nil where nobody looked.
    ///   - files: splits of which there are files; that one of them is empty was told.
    ///   - isWhole: whether all the manifest's captions were looked at.
    func findings(_ items: [String: Int]?, files: Set<String>, isWhole: Bool) -> Findings {
        var findings = Findings(settings)
        for file in manifest.files {
            guard case .local(let path) = file.place, !isCopy, !FileManager.default.fileExists(atPath: path) else {
                continue
            }
            findings.add(.manifestFile, Place(manifest.path, file.line ?? 0), "\(path) is not there")
        }
        guard let items else { return findings }
        for split in manifest.splits {
            let found = items[split.name] ?? 0
            if found == 0, !isCopy, isWhole, !files.contains(split.name) {
                findings.add(.splitEmpty, Place(manifest.path, split.line ?? 0), "'\(split.name)' has no items")
            }
            // One of which a part is drawn has as many as are drawn.
            guard let expected = split.count, split.take == nil, expected != found, found > 0 else { continue }
            findings.add(
                .splitCount, Place(manifest.path, split.line ?? 0),
                "'\(split.name)' should have \(expected) items, and has \(found)")
        }
        return findings
    }

    /// The manifest's silences.
    /// - Throws: ``InputError`` for a rule that is not there.
    static func silences(_ manifest: Manifest) throws -> [Manifest.Silence] {
        for silence in manifest.silences where RuleBook.rule(silence.rule) == nil {
            throw InputError(
                file: manifest.path, line: silence.line, key: "silence", "there is no rule '\(silence.rule)'",
                remedy: "see `tessera validate --rules`")
        }
        return manifest.silences
    }
}
