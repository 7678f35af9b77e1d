import Corpus
import Documents
import Foundation

/// Translations that a dataset ships as files of lines: line for line the same sentences, a file a language.
///
/// A caption is found by its item's id, which the import of the same files gave it; else by its text, where the first line
/// with that text stands for all.
public struct AlignedFiles: Sendable, Equatable {
    /// The files of a split.
    public struct Split: Sendable, Equatable {
        /// The split's name, as in the corpus.
        public let name: String
        /// The file of each language, the source language included.
        public let files: [Language: String]
        /// A file with an id a line; nil: the lines' numbers, as in the import of aligned lines.
        public let ids: String?

        /// The paths of all its files, sorted.
        var paths: [String] { (Array(files.values) + (ids.map { [$0] } ?? [])).sorted() }
    }

    private enum Place: Sendable, Equatable {
        case splits([Split])
        /// Paths with `{split}` and `{language}`.
        case pattern(String, ids: String?)
    }

    /// The keys of an endpoint that it reads.
    static let keys = ["splits", "files", "ids", "origin"]

    private let place: Place
    /// Who wrote the translations.
    public let origin: Caption.Origin

    /// Reads `files: "texts/{split}.{language}"`, or `splits: {train: {en: train.en, de: train.de, ids: train.ids}}`, and
    /// `origin: human`.
    init(_ document: Document) throws {
        switch (try document.optional("files"), try document.optional("splits")) {
        case (let files?, nil):
            guard try files.string().contains("{language}") else {
                throw files.error(
                    "the path has no {language}", remedy: "write, for example, 'texts/{split}.{language}'")
            }
            place = .pattern(try files.path(), ids: try document.optional("ids")?.path())
        case (nil, let splits?):
            place = .splits(try splits.entries().map { try Split(name: $0, $1) })
        default:
            throw document.error(
                "aligned files need 'files' or 'splits'", remedy: "write 'files: \"texts/{split}.{language}\"'")
        }
        origin = try document.optional("origin")?.choice(Caption.Origin.self) ?? .machine
    }

    /// The files of a split.
    /// - Throws: ``InputError`` for a split or a language that has no file.
    func split(named name: String, from source: Language, to targets: [Language]) throws -> Split {
        switch place {
        case .pattern(let pattern, let ids):
            let path = pattern.replacing("{split}", with: name)
            let files = ([source] + targets).map { ($0, path.replacing("{language}", with: $0.tag)) }
            return Split(
                name: name, files: Dictionary(files) { first, _ in first }, ids: ids?.replacing("{split}", with: name))
        case .splits(let splits):
            guard let split = splits.first(where: { $0.name == name }) else {
                throw InputError(
                    key: "splits", "aligned-files has no files for the split '\(name)'",
                    remedy: "add it to the endpoint's 'splits'")
            }
            for language in [source] + targets where split.files[language] == nil {
                throw InputError(
                    key: "splits.\(name)", "aligned-files has no file for '\(language)' in the split '\(name)'",
                    remedy: "add '\(language): FILE' there")
            }
            return split
        }
    }
}

extension AlignedFiles.Split {
    fileprivate init(name: String, _ document: Document) throws {
        var files: [Language: String] = [:]
        var ids: String?
        for (key, value) in try document.entries() {
            if key == "ids" {
                ids = try value.path()
                continue
            }
            do {
                files[try Language(key)] = try value.path()
            } catch let complaint as InputError where complaint.file == nil {
                throw value.error(complaint.problem, remedy: complaint.remedy)
            }
        }
        self.init(name: name, files: files, ids: ids)
    }
}

extension Caption.Origin: CaseIterable {
    public static var allCases: [Caption.Origin] { [.human, .machine] }
}
