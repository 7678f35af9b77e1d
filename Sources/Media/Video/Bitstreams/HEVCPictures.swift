import CFFmpeg

/// Pictures of HEVC (ITU-T H.265, sections 7.3 and 7.4.2.2). A sub-layer non-reference picture of the highest temporal layer
/// is needed by none; only an IDR picture is taken for a fresh start, because leading pictures of a CRA picture reach back.
struct HEVCPictures: PictureReader {
    private let units: NALUnits
    private let parser: PacketParser
    private let described: Int
    private var isUsual = true
    private var isFirst = true
    private(set) var parameterSets: [UInt8] = []

    init?(_ stream: UnsafeMutablePointer<AVStream>) {
        guard let parser = PacketParser(stream) else { return nil }
        self.parser = parser
        described = Int(stream.pointee.codecpar.pointee.video_delay)
        let configuration = stream.pointee.codecpar.pointee.configuration
        guard configuration.count > 22, configuration[0] == 1 else {
            units = .startCodes
            if !configuration.isEmpty,
                !units.forEach(
                    in: configuration,
                    {
                        isUsual = isUsual && Self.isUsual($0); return true
                    })
            {
                isUsual = false
            }
            return
        }
        units = .lengths(Int(configuration[21] & 3) + 1)
        isUsual = HEVCPictures.areUsual(configuration)
    }

    var reorderDepth: Int { max(described, parser.reorderDepth) }

    mutating func picture(in packet: UnsafeBufferPointer<UInt8>) -> CodedPicture? {
        var pictures = 0
        var first: UInt8?
        var isMixed = false
        var layer = 0
        var sets: [UInt8] = []
        var dropsEarlier = false
        var isUsual = isUsual
        let isWhole = units.forEach(in: packet) { unit in
            guard unit.count > 2 else { return false }
            // Other layers hold further views and sizes, which FFmpeg leaves out.
            guard unit[0] & 1 == 0, unit[1] >> 3 == 0 else { return true }
            let kind = unit[0] >> 1 & 63
            switch kind {
            case 0...9, 16...21:
                pictures += unit[2] >> 7 == 1 ? 1 : 0
                isMixed = isMixed || first ?? kind != kind
                first = kind
                layer = max(layer, Int(unit[1] & 7) - 1)
                // no_output_of_prior_pics_flag makes the decoder lose pictures that still wait.
                if kind >= 16, unit[2] >> 6 & 1 == 1 { dropsEarlier = true }
            case 32...34:
                sets.append(contentsOf: unit)
                isUsual = isUsual && HEVCPictures.isUsual(unit)
            case 35, 38...40, 62, 63: break
            default: return false
            }
            return true
        }
        defer { isFirst = false }
        parameterSets = sets
        self.isUsual = isUsual
        parser.parse(packet)
        guard isWhole, isUsual, pictures == 1, let kind = first, !isMixed, parser.isUnderstood,
            isFirst || !dropsEarlier
        else { return nil }
        return CodedPicture(
            isEntry: kind == 19 || kind == 20, isReference: kind > 9 || kind & 1 == 1, layer: layer, order: parser.order
        )
    }

    /// Whether a picture parameter set, if it is one, lets no picture be hidden (`output_flag_present_flag`).
    private static func isUsual(_ unit: UnsafeBufferPointer<UInt8>) -> Bool {
        guard unit.count > 2, unit[0] >> 1 & 63 == 34 else { return true }
        var bits = BitReader(UnsafeBufferPointer(rebasing: unit[2...]))
        guard bits.skipNumber(), bits.skipNumber(), bits.bits(1) != nil, let hides = bits.bits(1) else { return false }
        return hides == 0
    }

    /// The same of the sets in an `hvcC` box (ISO/IEC 14496-15, section 8.3.3.1).
    private static func areUsual(_ box: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = 23
        for _ in 0..<box[22] {
            guard position + 3 <= box.count else { return false }
            let count = Int(box[position + 1]) << 8 | Int(box[position + 2])
            position += 3
            for _ in 0..<count {
                guard position + 2 <= box.count else { return false }
                let length = Int(box[position]) << 8 | Int(box[position + 1])
                position += 2
                guard position + length <= box.count else { return false }
                guard isUsual(UnsafeBufferPointer(rebasing: box[position..<position + length])) else { return false }
                position += length
            }
        }
        return true
    }
}
