import Tensors

/// Where the positions of sequences of several lengths are, among all that a batch has with its padding. Maps and norms work
/// on the sequences' own positions alone, so that padding costs nothing but in attention.
struct Packing: Sendable {
    let batch: Int
    /// Positions of the longest.
    let length: Int
    /// Where positions are a sequence's own: bool [batch, 1, 1, length]; nil where all are.
    let seen: Tensor?
    /// Whether a position sees none after it.
    let isCausal: Bool
    /// For each sequence the place of its first and of its last position among the own ones: I64 [batch].
    let firsts: Tensor
    let lasts: Tensor
    private let places: Places?

    /// The way between own positions and all.
    private struct Places: Sendable {
        /// The place of each own position among all: I64 [positions].
        let own: Tensor
        /// For each of all positions its place among the own ones; for padding, which nobody sees, that of the first:
        /// I64 [batch × length].
        let all: Tensor
    }

    /// - Parameters: lengths: of each sequence, at least 1; before: positions that each has before its own, which count as its.
    init(_ lengths: [Int], before: Int = 0, causal: Bool = false, on device: Device) throws {
        let lengths = lengths.map { $0 + before }
        let longest = lengths.max() ?? 0
        (batch, length, isCausal) = (lengths.count, longest, causal)
        var (firsts, lasts, own): ([Int64], [Int64], [Int64]) = ([], [], [])
        var all = [Int64](repeating: 0, count: lengths.count * longest)
        for (row, length) in lengths.enumerated() {
            firsts.append(Int64(own.count))
            for place in row * longest..<row * longest + length {
                all[place] = Int64(own.count)
                own.append(Int64(place))
            }
            lasts.append(Int64(own.count - 1))
        }
        self.firsts = try Tensor(firsts).moved(to: device)
        self.lasts = try Tensor(lasts).moved(to: device)
        guard lengths.contains(where: { $0 < longest }) else {
            (seen, places) = (nil, nil)
            return
        }
        let ends = try Tensor(lengths.map { Int64($0 - 1) }, shape: [lengths.count, 1, 1, 1]).moved(to: device)
        seen = try ends.isAtLeast(Tensor.range(longest, on: device))
        places = Places(own: try Tensor(own).moved(to: device), all: try Tensor(all).moved(to: device))
    }

    /// [batch, length, width] as [positions, width].
    func packed(_ x: Tensor) throws -> Tensor {
        let rows = try x.reshaped([batch * length, -1])
        return try places.map { try rows.rows($0.own) } ?? rows
    }

    /// [positions, width] as [batch, length, width].
    func padded(_ x: Tensor) throws -> Tensor {
        try (places.map { try x.rows($0.all) } ?? x).reshaped([batch, length, -1])
    }
}
