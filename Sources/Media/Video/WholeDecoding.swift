import CFFmpeg
import Documents

/// Decodes a video from its first frame to its last, as the `ffmpeg` command does. Whatever the packets say, this finds the
/// truth.
struct WholeDecoding {
    /// The number of frames.
    private(set) var count = 0
    /// Which of them came from packets that the container calls key frames.
    private(set) var keyFrames: [Int] = []
    /// Why the file ends early.
    private(set) var brokenOff: String?

    private let container: Container
    private let decoder: VideoDecoder
    private let salvages: Bool
    private var keyPackets: Set<Int> = []

    /// Gives every frame to `body`, in display order, valid only during the call.
    /// - Throws: ``InputError`` when there is no frame, beyond the limits, or when the file breaks off after some and is not
    ///   to be salvaged; what `body` throws.
    init(_ container: Container, _ body: (Picture) throws -> Void) throws {
        self.container = container
        decoder = try VideoDecoder(container)
        salvages = container.watch.options.salvage
        var begun = false
        var number = 0
        let cut = try container.forEachPacket { packet in
            // Half a packet gives half a picture.
            if salvages, packet.pointee.flags & AV_PKT_FLAG_CORRUPT != 0 {
                brokenOff = "a packet is cut off or damaged"
                return false
            }
            let isKey = packet.pointee.flags & AV_PKT_FLAG_KEY != 0
            if isKey { keyPackets.insert(number) }
            let failure = decoder.send(packet, number: number)
            number += 1
            // A recording that starts between key frames has packets that nobody can decode; ffmpeg skips them too.
            if let failure {
                if begun { try breakOff(failure) }
                return brokenOff == nil
            }
            begun = begun || isKey
            try receive(tolerant: !begun, body)
            return brokenOff == nil
        }
        _ = decoder.send(nil)
        try receive(tolerant: false, body)
        guard count > 0 else {
            throw InputError(
                file: container.path, "no frame could be decoded" + ((cut ?? brokenOff).map { ": \($0)" } ?? ""),
                remedy: "leave the file out, or fetch it again")
        }
        if let cut, brokenOff == nil { try breakOff(cut) }
    }

    private mutating func receive(tolerant: Bool, _ body: (Picture) throws -> Void) throws {
        while true {
            switch decoder.receive(index: count) {
            case .nothing: return
            case .failure(let reason):
                if tolerant || brokenOff != nil { return }
                return try breakOff(reason)
            case .frame(let picture):
                try container.watch.checkTime()
                if keyPackets.contains(picture.packet) { keyFrames.append(count) }
                try body(picture)
                count += 1
            }
        }
    }

    private mutating func breakOff(_ reason: String) throws {
        brokenOff = reason
        if salvages { return }
        throw InputError(
            file: container.path, "the video breaks after \(count) frame\(count == 1 ? "" : "s"): \(reason)",
            remedy: "fetch it again, leave it out, or use what comes before with --salvage")
    }
}
