import Corpus
import Documents
import Foundation

/// Reads an annotation file with an object a line: an id, a media path, a list of captions (or one), a split.
struct JSONLinesImporter {
    let path: String
    let columns: Manifest.Columns
    let language: Language
    let kind: Item.Media.Kind
    /// The folder, relative to the workspace, that media paths are relative to.
    let media: String

    /// Reads the items one after the other.
    /// - Throws: ``InputError`` that names the line which is not an item, or whose id stood before.
    func forEach(_ body: (Item) throws -> Void) throws {
        var ids: Set<String> = []
        for (index, line) in try LineReader(path).enumerated() where !line.isEmpty {
            let item = try item(line, number: index + 1)
            guard ids.insert(item.id).inserted else {
                throw complaint(index + 1, columns.id, "the id '\(item.id)' stands twice", "give each item its own")
            }
            try body(item)
        }
    }

    private func item(_ line: [UInt8], number: Int) throws -> Item {
        guard let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] else {
            throw complaint(number, nil, "not a JSON object", "write one object a line")
        }
        func text(_ column: String) throws -> String {
            guard let value = object[column] as? String, !value.isEmpty else {
                throw complaint(number, column, "expected a text", "add it, or name another column in the manifest")
            }
            return value
        }
        let captions: [String]
        switch object[columns.captions] {
        case let list as [String]: captions = list
        case let one as String: captions = [one]
        default:
            throw complaint(
                number, columns.captions, "expected a list of texts", "add it, or name another column in the manifest")
        }
        let file = try text(columns.media)
        guard !file.hasPrefix("/"), !file.split(separator: "/").contains("..") else {
            throw complaint(number, columns.media, "'\(file)' leads out of the media folder", "write a path below it")
        }
        return Item(
            id: try text(columns.id), split: try text(columns.split),
            media: .init(path: "\(media)/\(file)", kind: kind),
            captions: captions.map { Caption(language: language, text: $0) })
    }

    private func complaint(_ line: Int, _ key: String?, _ problem: String, _ remedy: String) -> InputError {
        InputError(file: path, line: line, key: key, problem, remedy: remedy)
    }
}
