import Corpus
import Documents
import Foundation
import GRDB

/// What a split came to.
struct SplitCount: Sendable, Codable, Equatable {
    /// Items that the annotation files have for it.
    var found = 0
    /// Items that are taken.
    var taken = 0
    /// Ids of its list that no annotation file has.
    var unknown = 0
}

/// Gives gathered items to the manifest's splits, and draws samples.
struct SplitSelection {
    let manifest: Manifest
    /// The folder that lists of ids lie in.
    let media: String

    /// Gives each item to the first split that takes it, and numbers the items of each split from 0.
    /// - Parameter problems: what went wrong with the annotation files. A count that is not as expected is one more of these
    ///   problems where there are some already, and else an error.
    /// - Returns: the counts of the splits, in the manifest's order.
    /// - Throws: ``InputError`` for a count that is not as expected, and for a list that cannot be read.
    func select(_ items: GatheredItems, problems: inout ImportProblems) throws -> [SplitCount] {
        let mayFallShort = problems.malformed > 0 || !problems.listed.isEmpty
        return try items.database.write { database in
            var counts: [SplitCount] = []
            for (number, split) in manifest.splits.enumerated() {
                let count = try assign(split, number, database)
                counts.append(count)
                guard let expected = split.count, expected != count.found else { continue }
                guard mayFallShort else { throw unexpected(split, count.found, expected) }
                problems.addCount(of: split.name, found: count.found, expected: expected)
            }
            problems.outside = try Int.fetchOne(database, sql: "SELECT count(*) FROM items WHERE target IS NULL") ?? 0
            for (number, split) in manifest.splits.enumerated() {
                if let take = split.take { try draw(take, split, number, database) }
                try database.execute(
                    sql: """
                        UPDATE items SET position = numbered.position FROM (
                            SELECT item, row_number() OVER (ORDER BY item) - 1 AS position FROM items WHERE target = ?
                        ) AS numbered WHERE items.item = numbered.item
                        """, arguments: [number])
                counts[number].taken = try count(number, database)
            }
            try database.execute(sql: "CREATE INDEX items_by_position ON items (target, position)")
            return counts
        }
    }

    private func assign(_ split: Manifest.Split, _ number: Int, _ database: Database) throws -> SplitCount {
        var counts = SplitCount()
        if let ids = split.ids {
            let add = try database.makeStatement(
                sql: "UPDATE items SET target = coalesce(target, ?) WHERE id = ?")
            try IDList(path: "\(media)/\(ids)", form: split.idForm, column: split.idColumn).forEach { id, _ in
                try add.execute(arguments: [number, Data(id.utf8)])
                if database.changesCount == 0 { counts.unknown += 1 }
            }
        } else {
            let places = databaseQuestionMarks(count: split.from.count)
            try database.execute(
                sql: "UPDATE items SET target = ? WHERE target IS NULL AND split IN (\(places))",
                arguments: StatementArguments([number]) + StatementArguments(split.from))
        }
        counts.found = try count(number, database)
        return counts
    }

    private func unexpected(_ split: Manifest.Split, _ found: Int, _ expected: Int) -> InputError {
        InputError(
            file: manifest.path, line: split.line, key: "splits.\(split.name).count",
            "\(expected) items are expected, and the annotation files have \(found)",
            remedy: "get the right files, or mend the count")
    }

    private func count(_ number: Int, _ database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM items WHERE target = ?", arguments: [number]) ?? 0
    }

    /// Keeps a sample of a split: the items whose SHA-256 of seed and id comes first, so that it does not depend on the
    /// order of the files, and a larger sample holds the smaller one.
    private func draw(_ take: Manifest.Take, _ split: Manifest.Split, _ number: Int, _ database: Database) throws {
        let rank = try database.makeStatement(sql: "UPDATE items SET rank = ? WHERE item = ?")
        // Read in pieces: what is read must not be what is written at that moment.
        var last: Int64 = -1
        while true {
            let rows = try Row.fetchAll(
                database, sql: "SELECT item, id FROM items WHERE target = ? AND item > ? ORDER BY item LIMIT 10000",
                arguments: [number, last])
            guard let end = rows.last else { break }
            last = end[0]
            for row in rows {
                let id = String(decoding: row[1] as Data, as: UTF8.self)
                let digest = Digest.number(of: "\(take.seed) \(id)")
                // SQLite's numbers have a sign: with the highest bit turned, their order is that of the digests.
                try rank.execute(arguments: [Int64(bitPattern: digest ^ 1 << 63), row[0] as Int64])
            }
        }
        let limit: Int
        let group: String
        switch take.amount {
        case .count(let count):
            let found = try self.count(number, database)
            guard count <= found else { throw tooFew("\(count) items are to be taken of \(found)", split, take) }
            (limit, group) = (count, "")
        case .shots(let shots):
            let unlabelled = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM items WHERE target = ? AND label IS NULL", arguments: [number])
            guard unlabelled == 0 else {
                throw InputError(
                    file: manifest.path, line: take.line, key: "splits.\(split.name).take.shots",
                    "\(unlabelled ?? 0) items have no label", remedy: "name the 'label' among the columns")
            }
            (limit, group) = (shots, "PARTITION BY label")
        }
        try database.execute(
            sql: """
                UPDATE items SET target = -1 WHERE item IN (
                    SELECT item FROM (
                        SELECT item, row_number() OVER (\(group) ORDER BY rank, id) AS place FROM items WHERE target = ?
                    ) WHERE place > ?)
                """, arguments: [number, limit])
    }

    private func tooFew(_ problem: String, _ split: Manifest.Split, _ take: Manifest.Take) -> InputError {
        InputError(
            file: manifest.path, line: take.line, key: "splits.\(split.name).take.count", problem,
            remedy: "take fewer")
    }
}
