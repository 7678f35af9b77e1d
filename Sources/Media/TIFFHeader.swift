import Documents

/// What a TIFF file says of its first page, as far as FFmpeg's decoder does not heed it.
struct TIFFHeader {
    /// The first number of each tag of the first page.
    private var tags: [Int: Int] = [:]

    /// Reads the first page's directory; one that is broken has no tags, and the decoder complains about it.
    init(_ bytes: [UInt8]) {
        let isLittle = bytes.first == UInt8(ascii: "I")
        func number(_ position: Int, _ length: Int) -> Int? {
            guard position >= 0, position <= bytes.count - length else { return nil }
            let part = bytes[position..<position + length]
            return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let start = number(4, 4), let count = number(start, 2) else { return }
        for entry in 0..<count {
            let position = start + 2 + 12 * entry
            guard let tag = number(position, 2), let type = number(position + 2, 2),
                let values = number(position + 4, 4)
            else { return }
            // Of a fraction, of 8 bytes, the upper half is read.
            let length = type == 3 ? 2 : type == 4 || type == 5 ? 4 : 1
            let isAway = values * length > 4 || type == 5
            let place = isAway ? number(position + 8, 4) : position + 8
            if let place, [1, 3, 4, 5].contains(type), let value = number(place, length) { tags[tag] = value }
        }
    }

    /// How the picture is to be turned, as EXIF counts it: 1 for upright. Pillow turns TIFF files, and no others.
    var orientation: Int { tags[274] ?? 1 }

    /// The picture's size in pixels, as it stands in the file.
    var size: (width: Int, height: Int)? {
        guard let width = tags[256], let height = tags[257] else { return nil }
        return (width, height)
    }

    /// Whether its colours are brightness and two differences that use all of the 256 levels.
    var isFullRange: Bool { tags[262] == 6 && (tags[532] ?? 0) == 0 }

    /// Refuses what FFmpeg's decoder takes for something else.
    func check() throws {
        func refuse(_ kind: String) -> InputError {
            InputError("a TIFF file \(kind) is not read", remedy: "convert it to PNG or JPEG")
        }
        if tags[322] != nil || tags[324] != nil { throw refuse("in tiles") }
        if let compression = tags[259], compression == 6 || compression == 7 { throw refuse("with JPEG inside") }
        if let format = tags[339], format != 1 { throw refuse("with signed or floating numbers") }
        if let bits = tags[258], bits > 16 { throw refuse("of \(bits) bits a value") }
    }
}
