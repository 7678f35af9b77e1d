import Corpus
import Documents

/// A split's aligned files, open: where each line begins is known, the lines themselves stay on the disk.
///
/// Memory: 16 bytes a line and language, 16 for its id and 16 for its text.
final class AlignedLinesIndex: Sendable {
    private let source: Language
    private let files: [Language: LineFile]
    /// The line of an id, and the first line of a text, by their hashes.
    private let lineOfID: [UInt64: Int]
    private let lineOfText: [UInt64: Int]

    /// - Throws: ``InputError`` when files are missing, or differ in their numbers of lines.
    init(_ split: AlignedFiles.Split, from source: Language, to targets: [Language]) throws {
        self.source = source
        var files: [Language: LineFile] = [:]
        var lineOfText: [UInt64: Int] = [:]
        for language in [source] + targets {
            guard let path = split.files[language] else { continue }
            let file = try LineFile(path)
            if language == source {
                for number in 0..<file.count {
                    let hash = AlignedLinesIndex.hash(try file.read(number).utf8)
                    if lineOfText[hash] == nil { lineOfText[hash] = number }
                }
            }
            files[language] = file
        }
        guard let count = files[source]?.count else {
            throw InputError("aligned-files has no file for '\(source)'", remedy: "add it to the endpoint's 'splits'")
        }
        for file in files.values where file.count != count {
            throw InputError(
                file: file.path, "has \(file.count) lines, and the file of '\(source)' has \(count)",
                remedy: "use files that belong together, line for line")
        }
        var lineOfID: [UInt64: Int] = [:]
        if let ids = split.ids {
            var reader = try LineReader(ids)
            var number = 0
            while let line = try reader.next() {
                lineOfID[AlignedLinesIndex.hash(String(decoding: line, as: UTF8.self).utf8)] = number
                number += 1
            }
            guard number == count else {
                throw InputError(
                    file: ids, "has \(number) lines, and the file of '\(source)' has \(count)",
                    remedy: "use files that belong together, line for line")
            }
        } else {
            for number in 0..<count {
                let id = AlignedLines.id(split: split.name, line: number)
                lineOfID[AlignedLinesIndex.hash(id.utf8)] = number
            }
        }
        self.files = files
        self.lineOfID = lineOfID
        self.lineOfText = lineOfText
    }

    /// The translation of an item's caption.
    func translation(of text: String, item id: String, into target: Language) throws -> TextOutcome {
        let text = ExactText(text.trimmedCaption)
        for line in [lineOfID[AlignedLinesIndex.hash(id.utf8)], lineOfText[AlignedLinesIndex.hash(text.text.utf8)]] {
            guard let line, let from = files[source], let to = files[target],
                ExactText(try from.read(line)) == text
            else { continue }
            let translation = try to.read(line)
            return .translated(StoredTranslation(translation, attempt: 1), flags: [])
        }
        return .failed(reason: "no line of \(files[source]?.path ?? "the files") is this caption")
    }

    /// FNV-1a: the same in every process. Whoever is found by it is compared byte for byte.
    private static func hash(_ bytes: String.UTF8View) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
