import Corpus
import Documents
import Foundation
import GRDB

/// Puts the records of one annotation file into the tables of ``GatheredItems``.
struct RecordGatherer {
    private let database: Database
    private let source: Manifest.CaptionSource
    private let number: Int
    private let kind: Item.Media.Kind
    private let find: Statement
    private let addItem: Statement
    private let addMedia: Statement
    private let addCaption: Statement

    init(_ database: Database, _ source: Manifest.CaptionSource, number: Int, kind: Item.Media.Kind) throws {
        self.database = database
        self.source = source
        self.number = number
        self.kind = kind
        find = try database.makeStatement(sql: "SELECT item, source FROM items WHERE id = ?")
        addItem = try database.makeStatement(
            sql: "INSERT INTO items (id, source, split, media, url, label) VALUES (?, ?, ?, ?, ?, ?)")
        addMedia = try database.makeStatement(
            sql: """
                UPDATE items SET media = coalesce(media, ?), url = coalesce(url, ?), split = coalesce(split, ?),
                    label = coalesce(label, ?) WHERE item = ?
                """)
        addCaption = try database.makeStatement(
            sql: "INSERT INTO captions (item, language, text) VALUES (?, ?, ?)")
    }

    /// Adds a record to the item of its id.
    /// - Returns: false when it joins no item and was to.
    /// - Throws: ``InputError`` for a record that contradicts another, or names a file outside.
    func add(_ annotation: Annotation) throws -> Bool {
        let id = Data(annotation.id.utf8)
        let media = try path(annotation)
        if let row = try Row.fetchOne(find, arguments: [id]) {
            let item: Int64 = row[0]
            let isOwn = row[1] as Int == number
            if isOwn, source.recordsAreItems {
                throw InputError("the id '\(annotation.id)' stands twice", remedy: "give each item its own")
            }
            // A source that names one split for all its records gave it to its own items when they came.
            let split = isOwn && source.split != nil ? nil : split(annotation)
            // Most records of a file with a record a caption bring nothing else.
            if media != nil || annotation.url != nil || split != nil || annotation.label != nil {
                try addMedia.execute(arguments: [media, annotation.url, split, annotation.label, item])
            }
            try add(annotation.captions, to: item)
            return true
        }
        guard !source.joins else { return false }
        try addItem.execute(arguments: [
            id, number, split(annotation), media, annotation.url, annotation.label,
        ])
        try add(annotation.captions, to: database.lastInsertedRowID)
        return true
    }

    private func split(_ annotation: Annotation) -> String? { source.split ?? annotation.split }

    private func add(_ captions: [String], to item: Int64) throws {
        for caption in captions {
            try addCaption.execute(arguments: [item, source.language.tag, Data(caption.trimmedCaption.utf8)])
        }
    }

    /// The path of the record's file, relative to the workspace; nil where it has an address instead, or another record
    /// names the file.
    private func path(_ annotation: Annotation) throws -> String? {
        let name: String
        if let media = annotation.media {
            name = source.mediaPattern.name(id: annotation.id, media: media, kind: kind)
        } else if annotation.url != nil || source.joins || !source.namesFiles {
            return nil
        } else {
            name = source.mediaPattern.name(id: annotation.id, media: nil, kind: kind)
        }
        guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
            throw InputError("'\(name)' leads out of the media folder", remedy: "write a path below it")
        }
        let folder = source.media ?? source.shardFolder
        return ([FetchStage.folder] + (folder.map { [$0] } ?? []) + [name]).joined(separator: "/")
    }
}
