import Corpus
import Foundation

/// An item as it stands in a file, sound or not: of what is checked, nothing may be refused before it is looked at.
struct Record: Sendable {
    var id: String
    var split: String
    var media: Item.Media?
    var captions: [RecordCaption]
    var place: Place
    /// Where its id stands, where that is another file.
    var idPlace: Place?
    /// What was wrong with the line itself.
    var complaints: [Complaint] = []

    struct Complaint: Sendable {
        let rule: Rule
        let place: Place
        let message: String
    }
}

/// A caption as it stands in a file.
struct RecordCaption: Sendable {
    /// The language's tag, as it is written.
    var tag: String
    var text: String
    var isMachine = false
    /// The position, among the item's captions, of the one that it was made from.
    var source: Int?
    /// Whether its bytes were UTF-8.
    var isReadable = true
    var place: Place
}

/// Files of which a line each makes an item: one corpus file, or aligned text files, a language each.
struct RecordFile: Sendable {
    /// The split that the names tell; nil where they tell none.
    let split: String?
    let form: Form
    /// Of all the files.
    let bytes: Int

    enum Form: Sendable {
        case items(String)
        case aligned(AlignedFiles)
    }

    /// Text files, with one of ids beside them where there is one.
    struct AlignedFiles: Sendable {
        let files: [(path: String, tag: String)]
        var ids: String?
        var idForm = IDForm.asWritten
    }

    /// The files that are read side by side, ids last.
    var paths: [String] {
        switch form {
        case .items(let path): [path]
        case .aligned(let aligned): aligned.files.map(\.path) + (aligned.ids.map { [$0] } ?? [])
        }
    }

    /// A corpus file.
    init(items path: String) {
        split = CorpusFile.part(of: path)?.split
        form = .items(path)
        bytes = RecordFile.bytes(of: path)
    }

    /// Text files of a split.
    init(split: String, aligned files: [(path: String, tag: String)], ids: String? = nil, idForm: IDForm = .asWritten) {
        self.split = split
        form = .aligned(AlignedFiles(files: files, ids: ids, idForm: idForm))
        bytes = files.reduce(0) { $0 + RecordFile.bytes(of: $1.path) }
    }

    private static func bytes(of path: String) -> Int {
        ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber)?.intValue ?? 0
    }
}
