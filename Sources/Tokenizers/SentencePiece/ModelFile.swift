import Documents

/// What a SentencePiece model file, a protocol buffer, says of its pieces. Only a file that libsentencepiece has loaded
/// is read here; one that is broken after all reads as far as it goes.
struct ModelFile {
    struct Piece {
        enum Kind: UInt64 { case normal = 1, unknown, control, userDefined, unused, byte }

        var text: ArraySlice<UInt8> = []
        var score: Float = 0
        /// Nil for a kind that came after this was written.
        var kind: Kind? = .normal
    }

    private(set) var pieces: [Piece] = []
    /// Whether the pieces are those of a unigram model, which is the format's default.
    private(set) var isUnigram = true

    init(_ path: String) throws {
        var message = Message(try TextFile.contents(path)[...])
        while let field = message.next() {
            guard case .bytes(let bytes) = field.value else { continue }
            var inner = Message(bytes)
            if field.number == 1 {
                pieces.append(Self.piece(&inner))
            } else if field.number == 2 {
                while let setting = inner.next() {
                    if setting.number == 3, case .number(let type) = setting.value { isUnigram = type == 1 }
                }
            }
        }
    }

    private static func piece(_ message: inout Message) -> Piece {
        var piece = Piece()
        while let field = message.next() {
            switch (field.number, field.value) {
            case (1, .bytes(let text)): piece.text = text
            case (2, .word(let bits)): piece.score = Float(bitPattern: bits)
            case (3, .number(let kind)): piece.kind = Piece.Kind(rawValue: kind)
            default: break
            }
        }
        return piece
    }
}

/// The fields of one protocol buffer message.
private struct Message {
    enum Value {
        case number(UInt64)
        case long
        case bytes(ArraySlice<UInt8>)
        case word(UInt32)
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The next field; nil at the end, and where the bytes make no sense.
    mutating func next() -> (number: UInt64, value: Value)? {
        guard let tag = number(), let value = value(tag & 7) else { return nil }
        return (tag >> 3, value)
    }

    private mutating func value(_ type: UInt64) -> Value? {
        switch type {
        case 0: number().map(Value.number)
        case 1: take(8).map { _ in .long }
        case 2: number().flatMap { take($0) }.map(Value.bytes)
        case 5: take(4).map { .word($0.reversed().reduce(0) { $0 << 8 | UInt32($1) }) }
        default: nil
        }
    }

    private mutating func take(_ count: UInt64) -> ArraySlice<UInt8>? {
        guard count <= UInt64(rest.count) else { return nil }
        defer { rest = rest.dropFirst(Int(count)) }
        return rest.prefix(Int(count))
    }

    private mutating func number() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte < 0x80 { return value }
        }
        return nil
    }
}
