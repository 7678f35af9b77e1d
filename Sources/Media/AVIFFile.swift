import CFFmpeg
import Documents

/// AVIF images: the AV1 picture that the file names as its main one, and the one of its opacity.
enum AVIFFile {
    /// Whether a file begins as AVIF does.
    static func isOne(_ bytes: [UInt8]) -> Bool {
        guard let length = bytes[...].number(at: 0, 4), bytes.dropFirst(4).starts(with: "ftyp".utf8) else {
            return false
        }
        let brands = bytes.prefix(length).dropFirst(8)
        return stride(from: brands.startIndex, to: brands.endIndex - 3, by: 4).contains { place in
            let brand = brands[place..<place + 4]
            return brand.elementsEqual("avif".utf8) || brand.elementsEqual("avis".utf8)
        }
    }

    /// - Throws: ``InputError`` without a file.
    static func decode(_ bytes: [UInt8]) throws -> StillImage {
        guard let items = AVIFItems(bytes) else { throw ImageFile.broken("its list of AVIF items cannot be read") }
        let colour = try StillDecoder.decode(items.bytes(of: items.primary), AV_CODEC_ID_AV1)
        guard let mask = items.opacity else { return colour }
        let alpha = try StillDecoder.decode(items.bytes(of: mask), AV_CODEC_ID_AV1).colour
        guard (alpha.width, alpha.height) == (colour.colour.width, colour.colour.height) else {
            throw ImageFile.broken("its opacity is of another size")
        }
        let levels = stride(from: 0, to: alpha.pixels.count, by: 3).map { alpha.pixels[$0] }
        return StillImage(colour.colour, alpha: levels)
    }
}

/// The items of an AVIF file's `meta` box (ISO/IEC 23008-12): what they are, and where their bytes lie.
struct AVIFItems {
    /// The number of the main picture.
    let primary: Int
    /// The number of the picture of its opacity.
    let opacity: Int?
    private let file: [UInt8]
    private var types: [Int: String] = [:]
    private var extents: [Int: [Range<Int>]] = [:]
    private var inside: ArraySlice<UInt8>

    /// Nil where the file has no such list, or a broken one.
    init?(_ bytes: [UInt8]) {
        guard let meta = ISOBoxes(bytes[...]).first("meta") else { return nil }
        let boxes = ISOBoxes(meta.dropFirst(4))
        guard let main = boxes.first("pitm"), let version = main.first,
            let primary = main.number(at: 4, version == 0 ? 2 : 4)
        else { return nil }
        file = bytes
        self.primary = primary
        inside = boxes.first("idat") ?? []
        opacity = boxes.first("iref").flatMap { references in
            let wide = (references.first ?? 0) == 0 ? 2 : 4
            return ISOBoxes(references.dropFirst(4)).first { type, content in
                type == "auxl" && content.number(at: wide + 2, wide) == primary
            }?.content.number(at: 0, wide)
        }
        readTypes(boxes.first("iinf") ?? [])
        readExtents(boxes.first("iloc") ?? [])
    }

    /// An item's bytes, put together.
    func bytes(of item: Int) throws -> [UInt8] {
        guard let type = types[item], let extents = extents[item] else {
            throw ImageFile.broken("its list of AVIF items lacks the picture")
        }
        guard type == "av01" else {
            throw InputError(
                "an AVIF picture put together from others ('\(type)') is not read", remedy: "convert it to PNG or JPEG")
        }
        return extents.reduce(into: []) { $0 += file[$1] }
    }

    private mutating func readTypes(_ box: ArraySlice<UInt8>) {
        for (type, entry) in ISOBoxes(box.dropFirst((box.first ?? 0) == 0 ? 6 : 8)) where type == "infe" {
            let wide = entry.first == 2 ? 2 : 4
            guard let item = entry.number(at: 4, wide), entry.count >= 10 + wide else { continue }
            types[item] = String(decoding: entry.dropFirst(6 + wide).prefix(4), as: UTF8.self)
        }
    }

    private mutating func readExtents(_ box: ArraySlice<UInt8>) {
        guard let version = box.first, version <= 2, let sizes = box.number(at: 4, 2) else { return }
        let (offsetSize, lengthSize, baseSize) = (sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15)
        let indexSize = version == 0 ? 0 : sizes & 15
        let wide = version == 2 ? 4 : 2
        var place = 6
        func next(_ size: Int) -> Int? {
            defer { place += size }
            return size <= 8 ? box.number(at: place, size) : nil
        }
        guard let count = next(wide) else { return }
        for _ in 0..<count {
            guard let item = next(wide) else { return }
            let method = version == 0 ? 0 : (next(2) ?? 0) & 15
            guard next(2) != nil, let base = next(baseSize), let pieces = next(2) else { return }
            var ranges: [Range<Int>] = []
            for _ in 0..<pieces {
                guard next(indexSize) != nil, let offset = next(offsetSize), let length = next(lengthSize) else {
                    return
                }
                // From the file's start, or from the start of the data inside the box.
                guard method < 2, let range = range(base, offset, length, isInside: method == 1) else { return }
                ranges.append(range)
            }
            extents[item] = ranges
        }
    }

    private func range(_ base: Int, _ offset: Int, _ length: Int, isInside: Bool) -> Range<Int>? {
        let frame = isInside ? inside.indices : file.indices
        guard base <= frame.count, offset <= frame.count - base else { return nil }
        let start = frame.lowerBound + base + offset
        let rest = frame.upperBound - start
        // No length means all the rest.
        return length <= rest ? start..<start + (length == 0 ? rest : length) : nil
    }
}
