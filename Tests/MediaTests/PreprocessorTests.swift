import Documents
import Media
import TestSupport
import Testing

@Suite struct PreprocessorTests {
    private func read(_ json: String) throws -> CLIPPreprocessor {
        let folder = try TemporaryFolder()
        try folder.write(json, to: "preprocessor_config.json")
        return try CLIPPreprocessor(folder: folder.path)
    }

    private let scale = #""image_mean": [0.5, 0.5, 0.5], "image_std": [0.25, 0.5, 1]"#

    @Test func sizesAreNumbersOrMappings() throws {
        let numbers = try read(#"{"size": 8, "crop_size": 6, "resample": 3, \#(scale)}"#)
        let mappings = try read(
            #"{"size": {"shortest_edge": 8}, "crop_size": {"height": 6, "width": 6}, "extra": 1, \#(scale)}"#)
        #expect(numbers == mappings)
        #expect(numbers.resizing == .shortestEdge(8) && numbers.size == 6)
        #expect(numbers(RGBImage(width: 20, height: 10, red: 255, green: 0, blue: 51)).count == 3 * 36)
    }

    @Test func switchesAreHonoured() throws {
        let image = RGBImage(width: 2, height: 2, red: 255, green: 0, blue: 51)
        let plain = try read(#"{"size": 2, "crop_size": 2, \#(scale)}"#)(image)
        #expect(plain == [2, 2, 2, 2, -1, -1, -1, -1] + [Float](repeating: Float(51) / 255 - 0.5, count: 4))
        let raw = try read(#"{"do_resize": false, "do_normalize": false, "do_rescale": false, "crop_size": 2}"#)(image)
        #expect(raw == [255, 255, 255, 255, 0, 0, 0, 0, 51, 51, 51, 51])
    }

    /// A crop larger than the picture is padded with black, the odd pixel at the right and bottom.
    @Test func smallPicturesArePadded() throws {
        let image = RGBImage(width: 2, height: 2, red: 9, green: 9, blue: 9)
        let red = try read(#"{"do_resize": false, "do_normalize": false, "do_rescale": false, "crop_size": 5}"#)(image)
            .prefix(25)
        #expect(red.indices.filter { red[$0] == 9 } == [6, 7, 11, 12])
    }

    /// Only what the crop keeps is computed, and it is what the whole would give there.
    @Test(arguments: [(61, 40), (40, 61), (97, 20), (20, 97), (16, 16), (15, 47), (5, 3), (1, 60), (200, 1), (24, 25)])
    func theCropIsAPartOfTheWhole(_ width: Int, _ height: Int) {
        let pixels = (0..<width * height * 3).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
        let image = RGBImage(width: width, height: height, pixels: pixels)
        let opacity = (0..<width * height).map { UInt8(truncatingIfNeeded: $0 * 7) }
        for size in [1, 7, 16, 23] {
            let preprocess = CLIPPreprocessor(size: size, mean: [0, 0, 0], std: [1, 1, 1])
            let (short, long) = (min(width, height), max(width, height))
            let (w, h) = width <= height ? (size, size * long / short) : (size * long / short, size)
            for still in [StillImage(image), StillImage(image, alpha: opacity), StillImage(image, isIndexed: true)] {
                let whole = still.resized(width: w, height: h)
                let (x, y) = (
                    (Double(w - size) / 2).rounded(.toNearestOrEven), (Double(h - size) / 2).rounded(.toNearestOrEven)
                )
                let part = whole.cropped(x: Int(x), y: Int(y), width: size, height: size)
                let expected = (0..<3).flatMap { channel in
                    (0..<size * size).map { Float(part.pixels[3 * $0 + channel]) / 255 }
                }
                var batch: [Float] = [-1]
                preprocess.append(still, to: &batch)
                #expect(batch == [-1] + expected, "\(size)")
            }
        }
    }

    /// SigLIP's: both sides to one length, and no crop.
    @Test func aSizeOfBothSidesGivesUpTheShape() throws {
        let picture = try #require(SmallMedia.stills.first)
        let image = RGBImage(
            width: picture.width, height: picture.height, pixels: SmallMedia.unpacked(picture.pixels))
        let size = #""size": {"height": 7, "width": 7}, "image_mean": [0, 0, 0], "image_std": [1, 1, 1]"#
        let squashed = image.resized(width: 7, height: 7)
        let expected = (0..<3).flatMap { channel in (0..<49).map { Float(squashed.pixels[3 * $0 + channel]) / 255 } }
        #expect(try read("{\(size)}")(image) == expected)
        #expect(try read(#"{"do_center_crop": false, \#(size)}"#)(image) == expected)
        let middle = try read(#"{"do_center_crop": true, "crop_size": 3, \#(size)}"#)(image)
        #expect(middle.count == 27 && middle[4] == expected[24])
    }

    @Test func aPictureWithoutPixelsIsBlack() {
        let preprocess = CLIPPreprocessor(size: 4, mean: [0, 0, 0], std: [1, 1, 1])
        #expect(preprocess(RGBImage(width: 0, height: 3, pixels: [])) == [Float](repeating: 0, count: 48))
    }

    @Test(arguments: [
        (#"{"resample": 1, "size": 8}"#, "resample"),
        (#"{"size": {"height": 8, "width": 9}}"#, "size"),
        (#"{"size": 8, "crop_size": {"height": 8, "width": 9}}"#, "crop_size"),
        (#"{"size": 8, "do_center_crop": false}"#, "do_center_crop"),
        (#"{"size": 8, "rescale_factor": 0.5}"#, "rescale_factor"),
        (#"{"size": 8}"#, "image_mean"),
        (#"{"size": 8, "image_mean": [1, 2]}"#, "image_mean"),
        (#"{"size": 8, "image_mean": [0, 0, 0], "image_std": [1, 0, 1]}"#, "image_std"),
        (#"{"size": 0}"#, "size"), ("{}", "size"),
    ])
    func whatCannotBeDoneNamesItsKey(_ json: String, _ key: String) {
        let error = #expect(throws: InputError.self) { try read(json) }
        #expect(error?.file?.hasSuffix("preprocessor_config.json") == true)
        #expect(error?.key == key)
    }

    @Test func aMissingFolderIsRefused() {
        #expect(throws: InputError.self) { try CLIPPreprocessor(folder: "/nowhere") }
    }
}
