import Testing

@testable import Features

@Suite struct MediaQueueTests {
    @Test func imagesAreCutByTheirPositionsWhateverLiesBetween() throws {
        // i: image, v: video.
        var rest = Array("iviivviiiiv").enumerated().map {
            MediaSlot(row: $0, path: "", kind: $1 == "i" ? .image : .video)
        }[...]
        let queue = MediaQueue(batch: 3) { rest.popFirst() }
        var images: [[Int]] = []
        var videos: [Int] = []
        while let batch = try queue.next() {
            switch batch {
            case .images(let slots): images.append(slots.map(\.row))
            case .video(let slot): videos.append(slot.row)
            }
        }
        #expect(images == [[0, 2, 3], [6, 7, 8], [9]])
        #expect(videos == [1, 4, 5, 10])
        let more = try queue.next()
        if more != nil { Issue.record("there is more") }
    }
}
