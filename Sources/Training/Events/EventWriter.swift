import Documents
import Foundation
import Synchronization

/// Writes a run's numbers where TensorBoard finds them, while the run goes on: `tensorboard --logdir FOLDER`.
///
/// Each start of a run has a file of its own, whose number follows those that are there. TensorBoard reads them in the order
/// of their names, and drops what earlier ones say of the step at which a later one goes on, and of steps after it. So
/// nothing is rewritten under a TensorBoard that looks on, and half a record at the end of a killed run's file does no harm:
/// it is never added to.
///
/// The bytes depend on nothing but what is given, times included.
public final class EventWriter: Sendable {
    private static let prefix = "events.out.tfevents."

    /// The file that this start of the run writes.
    public let path: String
    private let file: Mutex<FileHandle>

    /// - Parameters:
    ///   - folder: the run's; made where it is not there.
    ///   - step: the first step that events will be of; what earlier files say of it and later ones is dropped.
    ///   - wallTime: seconds since 1970.
    /// - Throws: ``Fault`` when the disk refuses.
    public init(folder: String, step: Int, wallTime: Double) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let earlier = try EventWriter.files(in: folder)
            let last = earlier.compactMap { Int($0.dropFirst(EventWriter.prefix.count)) }.max() ?? 0
            path = folder + "/" + EventWriter.name(last + 1)
            // A file that came meanwhile is another run's.
            try Data().write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
            file = Mutex(try FileHandle(forWritingTo: URL(fileURLWithPath: path)))
            var begin = Event(.fileVersion, step: 0, wallTime: wallTime).record
            if !earlier.isEmpty { begin += Event(.sessionStart, step: step, wallTime: wallTime).record }
            try write(begin)
        } catch let error as CocoaError {
            throw Fault("beginning an event file in \(folder)", reason: error.localizedDescription)
        }
    }

    deinit { file.withLock { try? $0.close() } }

    /// The names of the event files in a folder, in the order in which TensorBoard reads them.
    public static func files(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix(prefix) }.sorted()
    }

    private static func name(_ number: Int) -> String {
        let digits = String(number)
        return prefix + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// Adds numbers of a step; TensorBoard can see them at once.
    /// - Parameters: wallTime: seconds since 1970.
    /// - Throws: ``Fault`` when the disk refuses.
    public func add(_ scalars: [Event.Scalar], step: Int, wallTime: Double) throws {
        try write(Event(.scalars(scalars), step: step, wallTime: wallTime).record)
    }

    private func write(_ record: [UInt8]) throws {
        do {
            try file.withLock { try $0.write(contentsOf: record) }
        } catch {
            throw Fault("writing \(path)", reason: error.localizedDescription)
        }
    }
}
