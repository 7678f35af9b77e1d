/// The boxes of an ISO media file, or of a box: a length, four letters, and what is in it.
struct ISOBoxes: Sequence, IteratorProtocol {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The next box; nil at the end and where the lengths make no sense.
    mutating func next() -> (type: String, content: ArraySlice<UInt8>)? {
        guard let short = rest.number(at: 0, 4), let type = rest.text(at: 4, 4) else { return nil }
        let long = short == 1 ? rest.number(at: 8, 8) : nil
        let length = short == 0 ? rest.count : long ?? short
        let head = short == 1 ? 16 : 8
        guard length >= head, length <= rest.count else { return nil }
        defer { rest = rest.dropFirst(length) }
        return (type, rest.dropFirst(head).prefix(length - head))
    }

    /// The first box of a kind.
    func first(_ type: String) -> ArraySlice<UInt8>? { first { $0.type == type }?.content }
}

extension ArraySlice<UInt8> {
    /// A number of up to 8 bytes, the highest first, at a place from the slice's start; nil outside, and beyond `Int`.
    func number(at place: Int, _ length: Int) -> Int? {
        guard place >= 0, length >= 0, place <= count - length else { return nil }
        let value = self[startIndex + place..<startIndex + place + length].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(exactly: value)
    }

    fileprivate func text(at place: Int, _ length: Int) -> String? {
        guard place <= count - length else { return nil }
        return String(decoding: self[startIndex + place..<startIndex + place + length], as: UTF8.self)
    }
}
