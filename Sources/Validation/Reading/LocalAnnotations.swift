import Corpus
import Documents
import Foundation

/// A manifest's annotation files that lie on this machine and can be read where they are.
struct LocalAnnotations {
    private(set) var files: [RecordFile] = []
    /// What is not looked at, and why.
    private(set) var leftOut: [String] = []

    init(_ manifest: Manifest) {
        var places: [String: String] = [:]
        for file in manifest.files {
            guard case .local(let path) = file.place, file.unpack == nil else { continue }
            places[file.destination] = path
        }
        /// Files of aligned lines that have their split and their ids in common.
        var groups: [(split: String, ids: String?, idForm: IDForm, files: [(path: String, tag: String)])] = []
        for source in manifest.captions {
            guard let path = places[source.file], source.importer == .alignedLines, let split = source.split else {
                let reason =
                    places[source.file] == nil
                    ? "it is to be fetched"
                    : "files of \(source.importer.rawValue) are looked at once they are imported"
                leftOut.append("\(source.file): \(reason); fetch the dataset, and validate its workspace")
                continue
            }
            if let place = groups.firstIndex(where: { $0.split == split && $0.ids == source.ids }) {
                groups[place].files.append((path, source.language.tag))
            } else {
                groups.append((split, source.ids, source.idForm, [(path, source.language.tag)]))
            }
        }
        files = groups.map { group in
            RecordFile(
                split: group.split, aligned: group.files, ids: group.ids.flatMap { places[$0] }, idForm: group.idForm)
        }
    }
}
