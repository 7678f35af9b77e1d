import Documents
import Foundation

extension Manifest {
    /// An annotation file, and how it is read.
    public struct CaptionSource: Sendable, Equatable {
        public let importer: ImporterName
        /// The file under `media/`; for `webdataset` it may be a folder of shards.
        public let file: String
        /// The captions' language.
        public let language: Language
        /// The split of all records, where the file names none.
        public let split: String?
        /// Whether only items are given captions that a source above names.
        public let joins: Bool
        /// The folder, under `media/`, that media paths are relative to.
        public let media: String?
        /// How a media path is made where records name none.
        public let mediaPattern: MediaPattern
        /// For aligned lines: a file of ids, a line each.
        public let ids: String?
        public let idForm: IDForm
        public let columns: AnnotationColumns
        /// For tables: whether the first line names the columns.
        public let header: Bool
        /// Whether several records may give captions to one item.
        public let rows: Rows
        /// Where it stands in the manifest, for complaints.
        public let key: String
        public let line: Int?
    }
}

extension Manifest.CaptionSource {
    /// What kind of annotation file captions come from.
    public enum ImporterName: String, Sendable, CaseIterable {
        case jsonLines = "json-lines"
        case csv
        case tsv
        case alignedLines = "aligned-lines"
        case coco = "coco-json"
        case karpathy = "karpathy-json"
        case msrvtt = "msr-vtt-json"
        case cc3m = "cc3m-tsv"
        case cococn = "coco-cn"
        case webDataset = "webdataset"

        var isTable: Bool { [.jsonLines, .csv, .tsv].contains(self) }
    }

    /// What a record of a table is.
    public enum Rows: String, Sendable, CaseIterable {
        /// An item with all its captions: an id that stands twice is a mistake.
        case items
        /// A caption of an item.
        case captions
    }

    init(_ document: Document, files: [Manifest.File], language: Language) throws {
        try document.allow(only: [
            "importer", "file", "language", "split", "joins", "media", "media_pattern", "ids", "id_form", "columns",
            "header", "rows",
        ])
        let importer = try document.required("importer").choice(ImporterName.self)
        self.importer = importer
        file = try document.required("file").destinationPath(among: files, orAbove: importer == .webDataset)
        self.language = try document.optional("language")?.language() ?? language
        split = try document.optional("split")?.string()
        joins = try document.optional("joins")?.bool() ?? false
        media = try document.optional("media")?.string()
        mediaPattern = try document.optional("media_pattern").map(MediaPattern.init) ?? MediaPattern.byID
        ids = try Self.optional("ids", [.alignedLines], importer, document)?.destinationPath(among: files)
        idForm = try document.optional("id_form")?.choice(IDForm.self) ?? .asWritten
        let columns = try Self.optional("columns", [.jsonLines, .csv, .tsv], importer, document)
        if importer.isTable, columns == nil {
            throw document.error(
                "the columns are not named", remedy: "add 'columns: {id: …, media: …, captions: …, split: …}'")
        }
        self.columns = try columns.map(AnnotationColumns.init) ?? AnnotationColumns()
        header = try Self.optional("header", [.csv, .tsv], importer, document)?.bool() ?? true
        rows = try Self.optional("rows", [.jsonLines, .csv, .tsv], importer, document)?.choice(Rows.self) ?? .items
        key = document.key
        line = document.line
        if importer == .alignedLines, split == nil {
            throw document.error("aligned lines name no split", remedy: "add 'split: train', or another one")
        }
    }

    /// A key that only some importers know.
    private static func optional(
        _ name: String, _ known: [ImporterName], _ importer: ImporterName, _ document: Document
    ) throws -> Document? {
        guard let value = try document.optional(name) else { return nil }
        guard known.contains(importer) else {
            throw value.error(
                "'\(importer.rawValue)' knows no '\(name)'",
                remedy: "take it out; it is for \(known.map(\.rawValue).joined(separator: ", "))")
        }
        return value
    }

    /// Whether each record is an item with all that is known of it, so that an id which stands twice is a mistake.
    public var recordsAreItems: Bool {
        switch importer {
        case .jsonLines, .csv, .tsv: rows == .items
        case .karpathy, .cc3m, .webDataset: true
        case .alignedLines, .coco, .msrvtt, .cococn: false
        }
    }

    /// Whether each record stands for a file, which ``mediaPattern`` names where the record does not. Where not, one record
    /// of several names it.
    public var namesFiles: Bool {
        switch importer {
        case .coco, .msrvtt, .cococn: false
        default: true
        }
    }

    /// The folder that a WebDataset's shards lie in, which its records' paths are relative to.
    public var shardFolder: String? {
        guard importer == .webDataset else { return nil }
        guard file.hasSuffix(".tar") else { return file }
        let folder = (file as NSString).deletingLastPathComponent
        return folder.isEmpty ? nil : folder
    }

    /// What reads the file.
    /// - Parameters:
    ///   - media: the folder that `file` and `ids` are relative to.
    /// - Throws: ``InputError`` for a folder of shards that cannot be listed.
    public func importers(in media: String) throws -> [any Importer] {
        let path = "\(media)/\(file)"
        switch importer {
        case .jsonLines: return [JSONLinesImporter(path: path, columns: columns)]
        case .csv: return [DelimitedImporter(path: path, separator: .comma, header: header, columns: columns)]
        case .tsv: return [DelimitedImporter(path: path, separator: .tab, header: header, columns: columns)]
        case .alignedLines:
            return [
                AlignedLinesImporter(
                    path: path, ids: ids.map { "\(media)/\($0)" }, idForm: idForm, split: split ?? "")
            ]
        case .coco: return [COCOCaptionsImporter(path: path)]
        case .karpathy: return [KarpathyImporter(path: path)]
        case .msrvtt: return [MSRVTTImporter(path: path)]
        case .cc3m: return [CC3MImporter(path: path)]
        case .cococn: return [COCOCNImporter(path: path)]
        case .webDataset: return try shards(path).map { WebDatasetImporter(path: $0) }
        }
    }

    private func shards(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let shards = names.filter { $0.hasSuffix(".tar") && !$0.hasPrefix(".") }.sorted().map { "\(path)/\($0)" }
        guard !shards.isEmpty else {
            throw InputError(file: path, "holds no .tar file", remedy: "name the folder of the WebDataset's shards")
        }
        return shards
    }
}

extension AnnotationColumns {
    init(_ document: Document) throws {
        try document.allow(only: ["id", "media", "url", "captions", "split", "label"])
        let captions = try document.optional("captions")
        self.init(
            id: try document.optional("id")?.string(), media: try document.optional("media")?.string(),
            url: try document.optional("url")?.string(),
            captions: try captions.map { try $0.isList ? $0.list().map { try $0.string() } : [$0.string()] } ?? [],
            split: try document.optional("split")?.string(), label: try document.optional("label")?.string())
    }
}
