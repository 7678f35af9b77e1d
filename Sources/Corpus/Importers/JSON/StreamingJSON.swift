import Documents

/// Walks one large JSON object and hands out the elements of lists at its top, one at a time.
///
///     {"info": …, "images": [{…}, {…}], "annotations": [{…}]}
///
/// What is held at once is one element and a piece of the file, however long the document is.
struct StreamingJSON {
    /// An element of a list.
    struct Element {
        /// The list's key.
        let list: String
        /// Its place in the list, counted from 0.
        let index: Int
        /// The line that it begins on, counted from 1.
        let line: Int
        let value: JSONValue
    }

    let path: String
    /// The keys of the lists.
    let lists: [String]
    /// Those of them that the document must have.
    let required: [String]
    /// The keys that are kept in the elements, at any depth; nil keeps all.
    let keys: [String]?
    /// How many bytes are read at once.
    var pieceSize = 1 << 18
    /// A larger element, in bytes, is malformed.
    var largestElement = 1 << 24

    /// - Parameter required: nil: all of `lists`.
    init(_ path: String, lists: [String], required: [String]? = nil, keys: [String]? = nil) {
        self.path = path
        self.lists = lists
        self.required = required ?? lists
        self.keys = keys
    }

    /// Reads the document to its end.
    /// - Parameters:
    ///   - body: gets each element, in the document's order.
    ///   - malformed: gets a complaint about each element that is not JSON, though its brackets balance.
    /// - Throws: what the closures throw; ``InputError`` for a document of another form, or one that ends in the middle;
    ///   ``Fault`` when the disk fails.
    func forEach(_ body: (Element) throws -> Void, malformed: (InputError) throws -> Void) throws {
        var walk = try JSONWalk(path, pieceSize: pieceSize, largest: largestElement)
        var seen: [String] = []
        try walk.document { walk, key in
            guard lists.contains(key) else {
                try walk.skipValue()
                return
            }
            guard !seen.contains(key) else { throw walk.error("the key '\(key)' stands twice") }
            seen.append(key)
            try walk.list(key, keys: keys.map(JSONKeys.init), body, malformed: malformed)
        }
        for key in required where !seen.contains(key) {
            throw InputError(
                file: path, key: key, "the list is missing",
                remedy: "check that this is the file that the importer reads")
        }
    }
}
