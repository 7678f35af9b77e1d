/// Pictures of AV1 (the bitstream specification, sections 5.3 to 5.9). A temporal unit may hold hidden pictures beside the one
/// that it shows. Every picture may adapt the probabilities of later ones, so all between key frames are needed.
struct AV1Pictures: PictureReader {
    let reorderDepth = 0
    private(set) var parameterSets: [UInt8] = []

    mutating func picture(in packet: UnsafeBufferPointer<UInt8>) -> CodedPicture? {
        parameterSets = []
        var shown = 0
        var pictures = 0
        var isEntry = false
        var position = 0
        while position < packet.count {
            let header = packet[position]
            let hasLayers = header & 4 != 0
            position += hasLayers ? 2 : 1
            guard header & 0x80 == 0, position <= packet.count else { return nil }
            // Spatial layers are several pictures of one moment.
            if hasLayers, packet[position - 1] >> 3 & 3 != 0 { return nil }
            var size = packet.count - position
            if header & 2 != 0 {
                guard let length = AV1Pictures.length(packet, &position), length <= packet.count - position else {
                    return nil
                }
                size = length
            }
            let unit = UnsafeBufferPointer(rebasing: packet[position..<position + size])
            position += size
            var bits = BitReader(unit)
            switch header >> 3 & 15 {
            case 1:
                parameterSets.append(contentsOf: unit)
                // A stream for still pictures has other headers.
                guard bits.bits(4) != nil, bits.bits(1) == 0 else { return nil }
            case 3, 6:
                pictures += 1
                guard let repeats = bits.bits(1) else { return nil }
                if repeats == 1 {
                    shown += 1
                    continue
                }
                guard let kind = bits.bits(2), let isShown = bits.bits(1) else { return nil }
                shown += isShown
                isEntry = kind == 0 && isShown == 1
            case 2, 4, 5, 7, 15: break
            default: return nil
            }
        }
        guard shown == 1 else { return nil }
        return CodedPicture(isEntry: isEntry && pictures == 1)
    }

    /// A length in groups of seven bits, the lowest first.
    private static func length(_ packet: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Int? {
        var value = 0
        for group in 0..<5 {
            guard position < packet.count else { return nil }
            let byte = packet[position]
            position += 1
            value |= Int(byte & 127) << (7 * group)
            if byte < 128 { return value }
        }
        return nil
    }
}
