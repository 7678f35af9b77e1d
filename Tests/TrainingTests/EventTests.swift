import Documents
import Foundation
import TestSupport
import Testing

@testable import Training

/// Event files against those of TensorBoard's own writer, which TensorBoard read as it should: Tests/Oracles/make-events.py.
@Suite struct EventTests {
    private struct Session: Decodable {
        struct Step: Decodable {
            struct Scalar: Decodable {
                let tag: String
                let value: Double
            }
            let step: Int
            let time: Double
            let scalars: [Scalar]
        }
        let step: Int
        let time: Double
        let events: [Step]
        /// Bytes that the end of the file lacks.
        let cut: Int
    }

    private static let fixtures = testsFolder + "/Fixtures/events/"

    private static func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    private static func sessions(_ run: String) throws -> [Session] {
        let all = try JSONDecoder().decode([String: [Session]].self, from: bytes(fixtures + "sessions.json"))
        return try #require(all[run])
    }

    @Test(arguments: ["resumed", "anew"]) func eachStartWritesTheBytesOfTensorBoardsWriter(run: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("train/events")
        for session in try EventTests.sessions(run) {
            let writer = try EventWriter(folder: path, step: session.step, wallTime: session.time)
            for event in session.events {
                try writer.add(
                    event.scalars.map { Event.Scalar($0.tag, Float($0.value)) }, step: event.step, wallTime: event.time)
            }
            // As a killed run leaves it.
            let handle = try #require(FileHandle(forWritingAtPath: writer.path))
            try handle.truncate(atOffset: try handle.seekToEnd() - UInt64(session.cut))
        }
        let names = try EventWriter.files(in: path)
        #expect(names == ["events.out.tfevents.000001", "events.out.tfevents.000002"])
        for name in names {
            #expect(
                try EventTests.bytes("\(path)/\(name)") == EventTests.bytes("\(EventTests.fixtures)\(run)/\(name)"))
        }
    }

    /// Who looks on sees each step when it is done.
    @Test func aStepIsThereAtOnce() throws {
        let folder = try TemporaryFolder()
        let writer = try EventWriter(folder: folder.path, step: 0, wallTime: 1)
        let before = try EventTests.bytes(writer.path)
        try writer.add([Event.Scalar("loss", .nan)], step: 300, wallTime: 2)
        let event = Event(.scalars([Event.Scalar("loss", .nan)]), step: 300, wallTime: 2)
        #expect(try EventTests.bytes(writer.path) == before + event.record)
    }

    /// RFC 3720, appendix B.4.
    @Test func checksumsAreThoseOfTheStandard() {
        #expect(CRC32C.checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(CRC32C.checksum([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
        #expect(CRC32C.checksum(0..<32) == 0x46DD_794E)
        #expect(CRC32C.checksum((0..<32).reversed()) == 0x113F_DB5C)
    }

    @Test func aFolderThatCannotBeMadeIsAFault() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("", to: "file")
        #expect(throws: Fault.self) { try EventWriter(folder: file + "/events", step: 0, wallTime: 0) }
    }
}
