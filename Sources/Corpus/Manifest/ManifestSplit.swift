import Documents

extension Manifest {
    /// A split, who belongs to it, and how many it must have.
    public struct Split: Sendable, Equatable {
        public let name: String
        /// The items that it has before ``take``.
        public let count: Int?
        /// What the annotation files call it: an item of any of these belongs to it.
        public let from: [String]
        /// A list of its items' ids, under `media/`, in place of ``from``.
        public let ids: String?
        /// How the names in that list become ids.
        public let idForm: IDForm
        /// The column of the list, where it is a table.
        public let idColumn: String?
        public let take: Take?
        /// Where the count stands in the manifest.
        public let line: Int?
    }

    /// A part of a split, drawn by a seed: the same items whatever the order in which they come.
    public struct Take: Sendable, Equatable {
        public enum Amount: Sendable, Equatable {
            /// So many items.
            case count(Int)
            /// So many items of each label.
            case shots(Int)
        }

        public let amount: Amount
        public let seed: Int
        public let line: Int?
    }
}

extension Manifest.Split {
    init(name: String, _ document: Document, files: [Manifest.File]) throws {
        try document.allow(only: ["count", "from", "ids", "id_form", "id_column", "take"])
        guard !name.isEmpty, !name.hasPrefix("."), !name.contains("/") else {
            throw document.error("'\(name)' cannot be the name of a file", remedy: "give the split another name")
        }
        self.name = name
        let count = try document.optional("count")
        self.count = try count?.int()
        line = count?.line ?? document.line
        ids = try document.optional("ids")?.destinationPath(among: files)
        let from = try document.optional("from")
        if let from, ids != nil {
            throw from.error("stands beside 'ids'", remedy: "name the members by one of the two")
        }
        self.from = try from.map { try $0.isList ? $0.list().map { try $0.string() } : [$0.string()] } ?? [name]
        idForm = try document.optional("id_form")?.choice(IDForm.self) ?? .asWritten
        idColumn = try document.optional("id_column")?.string()
        take = try document.optional("take").map(Manifest.Take.init)
    }
}

extension Manifest.Take {
    init(_ document: Document) throws {
        try document.allow(only: ["count", "shots", "seed"])
        switch (try document.optional("count"), try document.optional("shots")) {
        case (let count?, nil): amount = .count(try count.int(in: 1...Int.max))
        case (nil, let shots?): amount = .shots(try shots.int(in: 1...Int.max))
        default: throw document.error("take needs 'count' or 'shots'", remedy: "write one of the two")
        }
        seed = try document.required("seed").int()
        line = document.line
    }
}
