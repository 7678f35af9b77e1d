/// The little of a GIF file's structure that FFmpeg's decoder keeps to itself.
struct GIFHeader {
    /// The first frame's palette: red, green, blue.
    private var palette: ArraySlice<UInt8> = []
    /// The index in it that is transparent.
    private var transparent: Int?

    /// Reads as far as the first frame.
    init(_ bytes: [UInt8]) {
        guard bytes.count > 13 else { return }
        palette = GIFHeader.table(bytes, flags: bytes[10], at: 13)
        var position = 13 + palette.count
        while position + 9 < bytes.count {
            switch bytes[position] {
            case 0x21:  // an extension: a label, then blocks with their lengths up to an empty one
                if bytes[position + 1] == 0xF9, bytes[position + 3] & 1 != 0 { transparent = Int(bytes[position + 6]) }
                position += 2
                while position < bytes.count, bytes[position] != 0 { position += 1 + Int(bytes[position]) }
                position += 1
            case 0x2C:  // the first frame, perhaps with a palette of its own
                let own = GIFHeader.table(bytes, flags: bytes[position + 9], at: position + 10)
                if !own.isEmpty { palette = own }
                return
            default:
                return
            }
        }
    }

    /// The palette's colour at the transparent index, as 0xRRGGBB with no opacity; nil when there is none.
    var transparentColour: Int? {
        guard let transparent, transparent * 3 + 2 < palette.count else { return nil }
        return palette.dropFirst(transparent * 3).prefix(3).reduce(0) { $0 << 8 | Int($1) }
    }

    /// Whether each index is its own grey: Pillow takes such a file for a grey picture and not for a palette.
    var isGrey: Bool { !palette.isEmpty && palette.enumerated().allSatisfy { Int($1) == $0 / 3 } }

    private static func table(_ bytes: [UInt8], flags: UInt8, at position: Int) -> ArraySlice<UInt8> {
        guard flags & 0x80 != 0 else { return [] }
        return bytes.dropFirst(position).prefix(3 << (Int(flags & 7) + 1))
    }
}
