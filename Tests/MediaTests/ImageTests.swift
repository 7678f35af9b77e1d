import Documents
import Foundation
import Media
import TestSupport
import Testing

@Suite struct ImageTests {
    @Test(arguments: SmallMedia.stills)
    func stillsAreAsPillowReadsThem(_ still: SmallMedia) throws {
        let image = try ImageFile.decode(SmallMedia.unpacked(still.bytes), name: still.name)
        #expect((image.width, image.height) == (still.width, still.height))
        #expect(image.pixels == SmallMedia.unpacked(still.pixels))
    }

    /// Colours from brightness and differences: half a level in the mean, chroma at half size a few more at edges.
    @Test(arguments: SmallMedia.near)
    func stillsAreNearToPillows(_ still: SmallMedia) throws {
        let image = try ImageFile.open(SmallMedia.unpacked(still.bytes), name: still.name)
        let expected = SmallMedia.unpacked(still.pixels)
        #expect((image.colour.width, image.colour.height) == (still.width, still.height))
        let differences = zip(image.colour.pixels, expected).map { abs(Int($0) - Int($1)) }
        #expect(differences.count == expected.count && (differences.max() ?? 0) <= 3)
        #expect(differences.reduce(0, +) <= expected.count)
        #expect((image.alpha != nil) == still.name.hasPrefix("clear"))
        #expect(image.alpha.map { zip($0, $0.dropFirst(31)).allSatisfy { $0 != $1 } } ?? true)
    }

    @Test(arguments: SmallMedia.refused)
    func whatTheDecoderMisreadsIsRefused(_ still: SmallMedia) throws {
        let error = #expect(throws: InputError.self) {
            try ImageFile.decode(SmallMedia.unpacked(still.bytes), name: still.name)
        }
        #expect(error?.file == still.name && error?.problem.contains("is not read") == true)
    }

    /// Resized in the file's own mode, then turned into RGB: palettes are not blended, alpha weighs.
    @Test(arguments: SmallMedia.shrunk)
    func stillsAreResizedAsByPillow(_ still: SmallMedia) throws {
        let image = try ImageFile.open(SmallMedia.unpacked(still.bytes), name: still.name)
        let resized = image.resized(width: still.width, height: still.height)
        #expect(resized.pixels == SmallMedia.unpacked(still.pixels))
    }

    @Test(arguments: SmallMedia.resized)
    func resizedAsByPillow(_ picture: SmallMedia) {
        let before = RGBImage(width: 9, height: 7, pixels: SmallMedia.unpacked(picture.bytes))
        let after = before.resized(width: picture.width, height: picture.height)
        #expect(after.pixels == SmallMedia.unpacked(picture.pixels))
    }

    @Test func halfAnImageIsRefused() throws {
        // Half of a moving picture may hold the whole of its first frame.
        for still in SmallMedia.stills where still.name != "moving.gif" {
            let whole = SmallMedia.unpacked(still.bytes)
            for length in [0, 3, 11, whole.count / 3, whole.count / 2] {
                let half = Array(whole.prefix(length))
                let error = #expect(throws: InputError.self, "\(length) bytes of \(still.name)") {
                    try ImageFile.decode(half, name: still.name)
                }
                #expect(error?.file == still.name)
            }
        }
    }

    @Test func whatIsNoImageIsRefused() throws {
        let folder = try TemporaryFolder()
        let text = try folder.write("a photograph", to: "text.jpg")
        let empty = try folder.write("", to: "empty.png")
        for path in [text, empty, folder.path, folder.file("absent.png")] {
            let error = #expect(throws: InputError.self) { try ImageFile.decode(path) }
            #expect(error?.file == path)
        }
        // A header that claims 65,500 by 65,500 pixels must not be believed.
        let bomb: [UInt8] =
            [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0xFF, 0xDC, 0xFF, 0xDC, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0]
            + [0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0]
        let error = #expect(throws: InputError.self) { try ImageFile.decode(bomb, name: "bomb.jpg") }
        #expect(error?.problem.contains("65500") == true, "\(String(describing: error))")
        let places = [
            "colour-key.png": [16, 17, 20, 21], "plain.gif": [6, 7, 8, 9], "colour.bmp": [19, 20, 23, 24],
            "colour.tif": [18, 19, 30, 31],
        ]
        for still in SmallMedia.stills {
            guard let places = places[still.name] else { continue }
            var bytes = SmallMedia.unpacked(still.bytes)
            for place in places { bytes[place] = 0x7E }
            let error = #expect(throws: InputError.self) { try ImageFile.decode(bytes, name: still.name) }
            #expect(error?.problem.contains("178956970") == true, "\(still.name): \(String(describing: error))")
        }
    }

    @Test func pngKeepsEveryPixelAndGivesTheSameBytes() throws {
        let image = try picture()
        let bytes = try PNGFile.encode(image)
        #expect(try ImageFile.decode(bytes, name: "sheet.png") == image)
        #expect(try PNGFile.encode(image) == bytes)
        #expect(throws: InputError.self) { try PNGFile.encode(RGBImage(width: 0, height: 0, pixels: [])) }
    }

    @Test func jpegIsCloseAndGivesTheSameBytes() throws {
        let image = try picture().resized(width: 90, height: 70)
        let bytes = try JPEGFile.encode(image)
        let back = try ImageFile.decode(bytes, name: "sheet.jpg")
        let differences = zip(back.pixels, image.pixels).map { abs(Int($0) - Int($1)) }
        #expect(back.width == 90 && back.height == 70)
        #expect(Double(differences.reduce(0, +)) / Double(differences.count) < 6)
        #expect(try JPEGFile.encode(image) == bytes)
        #expect(try JPEGFile.encode(image, quality: 30).count < bytes.count)
    }

    @Test func aContactSheetKeepsShapesAndCentres() {
        let wide = RGBImage(width: 40, height: 10, red: 200, green: 0, blue: 0)
        let tall = RGBImage(width: 5, height: 10, red: 0, green: 0, blue: 200)
        let sheet = ContactSheet(cellWidth: 20, cellHeight: 20, gap: 2, background: 255)([[wide, tall], [tall]])
        #expect((sheet.width, sheet.height) == (46, 46))
        #expect(sheet[x: 12, y: 12] == (200, 0, 0))
        #expect(sheet[x: 12, y: 5] == (255, 255, 255))
        #expect(sheet[x: 34, y: 3] == (0, 0, 200))
        #expect(sheet[x: 25, y: 12] == (255, 255, 255))
        #expect(sheet[x: 34, y: 34] == (255, 255, 255))
    }

    private func picture() throws -> RGBImage {
        let first = try #require(SmallMedia.resized.first)
        return RGBImage(width: 9, height: 7, pixels: SmallMedia.unpacked(first.bytes))
    }
}
