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
        #expect(numbers.shortestEdge == 8 && numbers.size == 6)
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

    @Test(arguments: [
        (#"{"resample": 2, "size": 8}"#, "resample"),
        (#"{"size": {"height": 8, "width": 8}}"#, "size"),
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
