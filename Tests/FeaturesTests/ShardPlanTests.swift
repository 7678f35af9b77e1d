import Corpus
import Documents
import Foundation
import TestSupport
import Testing

@testable import Features

@Suite struct ShardPlanTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ name: String, items: Range<Int>, split: String = "train", text: String = "A picture.") throws
        -> String
    {
        let path = folder.file(name)
        try CorpusFile.write(
            items.map {
                Item(
                    id: "i\($0)", split: split, media: .init(path: "media/\($0 / 3).tar#\($0)", kind: .image),
                    captions: [Caption(language: try Language("en"), text: text)])
            }, to: path)
        return path
    }

    private func plan(_ files: [String], _ size: ShardSize, width: Int = 512) throws -> ShardPlan {
        try ShardPlan(files, size: size, row: width, width: width, source: Language("en"))
    }

    private func ids(_ piece: CorpusPiece) throws -> [String] {
        var reader = try PieceReader(piece)
        var ids: [String] = []
        while let (row, item) = try reader.next() {
            #expect(row == ids.count)
            ids.append(item.id)
        }
        return ids
    }

    @Test func whatFitsKeepsItsName() throws {
        let files = [
            try write("train-00000-of-00002.jsonl", items: 0..<5),
            try write("train-00001-of-00002.jsonl", items: 5..<9),
            try write("test.jsonl", items: 0..<1), try write("none.jsonl", items: 0..<0),
        ]
        let plan = try plan(files, .usual)
        #expect(plan.pieces.map(\.name) == ["train-00000-of-00002", "train-00001-of-00002", "test", "none"])
        #expect(plan.pieces.map(\.items) == [5, 4, 1, 0])
        #expect(plan.pieces[0].media == ["media/0.tar", "media/1.tar"])
    }

    @Test func aLargeFileIsCutAndItsSplitNumberedAnew() throws {
        let files = [
            try write("train-00000-of-00002.jsonl", items: 0..<5),
            try write("train-00001-of-00002.jsonl", items: 5..<7),
            try write("test-00000-of-00001.jsonl", items: 0..<2),
        ]
        let plan = try plan(files, .items(2))
        #expect(
            plan.pieces.map(\.name) == [
                "train-00000-of-00004", "train-00001-of-00004", "train-00002-of-00004", "train-00003-of-00004",
                "test-00000-of-00001",
            ])
        #expect(try plan.pieces.map(ids) == [["i0", "i1"], ["i2", "i3"], ["i4"], ["i5", "i6"], ["i0", "i1"]])
    }

    @Test func bytesAreCountedByTheFeatures() throws {
        // Two features of 1024 bytes an item, and some for the texts.
        let file = try write("a.jsonl", items: 0..<100)
        let pieces = try plan([file], .bytes(25_000)).pieces
        #expect(pieces.dropLast().allSatisfy { (9...12).contains($0.items) }, "\(pieces.map(\.items))")
        #expect(pieces.map(\.items).reduce(0, +) == 100)
        // An item alone may be too large.
        #expect(try plan([file], .bytes(10)).pieces.count == 100)
    }

    @Test func aLineConcernsItsOwnPieceAlone() throws {
        let file = try write("a.jsonl", items: 0..<6)
        let before = try plan([file], .items(2)).pieces.map(\.digest)
        var text = try String(contentsOfFile: file, encoding: .utf8)
        text.replace("\"i3\"", with: "\"ix\"")
        try folder.write(text.replacing("\n", with: "\r\n"), to: "a.jsonl")
        let pieces = try plan([file], .items(2)).pieces
        #expect(zip(before, pieces).map { $0 == $1.digest } == [true, false, true])
        #expect(try pieces.map(ids) == [["i0", "i1"], ["i2", "ix"], ["i4", "i5"]])
    }

    @Test func aFileOfTwoSplitsIsRefusedWithTheLine() throws {
        let train = try String(contentsOfFile: write("a.jsonl", items: 0..<2), encoding: .utf8)
        let test = try String(contentsOfFile: write("b.jsonl", items: 2..<3, split: "test"), encoding: .utf8)
        let file = try folder.write(train + "\n" + test, to: "c.jsonl")
        let piece = try #require(try plan([file], .usual).pieces.first)
        let error = #expect(throws: InputError.self) { try ids(piece) }
        #expect(error?.line == 4 && error?.key == "split")
    }
}
