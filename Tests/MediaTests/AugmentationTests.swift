import Documents
import Foundation
import TestSupport
import Testing

@testable import Media

/// Crops and mirror images against Pillow (Tests/Oracles/make-dual-encoders.py), and how they are drawn.
@Suite struct AugmentationTests {
    private struct Cases: Decodable {
        let cases: [Case]

        struct Case: Decodable {
            let source: String
            let box: [Int]?
            let size: [Int]
            let filter: String
            let flip: Bool
            let result: String
        }
    }

    @Test func picturesAreThoseOfPillow() throws {
        let folder = testsFolder + "/Fixtures/dual/pillow/"
        let pictures = try ReferenceTensors(folder + "pictures.safetensors")
        let cases = try JSONDecoder().decode(
            Cases.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "cases.json"))
        ).cases
        #expect(cases.count > 20)
        for it in cases {
            let shape = pictures.shape(it.source)
            let source = image(pictures.bytes(it.source), shape)
            let filter = try #require(ResamplingFilter(rawValue: it.filter))
            let (width, height) = (it.size[0], it.size[1])
            let kept = PixelWindow(columns: 0..<width, rows: 0..<height)
            var found: RGBImage
            if let box = it.box {
                // A part of a picture with opacity is resized by its colours alone, so those cases are not for it.
                guard source.alpha == nil else { continue }
                let window = PixelWindow(columns: box[0]..<box[2], rows: box[1]..<box[3])
                found = source.colour.cropped(to: window).resized(width: width, height: height, filter)
            } else {
                found = source.resized(width: width, height: height, keeping: kept, filter)
            }
            if it.flip { found = found.mirrored() }
            let expected = image(pictures.bytes(it.result), pictures.shape(it.result)).colour
            #expect(found == expected, "\(it.result)")
        }
    }

    private func image(_ bytes: [UInt8], _ shape: [Int]) -> StillImage {
        let (height, width, channels) = (shape[0], shape[1], shape[2])
        let pixels = (0..<width * height).flatMap { bytes[$0 * channels..<$0 * channels + 3] }
        let alpha = channels == 4 ? (0..<width * height).map { bytes[$0 * 4 + 3] } : nil
        return StillImage(RGBImage(width: width, height: height, pixels: pixels), alpha: alpha)
    }

    /// A sequence of numbers, over and over.
    private func uniform(_ numbers: [Double]) -> () -> Double {
        var place = -1
        return {
            place += 1
            return numbers[place % numbers.count]
        }
    }

    @Test func partsKeepToTheirBounds() throws {
        let augmentation = Augmentation(crop: .init(area: 0.2...0.5, ratio: 0.5...2), flips: true)
        var state: UInt64 = 1
        func random() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53)
        }
        var (mirrored, places) = (0, Set<PixelWindow>())
        for _ in 0..<400 {
            let view = augmentation.view(width: 120, height: 90, random)
            let window = try #require(view.window)
            #expect(window.columns.lowerBound >= 0 && window.columns.upperBound <= 120)
            #expect(window.rows.lowerBound >= 0 && window.rows.upperBound <= 90)
            let (width, height) = (Double(window.columns.count), Double(window.rows.count))
            // Sides are rounded to whole pixels.
            #expect((0.19...0.52).contains(width * height / (120 * 90)))
            #expect((0.48...2.08).contains(width / height))
            mirrored += view.isMirrored ? 1 : 0
            places.insert(window)
        }
        #expect((150...250).contains(mirrored) && places.count > 300)
    }

    @Test func whereNoPartFitsTheMiddleIsTaken() {
        // Ten parts as wide as twenty pictures; then the widest middle that the ratio allows.
        let augmentation = Augmentation(crop: .init(area: 1...1, ratio: 1...1))
        let wide = augmentation.view(width: 40, height: 10, uniform([0.5]))
        #expect(wide.window == PixelWindow(columns: 15..<25, rows: 0..<10) && !wide.isMirrored)
        let tall = augmentation.view(width: 10, height: 40, uniform([0.5]))
        #expect(tall.window == PixelWindow(columns: 0..<10, rows: 15..<25))
    }

    @Test func withoutACropTheModelsOwnTransformIsTaken() {
        let preprocess = CLIPPreprocessor(size: 4)
        let image = StillImage(RGBImage(width: 5, height: 4, pixels: (0..<60).map { UInt8($0 * 4) }))
        var (plain, varied, mirrored): ([Float], [Float], [Float]) = ([], [], [])
        preprocess.append(image, to: &plain)
        preprocess.append(PictureView(window: nil, isMirrored: false), of: image, to: &varied)
        #expect(plain == varied)
        preprocess.append(PictureView(window: nil, isMirrored: true), of: image, to: &mirrored)
        #expect((0..<4).allSatisfy { mirrored[$0] == plain[3 - $0] } && mirrored != plain)
    }
}
