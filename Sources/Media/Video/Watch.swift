import Documents
import Synchronization

/// Keeps the work on one file within its limits. FFmpeg asks it, too, while it reads.
final class Watch: Sendable {
    let options: DecodingOptions
    /// What complaints call the file.
    let file: String
    private let end: Mutex<ContinuousClock.Instant>

    init(_ file: String, _ options: DecodingOptions) {
        self.file = file
        self.options = options
        end = Mutex(.now.advanced(by: options.timeLimit))
    }

    /// Does what is no work on the file, such as encoding frames, in time that does not count.
    func pause<R>(_ work: () throws -> R) rethrows -> R {
        let begin = ContinuousClock.now
        defer { end.withLock { $0 += .now - begin } }
        return try work()
    }

    /// Whether the time is up.
    var isOver: Bool { ContinuousClock.now >= end.withLock { $0 } }

    /// - Throws: ``InputError`` when the time is up.
    func checkTime() throws {
        guard isOver else { return }
        throw InputError(
            file: file, "decoding takes longer than the limit of \(options.timeLimit.components.seconds) s",
            remedy: "raise it with --time-limit, or leave the file out")
    }

    /// - Throws: ``InputError`` for frames that are larger than the memory limit allows.
    func checkSize(width: Int, height: Int) throws {
        guard width > 0, height > 0, width > options.mostPixels / height else { return }
        throw tooLarge("frames of \(width) by \(height) pixels")
    }

    /// - Throws: ``InputError`` for a packet that is larger than the memory limit allows.
    func checkPacket(_ size: Int) throws {
        guard size > options.largestPacket else { return }
        throw tooLarge("a packet of \(size) bytes")
    }

    func tooLarge(_ what: String) -> InputError {
        InputError(
            file: file, "\(what) would take more than the limit of \(options.memoryLimit >> 20) MiB",
            remedy: "raise it with --memory-limit, or leave the file out")
    }
}
