/// How a stream of NAL units is cut (ISO/IEC 14496-15 and Annex B of H.264 and H.265).
enum NALUnits {
    /// Each unit follows its length, a big-endian number of so many bytes.
    case lengths(Int)
    /// Each unit follows 0 0 1.
    case startCodes

    /// Gives the units of a packet to `body`, each at least one byte long, until it returns false.
    /// - Returns: Whether all were given, and the packet was well formed.
    func forEach(
        in packet: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        switch self {
        case .lengths(let size): NALUnits.lengths(size, packet, body)
        case .startCodes: NALUnits.startCodes(packet, body)
        }
    }

    private static func lengths(
        _ size: Int, _ packet: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        var position = 0
        while position < packet.count {
            guard packet.count - position >= size else { return false }
            let length = packet[position..<position + size].reduce(0) { $0 << 8 | Int($1) }
            position += size
            guard length > 0, length <= packet.count - position else { return false }
            guard body(UnsafeBufferPointer(rebasing: packet[position..<position + length])) else { return false }
            position += length
        }
        return true
    }

    private static func startCodes(
        _ packet: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        guard var start = startCode(packet, from: 0), packet[..<start].allSatisfy({ $0 == 0 }) else { return false }
        while true {
            let next = startCode(packet, from: start + 3)
            var end = next ?? packet.count
            // Zeros before a start code belong to it.
            while end > start + 3, packet[end - 1] == 0 { end -= 1 }
            guard end > start + 3 else { return false }
            guard body(UnsafeBufferPointer(rebasing: packet[start + 3..<end])) else { return false }
            guard let next else { return true }
            start = next
        }
    }

    /// Where the next 0 0 1 begins.
    private static func startCode(_ packet: UnsafeBufferPointer<UInt8>, from begin: Int) -> Int? {
        var position = begin + 2
        while position < packet.count {
            switch packet[position] {
            case 1 where packet[position - 1] == 0 && packet[position - 2] == 0: return position - 2
            case 0: position += 1
            default: position += packet[position] > 1 ? 3 : 1
            }
        }
        return nil
    }
}
