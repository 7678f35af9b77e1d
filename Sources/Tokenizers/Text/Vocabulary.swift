/// Pieces and their ids, found by bytes: Swift's strings would find canonically equal ones too.
struct Vocabulary: Sendable {
    /// One more than the largest id.
    let size: Int
    /// The bytes of the longest piece.
    let longest: Int
    private let bytes: [UInt8]
    private let starts: [Int]
    private let ids: [Int32]
    /// Entry numbers by hash, with linear probing; -1 where empty.
    private let table: [Int32]
    private let entryOfID: [Int32]
    /// A bit for each hash of what pieces begin with: where it is not set, no piece goes on so.
    private let beginnings: [UInt64]

    /// Where a piece or an id stands twice, the last one counts.
    /// - Parameter searched: whether texts will be searched for pieces with ``forEachPiece(of:at:_:)``.
    init(_ pieces: [(bytes: ArraySlice<UInt8>, id: Int32)], searched: Bool = false) {
        size = Int(pieces.map(\.id).max() ?? -1) + 1
        longest = pieces.map(\.bytes.count).max() ?? 0
        var bytes: [UInt8] = []
        var starts = [0]
        var entryOfID = [Int32](repeating: -1, count: size)
        for (entry, piece) in pieces.enumerated() {
            bytes.append(contentsOf: piece.bytes)
            starts.append(bytes.count)
            entryOfID[Int(piece.id)] = Int32(entry)
        }
        var slots = 16
        while slots < pieces.count * 2 { slots *= 2 }
        var table = [Int32](repeating: -1, count: slots)
        for (entry, piece) in pieces.enumerated() {
            var slot = Self.hash(piece.bytes) & (slots - 1)
            while table[slot] >= 0, pieces[Int(table[slot])].bytes != piece.bytes { slot = (slot + 1) & (slots - 1) }
            table[slot] = Int32(entry)
        }
        (self.bytes, self.starts, self.table, self.entryOfID) = (bytes, starts, table, entryOfID)
        beginnings = searched ? Self.beginnings(of: pieces.map(\.bytes), bits: slots * 16) : []
        ids = pieces.map(\.id)
    }

    /// The id of a piece.
    func id(of piece: ArraySlice<UInt8>) -> Int32? {
        if piece.count > longest { return nil }
        var slot = Self.hash(piece) & (table.count - 1)
        while case let entry = Int(table[slot]), entry >= 0 {
            if bytes[starts[entry]..<starts[entry + 1]] == piece { return ids[entry] }
            slot = (slot + 1) & (table.count - 1)
        }
        return nil
    }

    private static func beginnings(of pieces: [ArraySlice<UInt8>], bits: Int) -> [UInt64] {
        var set = [UInt64](repeating: 0, count: bits / 64)
        for piece in pieces {
            var hash = basis
            for byte in piece {
                add(byte, to: &hash)
                let bit = fold(hash) & (bits - 1)
                set[bit / 64] |= 1 << UInt64(bit % 64)
            }
        }
        return set
    }

    /// Calls a function with the end and the id of each piece that starts at a place, shortest first.
    func forEachPiece(of text: [UInt8], at start: Int, _ body: (_ end: Int, _ id: Int32) -> Void) {
        var hash = Self.basis
        for end in start..<min(text.count, start + longest) {
            Self.add(text[end], to: &hash)
            let folded = Self.fold(hash)
            let bit = folded & (beginnings.count * 64 - 1)
            guard beginnings[bit / 64] & 1 << UInt64(bit % 64) != 0 else { return }
            var slot = folded & (table.count - 1)
            while case let entry = Int(table[slot]), entry >= 0 {
                if bytes[starts[entry]..<starts[entry + 1]] == text[start...end] {
                    body(end + 1, ids[entry])
                    break
                }
                slot = (slot + 1) & (table.count - 1)
            }
        }
    }

    /// The piece of an id.
    func piece(_ id: Int32) -> ArraySlice<UInt8>? {
        guard entryOfID.indices.contains(Int(id)) else { return nil }
        let entry = Int(entryOfID[Int(id)])
        if entry < 0 { return nil }
        return bytes[starts[entry]..<starts[entry + 1]]
    }

    // FNV-1a, folded.
    private static let basis: UInt64 = 0xcbf2_9ce4_8422_2325
    private static func add(_ byte: UInt8, to hash: inout UInt64) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    private static func fold(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash ^ hash >> 32) }

    private static func hash(_ bytes: ArraySlice<UInt8>) -> Int {
        var hash = basis
        for byte in bytes { add(byte, to: &hash) }
        return fold(hash)
    }
}
