/// What kind of image or video a file's first bytes say that it is.
enum MediaFormat: String, Sendable, CaseIterable {
    case jpg, png, webp, gif, bmp, tif
    case mp4, mov, mkv, webm, avi, mpg, ts, flv, ogv, wmv

    /// Bytes that are enough to tell.
    static let needed = 512

    /// Nil for anything else.
    init?(_ head: some Collection<UInt8>) {
        let head = Array(head.prefix(MediaFormat.needed))
        func has(_ bytes: [UInt8], at offset: Int = 0) -> Bool { head.dropFirst(offset).starts(with: bytes) }
        func says(_ text: String, at offset: Int = 0) -> Bool { has(Array(text.utf8), at: offset) }
        switch true {
        case has([0xFF, 0xD8, 0xFF]): self = .jpg
        case has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]): self = .png
        case says("RIFF") && says("WEBP", at: 8): self = .webp
        case says("GIF8"): self = .gif
        case says("BM"): self = .bmp
        case has([0x49, 0x49, 0x2A, 0]), has([0x4D, 0x4D, 0, 0x2A]): self = .tif
        case says("ftyp", at: 4):
            guard let format = MediaFormat(brand: head.dropFirst(8).prefix(4)) else { return nil }
            self = format
        case says("moov", at: 4), says("mdat", at: 4), says("wide", at: 4): self = .mov
        case has([0x1A, 0x45, 0xDF, 0xA3]): self = head.prefix(64).contains(text: "webm") ? .webm : .mkv
        case says("RIFF") && says("AVI ", at: 8): self = .avi
        case has([0, 0, 1, 0xBA]), has([0, 0, 1, 0xB3]): self = .mpg
        case has([0x47]) && has([0x47], at: 188) && has([0x47], at: 376): self = .ts
        case says("FLV\u{1}"): self = .flv
        case says("OggS"): self = .ogv
        case has([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]): self = .wmv
        default: return nil
        }
    }

    /// By the major brand of an ISO base media file; nil for the still pictures that share the form.
    private init?(brand: ArraySlice<UInt8>) {
        switch String(decoding: brand, as: UTF8.self) {
        case "qt  ": self = .mov
        case "avif", "avis", "heic", "heix", "heim", "heis", "mif1", "msf1": return nil
        default: self = .mp4
        }
    }

    var isImage: Bool {
        switch self {
        case .jpg, .png, .webp, .gif, .bmp, .tif: true
        default: false
        }
    }

    /// The media type, as IANA has it.
    var mime: String {
        switch self {
        case .jpg: "image/jpeg"
        case .tif: "image/tiff"
        case .png, .webp, .gif, .bmp: "image/\(rawValue)"
        case .mov: "video/quicktime"
        case .mkv: "video/matroska"
        case .avi: "video/vnd.avi"
        case .mpg: "video/mpeg"
        case .ts: "video/mp2t"
        case .flv: "video/x-flv"
        case .ogv: "video/ogg"
        case .wmv: "video/x-ms-wmv"
        case .mp4, .webm: "video/\(rawValue)"
        }
    }
}

extension Collection<UInt8> {
    fileprivate func contains(text: String) -> Bool {
        indices.contains { self[$0...].starts(with: text.utf8) }
    }
}
