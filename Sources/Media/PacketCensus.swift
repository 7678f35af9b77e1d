import CFFmpeg

/// What a look through a video's packets, without decoding, says of its frames.
struct PacketCensus {
    /// Packets that are to be shown.
    private(set) var count = 0
    /// The first time and the end of the last, in the stream's time base.
    private(set) var start: Int64 = 0
    private(set) var end: Int64 = 0

    private var total = 0
    private var isDoubtful = false
    private var first = FFmpeg.noTime
    private var times: Set<Int64> = []

    /// Whether each packet is one frame to be shown, as far as that can be seen: none is to be discarded or damaged, each
    /// has a time of its own, and the first is a key frame that none is shown before.
    var isTrustworthy: Bool { count > 0 && count == total && !isDoubtful && times.count == count }

    mutating func add(_ packet: AVPacket) {
        total += 1
        if packet.flags & AV_PKT_FLAG_CORRUPT != 0 { isDoubtful = true }
        if packet.flags & AV_PKT_FLAG_DISCARD == 0 { count += 1 }
        let time = packet.pts
        guard time != FFmpeg.noTime else {
            isDoubtful = true
            return
        }
        if total == 1 {
            (start, end, first) = (time, time, time)
            if packet.flags & AV_PKT_FLAG_KEY == 0 { isDoubtful = true }
        }
        times.insert(time)
        if time < first { isDoubtful = true }
        start = min(start, time)
        end = max(end, time + max(0, packet.duration))
    }
}
