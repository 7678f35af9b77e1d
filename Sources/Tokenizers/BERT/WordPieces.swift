/// Greedy longest match of a word's pieces.
struct WordPieces: Sendable {
    private let heads: Vocabulary
    /// The pieces that go on within a word, without their prefix.
    private let tails: Vocabulary
    private let unknown: Int32
    private let longestWord: Int

    /// - Parameters: prefix: What marks a piece that goes on within a word. longestWord: Words of more characters are
    ///   unknown.
    init(_ pieces: [(bytes: ArraySlice<UInt8>, id: Int32)], prefix: [UInt8], unknown: Int32, longestWord: Int) {
        heads = Vocabulary(pieces)
        tails = Vocabulary(
            pieces.filter { $0.bytes.starts(with: prefix) }.map { ($0.bytes.dropFirst(prefix.count), $0.id) })
        self.unknown = unknown
        self.longestWord = longestWord
    }

    /// Adds the ids of one word: its pieces, or the unknown piece where they do not cover it.
    func encode(_ word: ArraySlice<Unicode.Scalar>, bytes: inout [UInt8], into ids: inout [Int32]) {
        guard word.count <= longestWord else { return ids.append(unknown) }
        bytes.removeAll(keepingCapacity: true)
        word.encode(into: &bytes)
        let before = ids.count
        var start = 0
        while start < bytes.count {
            let vocabulary = start == 0 ? heads : tails
            var end = min(bytes.count, start + vocabulary.longest)
            while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            var found: Int32?
            while end > start {
                found = vocabulary.id(of: bytes[start..<end])
                if found != nil { break }
                repeat { end -= 1 } while end > start && bytes[end] & 0xC0 == 0x80
            }
            guard let found else {
                ids.removeSubrange(before...)
                return ids.append(unknown)
            }
            ids.append(found)
            start = end
        }
    }
}
