import Tensors

/// Where the positions of texts of several lengths are, among all that a batch has with its padding. Maps and norms work on
/// the texts' own positions alone, so that padding costs nothing but in attention.
struct TextPacking: Sendable {
    let batch: Int
    /// Positions of the longest.
    let length: Int
    /// Where positions are a text's own: bool [batch, 1, 1, length].
    let seen: Tensor
    /// The place of each own position among all: I64 [positions].
    private let own: Tensor
    /// For each of all positions its place among the own ones; for padding, which nobody sees, that of the first:
    /// I64 [batch × length].
    private let all: Tensor

    /// - Parameters: lengths: of each text, at least 1; before: positions that each has before its own, which count as its.
    init(_ lengths: [Int], before: Int, on device: Device) throws {
        let lengths = lengths.map { $0 + before }
        let longest = lengths.max() ?? 0
        var own: [Int64] = []
        var all = [Int64](repeating: 0, count: lengths.count * longest)
        for (row, length) in lengths.enumerated() {
            for place in row * longest..<row * longest + length {
                all[place] = Int64(own.count)
                own.append(Int64(place))
            }
        }
        let places = try Tensor.range(longest, on: device)
        let ends = try Tensor(lengths.map { Int64($0 - 1) }, shape: [lengths.count, 1, 1, 1]).moved(to: device)
        seen = try ends.isAtLeast(places)
        (batch, length) = (lengths.count, longest)
        self.own = try Tensor(own).moved(to: device)
        self.all = try Tensor(all).moved(to: device)
    }

    /// [batch, length, width] as [positions, width].
    func packed(_ x: Tensor) throws -> Tensor { try x.reshaped([batch * length, -1]).rows(own) }

    /// [positions, width] as [batch, length, width].
    func padded(_ x: Tensor) throws -> Tensor { try x.rows(all).reshaped([batch, length, -1]) }
}
