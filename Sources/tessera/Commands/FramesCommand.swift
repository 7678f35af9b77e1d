import ArgumentParser
import Documents
import Foundation
import Media
import Workspace

/// `tessera frames`: look at what sampling takes from videos.
struct FramesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "frames", abstract: "Sample frames of videos: list them, fingerprint them, or draw them.")

    @Argument(help: "Videos.")
    var files: [String]

    @Option(help: ArgumentHelp("The frames: uniform:N, midpoints:N or all.", valueName: "strategy"))
    var sample = "uniform:12"

    @Flag(help: "Print each frame's index, time in seconds and MD5 of its decoded planes, separated by tabs.")
    var md5 = false

    @Option(help: ArgumentHelp("Draw the frames as a PNG, a row a video.", valueName: "png"))
    var contactSheet: String?

    @OptionGroup var options: CommonOptions

    private struct Frame: Encodable {
        let index: Int
        let time: Double
        let md5: String
    }

    func validate() throws {
        if files.isEmpty { throw ValidationError("Name at least one video.") }
    }

    func run() async throws {
        let sampling = try FrameSampling(sample)
        var result: [String: [Frame]] = [:]
        if md5 || options.json || contactSheet == nil {
            for file in files {
                let frames = try VideoFile(path: file).digests(sampling)
                result[file] = frames.map { Frame(index: $0.index, time: $0.time, md5: $0.md5) }
                guard !options.json else { continue }
                if files.count > 1 { Console.print("# \(file)") }
                for frame in frames { Console.print("\(frame.index)\t\(frame.time)\t\(frame.md5)") }
            }
        }
        if options.json { try Console.print(json: result) }
        guard let contactSheet else { return }
        let rows = try files.map { try VideoFile(path: $0).frames(sampling).map(\.image) }
        try AtomicOutput.write(Data(PNGFile.encode(ContactSheet()(rows))), to: contactSheet)
    }
}
