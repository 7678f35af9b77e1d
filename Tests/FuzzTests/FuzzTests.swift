import Foundation
import TestSupport
import Testing

/// The short form of Scripts/fuzz: damaged files are refused in words, and stop nothing.
@Suite struct FuzzTests {
    @Test(.timeLimit(.minutes(3))) func damagedFilesStopNothing() throws {
        let folder = try TemporaryFolder()
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let made = try run(
            sources.appendingPathComponent("Fuzz/make-seeds"), [folder.file("seeds"), "fixtures"])
        try #require(made.status == 0)
        let command = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("fuzz")
        let result = try run(
            command, ["--seeds", folder.file("seeds"), "--count", "200", "--seed", "7", "--time", "30"])
        #expect(result.status == 0, "\(result.output)")
        // Damage that nothing notices, and damage that is: each kind of file has some of the one, and its share of cases.
        let rows = result.output.split(separator: "\n").dropFirst().map { $0.split(separator: " ") }
        #expect(rows.map { String($0[0]) } == ["video", "image", "safetensors", "tokenizer", "tar"])
        let counts = rows.map { $0.dropFirst().compactMap { Int($0) } }
        #expect(counts.map { $0.reduce(0, +) } == [60, 60, 30, 20, 30], "\(result.output)")
        #expect(counts.allSatisfy { $0[1] > 0 }, "\(result.output)")
        #expect(counts.map { $0[0] }.reduce(0, +) > 20, "\(result.output)")
    }

    private func run(_ command: URL, _ arguments: [String]) throws -> (status: Int32, output: String) {
        let (process, pipe) = (Process(), Pipe())
        (process.executableURL, process.arguments, process.standardOutput) = (command, arguments, pipe)
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
