import CFFmpeg

/// Decodes what a plan asks for, and notices when the frames are not what the packets promised.
enum PlannedDecoding {
    /// Gives the wanted frames to `body`, in display order, valid only during the call.
    /// - Returns: Whether all went as planned. If not, what `body` was given does not count.
    /// - Throws: ``InputError`` beyond the limits, or when the decoder does not accept the stream; what `body` throws.
    static func run(_ survey: VideoSurvey, _ plan: DecodingPlan, _ body: (Picture) throws -> Void) throws -> Bool {
        let decoder = try VideoDecoder(survey.container)
        let entries = survey.table.entries
        var due: Set<Int> = []
        var last = -1

        func receive() throws -> Bool {
            while true {
                switch decoder.receive(index: 0) {
                case .nothing: return true
                case .failure: return false
                case .frame(let picture):
                    let frame = picture.frame.pointee
                    guard due.remove(picture.packet) != nil,
                        frame.best_effort_timestamp == entries[picture.packet].time,
                        frame.decode_error_flags == 0, frame.flags & AV_FRAME_FLAG_CORRUPT == 0
                    else { return false }
                    guard let index = plan.wanted[picture.packet] else { continue }
                    guard index > last else { return false }
                    last = index
                    try body(picture.placed(at: index))
                }
            }
        }

        var isGood = true
        try survey.forEach(plan.packets) { packet, number in
            if !entries[number].isDiscarded { due.insert(number) }
            isGood = try decoder.send(packet, number: number) == nil && receive()
            return isGood
        }
        guard isGood else { return false }
        _ = decoder.send(nil)
        return try receive() && due.isEmpty
    }
}
