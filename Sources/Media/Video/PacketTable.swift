import CFFmpeg

/// What a look through a video's packets, without decoding, says of its frames.
struct PacketTable {
    /// One packet, in the file's order, which is that of decoding.
    struct Entry {
        /// When its frame is shown, in the stream's time base.
        let time: Int64
        /// Whether the container calls it a key frame.
        let isKey: Bool
        /// Whether its frame is decoded but not shown, as before the start of an edit list.
        let isDiscarded: Bool
        /// Whether it starts afresh, as ``CodedPicture/isEntry``, and carries all that decoding needs.
        var isEntry = false
        /// Whether other pictures, or those after it, may need it.
        var isNeeded = true
    }

    private(set) var entries: [Entry] = []
    /// The packets whose frames are shown, in display order.
    private(set) var display: [Int] = []
    /// The first time and the end of the last, in the stream's time base.
    private(set) var start: Int64 = 0
    private(set) var end: Int64 = 0
    /// Whether each packet is one frame, shown when its time says, so that frames are known without decoding.
    private(set) var isExact = false
    /// Whether each packet is one frame to be shown, as far as that can be seen from outside: none is to be discarded or
    /// damaged, each has a time of its own, and the first is a key frame that none is shown before.
    private(set) var isPlausible = false
    /// Whether the bits of the packets were understood at all.
    var isRead: Bool { reader != nil }

    private var reader: (any PictureReader)?
    private var pictures: [CodedPicture] = []
    private var isDoubtful = false
    private var isRegular = true
    private var setsInBand: [UInt8] = []
    private var hasSets: [Bool] = []
    private var setsDiffer = false

    init(reader: (any PictureReader)?) { self.reader = reader }

    /// The number of frames that are shown, as far as the packets tell.
    var count: Int { display.count }

    mutating func add(_ packet: AVPacket) {
        if packet.flags & AV_PKT_FLAG_CORRUPT != 0 || packet.pts == FFmpeg.noTime { isDoubtful = true }
        for index in 0..<Int(packet.side_data_elems) where packet.side_data[index].type == AV_PKT_DATA_NEW_EXTRADATA {
            isRegular = false
        }
        let time = packet.pts
        if time != FFmpeg.noTime {
            if entries.isEmpty { (start, end) = (time, time) }
            start = min(start, time)
            end = max(end, time &+ max(0, packet.duration))
        }
        entries.append(
            Entry(
                time: time, isKey: packet.flags & AV_PKT_FLAG_KEY != 0,
                isDiscarded: packet.flags & AV_PKT_FLAG_DISCARD != 0))
        guard isRegular, reader != nil else { return }
        guard let picture = reader?.picture(in: UnsafeBufferPointer(start: packet.data, count: Int(packet.size))) else {
            isRegular = false
            return
        }
        pictures.append(picture)
        let sets = reader?.parameterSets ?? []
        hasSets.append(!sets.isEmpty)
        guard !sets.isEmpty else { return }
        if setsInBand.isEmpty { setsInBand = sets } else if sets != setsInBand { setsDiffer = true }
    }

    /// Draws the conclusions, once all packets are there.
    mutating func finish() {
        display = entries.indices.filter { !entries[$0].isDiscarded }
        guard let first = entries.first, !isDoubtful, first.isKey, entries.allSatisfy({ $0.time >= first.time }) else {
            return
        }
        let ordered = entries.indices.sorted { entries[$0].time < entries[$1].time }
        guard zip(ordered, ordered.dropFirst()).allSatisfy({ entries[$0].time < entries[$1].time }) else { return }
        display = ordered.filter { !entries[$0].isDiscarded }
        isPlausible = !display.isEmpty && display.count == entries.count
        guard let reader, isRegular, pictures[0].isEntry, !display.isEmpty, isInOrder(ordered),
            let depth = depth(ordered), depth <= reader.reorderDepth
        else { return }
        isExact = true
        let layers = pictures.reduce(0) { max($0, $1.layer) }
        for index in entries.indices {
            let picture = pictures[index]
            // Parameter sets that change must all be sent, and then nothing may be jumped over.
            entries[index].isNeeded = picture.isReference || picture.layer < layers || (setsDiffer && hasSets[index])
            entries[index].isEntry = picture.isEntry && !setsDiffer && (setsInBand.isEmpty || hasSets[index])
        }
    }

    /// Whether times rise as the stream's own order of display does, and no frame is shown before one of an earlier entry.
    private func isInOrder(_ ordered: [Int]) -> Bool {
        var segments: [Int] = []
        segments.reserveCapacity(pictures.count)
        for picture in pictures { segments.append((segments.last ?? -1) + (picture.isEntry ? 1 : 0)) }
        return zip(ordered, ordered.dropFirst()).allSatisfy { one, next in
            guard segments[one] == segments[next] else { return segments[one] < segments[next] }
            guard let order = pictures[one].order, let later = pictures[next].order else { return one < next }
            return order < later
        }
    }

    /// How many frames at most come before one that is shown before them; nil beyond what any codec allows.
    private func depth(_ ordered: [Int]) -> Int? {
        var places = [Int](repeating: 0, count: ordered.count)
        for (place, index) in ordered.enumerated() { places[index] = place }
        var (ahead, next, depth): (Set<Int>, Int, Int) = ([], 0, 0)
        for place in places {
            depth = max(depth, ahead.count { $0 > place })
            ahead.insert(place)
            while ahead.remove(next) != nil { next += 1 }
            if ahead.count > 64 { return nil }
        }
        return depth
    }
}
