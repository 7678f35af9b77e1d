import CFFmpeg

/// Pictures of H.264 (ITU-T H.264, section 7.3.1). `nal_ref_idc` says whether others may need one; only an IDR picture is
/// certain to start afresh, because pictures after any other may reach back beyond it.
struct H264Pictures: PictureReader {
    private let units: NALUnits
    private let parser: PacketParser
    private let described: Int
    private(set) var parameterSets: [UInt8] = []

    init?(_ stream: UnsafeMutablePointer<AVStream>) {
        guard let parser = PacketParser(stream) else { return nil }
        let configuration = stream.pointee.codecpar.pointee.configuration
        let isBoxed = configuration.count > 6 && configuration[0] == 1
        units = isBoxed ? .lengths(Int(configuration[4] & 3) + 1) : .startCodes
        self.parser = parser
        described = Int(stream.pointee.codecpar.pointee.video_delay)
    }

    var reorderDepth: Int { max(described, parser.reorderDepth) }

    mutating func picture(in packet: UnsafeBufferPointer<UInt8>) -> CodedPicture? {
        var pictures = 0
        var first: UInt8?
        var isMixed = false
        var isReference = false
        var sets: [UInt8] = []
        let isWhole = units.forEach(in: packet) { unit in
            let kind = unit[0] & 31
            switch kind {
            case 1, 5:
                // A slice whose first macroblock is number 0 begins a picture.
                guard unit.count > 1 else { return false }
                pictures += unit[1] >> 7 == 1 ? 1 : 0
                isMixed = isMixed || first ?? kind != kind
                first = kind
                isReference = isReference || unit[0] & 0x60 != 0
            case 7, 8, 13, 15: sets.append(contentsOf: unit)
            // Messages, delimiters, filler, auxiliary pictures and further views, which FFmpeg leaves out.
            case 6, 9, 12, 14, 19, 20: break
            default: return false
            }
            return true
        }
        parameterSets = sets
        parser.parse(packet)
        guard isWhole, pictures == 1, !isMixed, parser.isFrame else { return nil }
        return CodedPicture(isEntry: first == 5, isReference: isReference, order: parser.order)
    }
}
