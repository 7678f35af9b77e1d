import CFFmpeg

/// A first look through a video's packets: what frames there are, and the packets themselves where they are few enough.
struct VideoSurvey {
    let container: Container
    let table: PacketTable
    let store: PacketStore
    /// Why the file ends early, nil when it does not.
    let cut: String?

    /// - Throws: ``InputError`` as ``Container``, and for more packets than the memory limit allows.
    init(_ container: Container, keepPackets: Bool) throws {
        let watch = container.watch
        let most = watch.options.mostPackets / MemoryLayout<PacketTable.Entry>.stride
        let store = PacketStore(bytes: keepPackets ? watch.options.mostPackets : 0)
        var table = PacketTable(reader: PictureReaders.reader(for: container.stream))
        cut = try container.forEachPacket { packet in
            guard table.entries.count < most else { throw watch.tooLarge("the list of its packets") }
            table.add(packet.pointee)
            store.take(packet)
            return true
        }
        table.finish()
        self.container = container
        self.table = table
        self.store = store
    }

    /// Whether frames can be taken by what the packets say.
    var isExact: Bool { cut == nil && table.isExact }

    /// Gives packets to `body`, by their numbers, which rise.
    func forEach(_ numbers: [Int], _ body: (UnsafeMutablePointer<AVPacket>, Int) throws -> Bool) throws {
        if store.isComplete {
            for number in numbers {
                try container.watch.checkTime()
                guard try body(store[number], number) else { return }
            }
            return
        }
        let again = try Container(
            path: container.path, source: container.source, watch: container.watch,
            probing: container.isProbed ? .full : .header)
        var (position, next) = (0, 0)
        _ = try again.forEachPacket { packet in
            defer { position += 1 }
            guard next < numbers.count else { return false }
            guard numbers[next] == position else { return true }
            next += 1
            return try body(packet, position)
        }
    }
}
