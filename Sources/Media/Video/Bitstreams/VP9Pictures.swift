/// Pictures of VP9 (the bitstream specification, section 7.2 and annex B). A packet may hold hidden pictures before the one
/// that it shows. Every picture may adapt the probabilities of later ones, so all between key frames are needed.
struct VP9Pictures: PictureReader {
    let reorderDepth = 0
    let parameterSets: [UInt8] = []

    func picture(in packet: UnsafeBufferPointer<UInt8>) -> CodedPicture? {
        guard let frames = VP9Pictures.frames(in: packet) else { return nil }
        var shown = 0
        var isEntry = false
        for frame in frames {
            var bits = BitReader(frame)
            guard bits.bits(2) == 2, let low = bits.bits(1), let high = bits.bits(1) else { return nil }
            if low == 1, high == 1 { _ = bits.bits(1) }
            guard let repeats = bits.bits(1) else { return nil }
            if repeats == 1 {
                shown += 1
                continue
            }
            guard let isInter = bits.bits(1), let isShown = bits.bits(1) else { return nil }
            shown += isShown
            isEntry = frames.count == 1 && isInter == 0 && isShown == 1
        }
        return shown == 1 ? CodedPicture(isEntry: isEntry) : nil
    }

    /// The frames of a superframe, or the packet itself.
    private static func frames(in packet: UnsafeBufferPointer<UInt8>) -> [UnsafeBufferPointer<UInt8>]? {
        guard let marker = packet.last else { return nil }
        let (count, width) = (Int(marker & 7) + 1, Int(marker >> 3 & 3) + 1)
        let start = packet.count - 2 - count * width
        guard marker & 0xE0 == 0xC0, start >= 0, packet[start] == marker else { return [packet] }
        var frames: [UnsafeBufferPointer<UInt8>] = []
        var position = 0
        for index in 0..<count {
            let place = start + 1 + index * width
            let size = packet[place..<place + width].reversed().reduce(0) { $0 << 8 | Int($1) }
            guard size > 0, size <= start - position else { return nil }
            frames.append(UnsafeBufferPointer(rebasing: packet[position..<position + size]))
            position += size
        }
        return frames
    }
}
