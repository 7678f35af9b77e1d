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

    @Option(help: ArgumentHelp("The frames: \(FrameSampling.forms).", valueName: "strategy"))
    var sample = "uniform:12"

    @Flag(help: "Print each frame's index, time in seconds and MD5 of its decoded planes, separated by tabs.")
    var md5 = false

    @Option(help: ArgumentHelp("Draw the frames as a PNG, a row a video.", valueName: "png"))
    var contactSheet: String?

    @OptionGroup var decoding: DecodingArguments
    @OptionGroup var options: CommonOptions

    private struct Frame: Encodable, Sendable {
        let index: Int
        let time: Double
        let md5: String
    }

    func validate() throws {
        if files.isEmpty { throw ValidationError("Name at least one video.") }
    }

    func run() async throws {
        let sampling = try FrameSampling(sample)
        let limits = decoding.options
        if md5 || options.json || contactSheet == nil {
            var result: [String: [Frame]] = [:]
            let asJSON = options.json
            try await inOrder { file in
                var frames: [Frame] = []
                let video = try VideoFile(path: file).forEachDigest(sampling, limits) {
                    frames.append(Frame(index: $0.index, time: $0.time, md5: $0.md5))
                }
                return (frames, video)
            } use: { (file, made: ([Frame], DecodedVideo)) in
                note(made.1, of: file)
                if asJSON {
                    result[file] = made.0
                    return
                }
                if files.count > 1 { Console.print("# \(file)") }
                for frame in made.0 { Console.print("\(frame.index)\t\(frame.time)\t\(frame.md5)") }
            }
            if asJSON { try Console.print(json: result) }
        }
        if let contactSheet { try await draw(sampling, limits, to: contactSheet) }
    }

    private func draw(_ sampling: FrameSampling, _ limits: DecodingOptions, to path: String) async throws {
        var rows: [[RGBImage]] = []
        try await inOrder { file in
            var row: [RGBImage] = []
            let video = try VideoFile(path: file).forEachFrame(sampling, limits) { row.append($0.image) }
            return (row, video)
        } use: { (file, made: ([RGBImage], DecodedVideo)) in
            note(made.1, of: file)
            rows.append(made.0)
        }
        try AtomicOutput.write(Data(PNGFile.encode(ContactSheet()(rows))), to: path)
    }

    private func note(_ video: DecodedVideo, of file: String) {
        guard let reason = video.brokenOff, !options.quiet else { return }
        Console.error("tessera: \(file): sampled from the \(video.frames) frames before it breaks off: \(reason)")
    }

    /// Works on the files, one a core, and hands the results on in the order of the files.
    /// - Throws: what `work` throws for the first file that fails.
    private func inOrder<R: Sendable>(
        _ work: @escaping @Sendable (String) throws -> R, use: (String, R) throws -> Void
    ) async throws {
        let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
        try await withThrowingTaskGroup(of: (Int, Result<R, any Error>).self) { group in
            var begun = 0
            func begin() {
                guard begun < files.count else { return }
                let (number, file) = (begun, files[begun])
                begun += 1
                group.addTask { (number, Result { try work(file) }) }
            }
            for _ in 0..<cores { begin() }
            var waiting: [Int: Result<R, any Error>] = [:]
            var next = 0
            while let (number, result) = try await group.next() {
                waiting[number] = result
                while let result = waiting.removeValue(forKey: next) {
                    try use(files[next], result.get())
                    next += 1
                }
                try Task.checkCancellation()
                begin()
            }
        }
    }
}
