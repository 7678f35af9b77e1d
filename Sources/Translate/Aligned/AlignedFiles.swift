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
    }

    public let splits: [Split]
    /// Who wrote the translations.
    public let origin: Caption.Origin

    public init(splits: [Split], origin: Caption.Origin) {
        self.splits = splits
        self.origin = origin
    }

    /// Reads `splits: {train: {en: train.en, de: train.de, ids: train.ids}}` and `origin: human`.
    init(_ document: Document) throws {
        splits = try document.required("splits").entries().map { name, document in
            var files: [Language: String] = [:]
            var ids: String?
            for (key, value) in try document.entries() {
                if key == "ids" {
                    ids = try value.path()
                } else {
                    do {
                        files[try Language(key)] = try value.path()
                    } catch let complaint as InputError where complaint.file == nil {
                        throw value.error(complaint.problem, remedy: complaint.remedy)
                    }
                }
            }
            return Split(name: name, files: files, ids: ids)
        }
        origin = try document.optional("origin")?.choice(Caption.Origin.self) ?? .machine
    }

    /// The paths of all files, sorted.
    var paths: [String] { splits.flatMap { Array($0.files.values) + ($0.ids.map { [$0] } ?? []) }.sorted() }

    /// - Throws: ``InputError`` for a split or a language that has no file.
    func split(named name: String, from source: Language, to targets: [Language]) throws -> Split {
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

extension Caption.Origin: CaseIterable {
    public static var allCases: [Caption.Origin] { [.human, .machine] }
}
