import Foundation
import TestSupport
import Tensors
import Testing

@testable import Shards

@Suite struct FeatureRowsTests {
    /// The bits are those of IEEE 754's binary16, by its definition.
    @Test func numbersAreRoundedToTheNearest() {
        var rows = FeatureRows(row: [6])
        rows.append([1, -2, 65504, 0.1, 1 + 1 / 2048, 0x1p-24] as [Float])
        #expect(rows.values == [0x3C00, 0xC000, 0x7BFF, 0x2E66, 0x3C00, 0x0001])
        #expect(FeatureRows.canHold([65504, -65504]))
        for number in [Float.nan, .infinity, 65520, -70000] { #expect(!FeatureRows.canHold([0, number])) }
    }

    @Test func rowsThatAreNotKeptGoAway() {
        var rows = FeatureRows(row: [2, 1], count: 4)
        for row in 0..<4 { rows.set(row, [Float(row + 1)]) }
        #expect(rows.values == [0x3C00, 0, 0x4000, 0, 0x4200, 0, 0x4400, 0])
        rows.keep([false, true, false, true])
        #expect(rows.count == 2 && rows.values == [0x4000, 0, 0x4400, 0])
        rows.set(1, [])
        #expect(rows.values == [0x4000, 0, 0, 0])
    }

    @Test func columnsThatFollowAreShifted() {
        var first = CaptionColumn()
        first.add("a", item: 0, source: nil, tokens: [1, 2])
        var second = CaptionColumn()
        second.add("éé", item: 1, source: 0, tokens: [])
        second.add("", item: 2, source: nil, tokens: [3])
        first.append(contentsOf: second, firstSource: 7)
        #expect(first.items == [0, 1, 2] && first.sources == [-1, 7, -1])
        #expect(first.texts.bytes == Array("aéé".utf8) && first.texts.offsets == [0, 1, 5, 5])
        #expect(first.tokens.ids == [1, 2, 3] && first.tokens.offsets == [0, 2, 2, 3])
        #expect(first.tokens[2] == [3])
    }

    @Test func statisticsByHand() throws {
        let values: [Float] = [3, 4, 0, 0, .nan, 1, .infinity, -.infinity, 0, 1, 6, 8]
        let found = try FeatureStatistics(Tensor(values, shape: [6, 2]))
        #expect(found.features == 6 && found.zero == 1 && found.notANumber == 1 && found.infinite == 2)
        #expect(found.rowsNotFinite == 2)
        #expect(found.smallestNorm == 0 && found.largestNorm == 10 && found.meanNorm == 4)
        // Of kept frames only those that are there count.
        let frames = try FeatureStatistics(Tensor(values, shape: [2, 3, 2]), frames: [1, 3])
        #expect(frames.features == 4 && frames.notANumber == 0 && frames.rowsNotFinite == 1)
        #expect(frames.smallestNorm == 1 && frames.meanNorm == 16.0 / 3)
    }
}
