import ArgumentParser
import Media

/// What decoding a video may cost, for the verbs that decode.
struct DecodingArguments: ParsableArguments {
    @Flag(help: "Use what can be decoded of a video that breaks off; without it that is an error.")
    var salvage = false

    @Option(help: ArgumentHelp("The most seconds for one video.", valueName: "seconds"))
    var timeLimit = 600

    @Option(help: ArgumentHelp("The most memory for one video, in MiB.", valueName: "mib"))
    var memoryLimit = 1024

    func validate() throws {
        guard timeLimit > 0 else { throw ValidationError("--time-limit takes a number of seconds of at least 1.") }
        guard (1...1 << 24).contains(memoryLimit) else {
            throw ValidationError("--memory-limit takes a number of MiB from 1 to \(1 << 24).")
        }
    }

    var options: DecodingOptions {
        DecodingOptions(salvage: salvage, timeLimit: .seconds(timeLimit), memoryLimit: memoryLimit << 20)
    }
}
