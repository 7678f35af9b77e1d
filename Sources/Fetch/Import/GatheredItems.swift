import Corpus
import Documents
import Foundation
import GRDB

/// The records of all of a manifest's annotation files, joined by their ids: a temporary SQLite file, so that a million
/// items take little memory.
struct GatheredItems: Sendable {
    let database: DatabaseQueue

    /// Reads a manifest's annotation files into a new file.
    /// - Parameters:
    ///   - path: a temporary path, which the caller removes.
    ///   - media: the folder that the annotation files lie in.
    ///   - problems: what was malformed.
    init(_ path: String, _ manifest: Manifest, from media: String, problems: inout ImportProblems) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            // Nothing is lost with it: after a crash all is read again.
            try database.execute(
                sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -48000")
        }
        database = try DatabaseQueue(path: path, configuration: configuration)
        try database.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE items (
                        item INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, source INTEGER NOT NULL, split TEXT,
                        media TEXT, url TEXT, label TEXT, target INTEGER, rank INTEGER, position INTEGER);
                    CREATE TABLE captions (item INTEGER NOT NULL, language TEXT NOT NULL, text BLOB NOT NULL);
                    """)
            for (number, source) in manifest.captions.enumerated() {
                guard FileManager.default.fileExists(atPath: "\(media)/\(source.file)") else {
                    problems.addMissing(source.file)
                    continue
                }
                let gatherer = try RecordGatherer(database, source, number: number, kind: manifest.modality)
                for importer in try source.importers(in: media) {
                    try importer.forEach { annotation in
                        try Task.checkCancellation()
                        do {
                            if try !gatherer.add(annotation) { problems.unjoined += 1 }
                        } catch let complaint as InputError {
                            problems.add(complaint.named("\(media)/\(source.file)", annotation.line), in: media)
                        }
                    } malformed: { complaint in
                        problems.add(complaint, in: media)
                    }
                }
            }
            try database.execute(sql: "CREATE INDEX captions_by_item ON captions (item)")
        }
    }

    /// The items of a split in a range of their positions, with their captions.
    func items(
        _ split: Int, named name: String, _ range: Range<Int>, _ manifest: Manifest, file: String,
        _ body: (Item) throws -> Void
    ) throws {
        try database.read { database in
            let items = try Row.fetchCursor(
                database.cachedStatement(
                    sql: """
                        SELECT item, id, media, url FROM items WHERE target = ? AND position >= ? AND position < ?
                        ORDER BY position
                        """), arguments: [split, range.lowerBound, range.upperBound])
            let captions = try database.cachedStatement(
                sql: "SELECT language, text FROM captions WHERE item = ? ORDER BY rowid")
            while let row = try items.next() {
                let id = String(decoding: row[1] as Data, as: UTF8.self)
                let url: String? = row[3]
                let path: String? =
                    row[2] ?? (url == nil ? "\(FetchStage.folder)/\(id).\(manifest.modality.usualExtension)" : nil)
                var item = Item(
                    id: id, split: name,
                    media: .init(
                        path: path ?? "\(FetchStage.folder)/\(file).tar#\(SampleKey.of(id: id))",
                        kind: manifest.modality, url: url), captions: [])
                let found = try Row.fetchCursor(captions, arguments: [row[0] as Int64])
                while let caption = try found.next() {
                    item.captions.append(
                        Caption(
                            language: try Language(caption[0]),
                            text: String(decoding: caption[1] as Data, as: UTF8.self)))
                }
                try body(item)
            }
        }
    }
}

extension InputError {
    /// The complaint with a place, where it names none.
    fileprivate func named(_ file: String, _ line: Int) -> InputError {
        var complaint = self
        if complaint.file == nil { (complaint.file, complaint.line) = (file, line) }
        return complaint
    }
}
