import Corpus
import Documents
import Foundation
import Media

/// What an item and a row of an array have in common.
public enum FeatureMatch: String, Sendable, CaseIterable {
    /// The item's id.
    case id
    /// The name of its image or video without folder and extension, or its key in a WebDataset shard; of a list's paths
    /// the same. So lists of files and clip-retrieval's `image_path` match.
    case file

    /// What names an item.
    func name(of item: Item) -> String? {
        switch self {
        case .id: item.id
        case .file: MediaShard.split(item.media.path)?.key ?? IDForm.fileName.id(item.media.path)
        }
    }

    /// How the names of a list become the same.
    var form: IDForm { self == .id ? .asWritten : .fileName }
}

/// A list that says which item each row of an array belongs to: a name a line, or a column of a table (`.csv`, `.tsv`) or
/// a key of JSON Lines (`.jsonl`).
struct FeatureNames {
    let path: String
    let match: FeatureMatch
    let column: String?

    /// - Throws: what `body` throws; ``InputError`` for what is no such list.
    func forEach(_ body: (_ name: String, _ line: Int) throws -> Void) throws {
        switch (path as NSString).pathExtension.lowercased() {
        case "parquet":
            let table = (path as NSString).deletingPathExtension + ".csv"
            throw InputError(
                file: path, "Parquet is not read",
                remedy: "write it as CSV first: python -c \"import pandas; "
                    + "pandas.read_parquet('\(path)').to_csv('\(table)', index=False)\"")
        case "jsonl", "ndjson":
            let list = JSONLinesImporter(path: path, columns: AnnotationColumns(id: column ?? "id"))
            try list.forEach({ try body(name($0.id, line: $0.line), $0.line) }, malformed: { throw $0 })
        case "csv", "tsv":
            try IDList(path: path, form: match.form, column: column ?? "id").forEach(body)
        default:
            try IDList(path: path, form: match.form).forEach(body)
        }
    }

    private func name(_ text: String, line: Int) throws -> String {
        guard let name = match.form.id(text) else {
            throw InputError(file: path, line: line, "'\(text)' names no file", remedy: "mend the line")
        }
        return name
    }
}
