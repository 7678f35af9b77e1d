import Documents
import Media
import Synchronization
import Testing

@testable import Features

/// What meets in a batch, told by an encoder whose feature of an image is its brightness and the size of its batch.
@Suite struct MediaEncoderTests {
    private func encode(_ slots: [MediaSlot], batch: Int) async throws -> (rows: [Int: [Float]], failed: Set<Int>) {
        let size = 8
        let source = MediaSource(
            image: { path in
                guard let level = UInt8(path) else { throw InputError(file: path, "is broken", remedy: "mend it") }
                return StillImage(RGBImage(width: size, height: size, red: level, green: level, blue: level))
            }, video: { VideoFile(path: $0) })
        let encoder = MediaEncoder(
            { pixels, count in
                let area = pixels.count / count
                return (0..<count).flatMap { [pixels[$0 * area], Float(count)] }
            }, CLIPPreprocessor(size: size, mean: [0, 0, 0], std: [1, 1, 1]), FeatureSettings(model: ""),
            from: source, batch: batch)
        let results = Mutex<(rows: [Int: [Float]], failed: Set<Int>)>(([:], []))
        var rest = slots[...]
        try await encoder.encode {
            rest.popFirst()
        } to: { row, media in
            results.withLock { results in
                switch media {
                case .features(let features, _, _): results.rows[row] = features
                case .failure: results.failed.insert(row)
                }
            }
        }
        return results.withLock { $0 }
    }

    private func slots(_ paths: [String]) -> [MediaSlot] {
        paths.enumerated().map { MediaSlot(row: $0, path: $1, kind: .image) }
    }

    @Test func brokenImagesKeepTheirPlaceInTheBatch() async throws {
        let (rows, failed) = try await encode(slots(["0", "x", "51", "102", "y", "153", "z"]), batch: 3)
        #expect(failed == [1, 4, 6])
        // 51 of 255 levels is a fifth. The last batch has one image alone, which is broken.
        #expect(rows == [0: [0, 3], 2: [0.2, 3], 3: [0.4, 3], 5: [0.6, 3]])
    }

    @Test func whatIsNotFiniteIsAFailure() async throws {
        let (rows, failed) = try await encode(slots(["255"]), batch: 70_000)
        #expect(rows == [0: [1, 1]] && failed.isEmpty)
        let many = try await encode(slots([String](repeating: "0", count: 65_505)), batch: 70_000)
        #expect(many.rows.isEmpty && many.failed.count == 65_505)
    }
}
