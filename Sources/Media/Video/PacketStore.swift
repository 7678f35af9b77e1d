import CFFmpeg

/// A file's video packets, kept from the first look, so that they need not be read again.
final class PacketStore {
    private var packets: [UnsafeMutablePointer<AVPacket>] = []
    private var room: Int
    /// False once there were too many; then none is kept.
    private(set) var isComplete = true

    /// - Parameter bytes: the most that is kept.
    init(bytes: Int) { room = bytes }

    deinit { clear() }

    /// Takes a packet over; it is empty afterwards. One too many is left as it is.
    func take(_ packet: UnsafeMutablePointer<AVPacket>) {
        guard isComplete else { return }
        // What FFmpeg keeps of a packet beside its data.
        room -= Int(packet.pointee.size) + 256
        guard room >= 0, let copy = av_packet_alloc() else {
            isComplete = false
            clear()
            return
        }
        av_packet_move_ref(copy, packet)
        packets.append(copy)
    }

    subscript(index: Int) -> UnsafeMutablePointer<AVPacket> { packets[index] }

    private func clear() {
        for packet in packets {
            var spent: UnsafeMutablePointer<AVPacket>? = packet
            av_packet_free(&spent)
        }
        packets = []
    }
}
