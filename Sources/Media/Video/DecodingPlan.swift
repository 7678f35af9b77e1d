/// Which packets the decoder must see for the wanted frames: from the entry before each, whatever may be needed by it.
struct DecodingPlan {
    /// The packets to send, in the file's order.
    let packets: [Int]
    /// The wanted frames' places in display order, by packet.
    let wanted: [Int: Int]

    /// - Parameter indices: the wanted frames' places in display order, below `table.count`.
    init(_ table: PacketTable, indices: [Int]) {
        var wanted: [Int: Int] = [:]
        for index in indices { wanted[table.display[index]] = index }
        self.wanted = wanted
        // The first packet always goes in: encoders sign there, and FFmpeg allows for the faults of some.
        var packets = table.entries.isEmpty ? [] : [0]
        var segment: [Int] = []
        var kept = 0
        func close() {
            packets.append(contentsOf: segment.prefix(kept))
            (segment, kept) = ([], 0)
        }
        for (index, entry) in table.entries.enumerated() where index > 0 {
            if entry.isEntry { close() }
            guard wanted[index] != nil || entry.isNeeded || entry.isEntry else { continue }
            segment.append(index)
            if wanted[index] != nil { kept = segment.count }
        }
        close()
        self.packets = packets
    }
}
