import Foundation
import TestSupport
import Tensors
import Testing

@Suite struct TensorFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func piecesInAnyOrderGiveTheWriterOfWholeTensorsItsBytes() throws {
        let metadata = ["format": "x", "name": "quoted \"é\" \\"]
        var whole = SafetensorsWriter(metadata: metadata)
        try whole.add("b", [1, 2, 3, 4] as [Int32])
        try whole.add("a", [5, 6] as [UInt8])
        whole.add("c", try Tensor([1, 2, 3, 4, 5, 6] as [Float], shape: [3, 2]))
        try whole.add("wide", [7] as [Int64])
        try whole.write(to: folder.file("whole"))

        let pieces = try TensorFileWriter(
            folder.file("pieces"), metadata: metadata,
            [
                .init("wide", .int64, [1]), .init("c", .float32, [3, 2]), .init("a", .uint8, [2]),
                .init("b", .int32, [4]),
            ])
        try pieces.write([5, 6] as [Float], to: "c", at: 4)
        try pieces.write([1, 2, 3, 4] as [Int32], to: "b")
        try pieces.write([6] as [UInt8], to: "a", at: 1)
        try pieces.write([1, 2, 3, 4] as [Float], to: "c", at: 0)
        try pieces.write([7] as [Int64], to: "wide")
        try pieces.write([5] as [UInt8], to: "a")
        let bytes = { try Data(contentsOf: URL(fileURLWithPath: folder.file($0))) }
        #expect(try bytes("pieces") == bytes("whole"))
    }

    @Test func whatIsNeverWrittenIsZero() throws {
        let file = try TensorFileWriter(folder.file("x"), [.init("a", .float32, [2, 2]), .init("none", .int32, [0])])
        try file.write([1] as [Float], to: "a", at: 2)
        let read = try ReferenceTensors(folder.file("x"))
        #expect(read.floats("a") == [0, 0, 1, 0] && read.shape("none") == [0])
    }

    @Test func elementsBeyondATensorAreRefused() throws {
        let file = try TensorFileWriter(folder.file("y"), [.init("a", .float32, [2, 2]), .init("b", .float32, [1])])
        #expect(throws: TensorError.self) { try file.write([Float](repeating: 1, count: 2), to: "a", at: 3) }
        #expect(throws: TensorError.self) { try file.write([Float(1)], to: "a", at: -1) }
        #expect(throws: TensorError.self) { try file.write([Float(1)], to: "c") }
        try file.write([Float(1)], to: "a", at: 3)
    }
}
