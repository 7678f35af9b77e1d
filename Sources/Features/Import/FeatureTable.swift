import Documents
import Foundation
import Tensors

/// Features that others made, in .npy files, by the names of their items.
///
/// With a list of names, the rows of all arrays are in the list's order: [N, D], [N, F, D] with the features of F frames
/// (of which those at a row's end that are all zero count as absent), or [D] for one row. Without one, each file holds one
/// item's feature, [D] or [F, D], under the item's name.
public struct FeatureTable: Sendable {
    /// Where a row's numbers are.
    private struct Place {
        let file: Int
        let row: Int
    }

    /// A file's array, as rows.
    private struct Rows {
        let path: String
        let count: Int
        /// Of a row: [D], or [F, D].
        let shape: [Int]
        /// Kept open where there are many rows: there are few of those files, and many of the others.
        let open: NumpyFile?
    }

    /// The shape of an item's row: [D], or [F, D].
    let row: [Int]
    /// SHA-256 over the files and the names.
    let digest: String
    private let files: [Rows]
    private let places: [[UInt8]: Place]

    /// - Parameters:
    ///   - paths: .npy files in order, or folders of them, in the order of the numbers in their names.
    ///   - lists: files with the rows' names, in order; none: the files' own names.
    ///   - column: of a table, or a key of JSON Lines; nil: `id`.
    /// - Throws: ``InputError`` for files that cannot be read, or do not fit each other or the names.
    public init(_ paths: [String], names lists: [String], match: FeatureMatch, column: String? = nil) throws {
        let found = try paths.flatMap(FeatureTable.files)
        let rows = try found.map { try FeatureTable.rows($0, isOne: lists.isEmpty) }
        guard let first = rows.first, let width = first.shape.last else {
            throw InputError(key: "NPY", "there are no .npy files", remedy: "name files, or a folder that holds some")
        }
        for other in rows where other.shape.last != width || other.shape.count != first.shape.count {
            throw InputError(
                file: other.path, key: "shape", "has rows of \(other.shape), and \(first.path) of \(first.shape)",
                remedy: "import features of one model at a time")
        }
        row = first.shape.count == 1 ? [width] : [rows.map { $0.shape[0] }.max() ?? 1, width]
        files = rows
        var digest = Digest()
        var places: [[UInt8]: Place] = [:]
        func add(_ name: String, _ place: Place, _ file: String, _ line: Int?) throws {
            guard places.updateValue(place, forKey: Array(name.utf8)) == nil else {
                throw InputError(file: file, line: line, "'\(name)' stands twice", remedy: "name each item once")
            }
            digest.update(Array("\(name)\n".utf8))
        }
        if lists.isEmpty {
            for (index, rows) in rows.enumerated() {
                let name = ((rows.path as NSString).lastPathComponent as NSString).deletingPathExtension
                try add(name, Place(file: index, row: 0), rows.path, nil)
            }
        } else {
            try FeatureTable.assign(rows, lists, match, column, add)
        }
        for path in found { digest.update(Array(try Digest.ofFile(path).utf8)) }
        self.digest = digest.hexadecimal()
        self.places = places
    }

    /// Gives the rows of all files the names of all lists, in order.
    private static func assign(
        _ files: [Rows], _ lists: [String], _ match: FeatureMatch, _ column: String?,
        _ add: (String, Place, String, Int?) throws -> Void
    ) throws {
        var (file, row, names) = (0, 0, 0)
        let total = files.reduce(0) { $0 + $1.count }
        for (index, list) in lists.enumerated() {
            var own = 0
            try FeatureNames(path: list, match: match, column: column).forEach { name, line in
                while file < files.count, row == files[file].count { (file, row) = (file + 1, 0) }
                guard file < files.count else {
                    throw InputError(
                        file: list, line: line, "there are more names than the \(total) rows of the arrays",
                        remedy: "give the arrays and the lists that belong together")
                }
                try add(name, Place(file: file, row: row), list, line)
                row += 1
                own += 1
            }
            names += own
            // As many lists as arrays are pairs, and a pair in the wrong place would give features to other items.
            if lists.count == files.count, own != files[index].count {
                throw InputError(
                    file: list, "has \(own) names, and \(files[index].path) has \(files[index].count) rows",
                    remedy: "give the lists in the order of the arrays")
            }
        }
        guard names == total else {
            throw InputError(
                file: lists.last, "\(names) names in all, and the arrays have \(total) rows",
                remedy: "give the arrays and the lists that belong together")
        }
    }

    private static func files(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let arrays = names.filter { $0.hasSuffix(".npy") && !$0.hasPrefix(".") }
        guard !arrays.isEmpty else { throw InputError(file: path, "holds no .npy file", remedy: "check the folder") }
        return arrays.map { ($0, numbered($0)) }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map { "\(path)/\($0.0)" }
    }

    /// A name whose numbers compare as numbers: `img_emb_2.npy` stands before `img_emb_10.npy`.
    private static func numbered(_ name: String) -> String {
        name.replacing(/[0-9]+/) { match in
            let digits = match.output.drop { $0 == "0" }
            return String(repeating: "0", count: max(0, 20 - digits.count)) + digits
        }
    }

    private static func rows(_ path: String, isOne: Bool) throws -> Rows {
        let file = try NumpyFile(path)
        let dimensions = isOne ? 1...2 : 1...3
        guard dimensions.contains(file.shape.count), file.shape.dropFirst(isOne ? 0 : 1).allSatisfy({ $0 > 0 }) else {
            throw InputError(
                file: path, key: "shape",
                "\(file.shape) is not the shape of \(isOne ? "one item's feature" : "features, a row an item")",
                remedy: isOne
                    ? "save [D] or [F, D] a file, or give a list of names with --ids" : "save [N, D] or [N, F, D]")
        }
        if isOne || file.shape.count == 1 { return Rows(path: path, count: 1, shape: file.shape, open: nil) }
        return Rows(
            path: path, count: file.shape[0], shape: Array(file.shape.dropFirst()),
            open: file.shape[0] > 1 ? file : nil)
    }

    /// The feature under a name; nil where there is none.
    /// - Returns: the numbers, and the frames behind them.
    /// - Throws: ``InputError`` when the file changed.
    func feature(_ name: String) throws -> (values: [Float], frames: Int)? {
        guard let place = places[Array(name.utf8)] else { return nil }
        let rows = files[place.file]
        let file = try rows.open ?? NumpyFile(rows.path)
        let size = rows.shape.reduce(1, *)
        guard file.shape.reduce(1, *) == rows.count * size else {
            throw InputError(file: rows.path, "changed meanwhile", remedy: "run the command again")
        }
        let values = file.values(place.row * size..<(place.row + 1) * size)
        guard rows.shape.count == 2 else { return (values, 1) }
        let width = rows.shape[1]
        let last = values.lastIndex { $0 != 0 } ?? 0
        return (values, last / width + 1)
    }
}
