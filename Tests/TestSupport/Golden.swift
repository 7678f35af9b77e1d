import Foundation

/// A folder of inputs and of the numbers that independent libraries gave for them.
///
/// Two folders have that form: the project's own small one, made by Tests/Oracles, and the team's large one. Suites over
/// the large one have `Golden` in their names, and are skipped where the folder is not.
public struct Golden: Sendable {
    /// The folder's path.
    public let path: String

    public init(path: String) { self.path = path }

    /// The project's own: Tests/Fixtures/golden.
    public static let own = Golden(path: testsFolder + "/Fixtures/golden")

    /// The large one: `TESSERA_GOLDEN`, or ../shared/golden beside the checkout; nil where there is none.
    public static let large: Golden? = {
        let checkout = (testsFolder as NSString).deletingLastPathComponent
        let beside = (checkout as NSString).deletingLastPathComponent + "/shared/golden"
        let path = ProcessInfo.processInfo.environment["TESSERA_GOLDEN"] ?? beside
        return FileManager.default.fileExists(atPath: path) ? Golden(path: path) : nil
    }()

    /// Why a suite over the large folder is skipped.
    public static let absence =
        "no golden folder: TESSERA_GOLDEN names none and ../shared/golden is not there; Tests/Fixtures covers the same ground"

    /// A file of the folder.
    public func file(_ name: String) -> String { path + "/" + name }

    /// A JSON file of the folder, decoded.
    public func json<T: Decodable>(_ name: String, as type: T.Type = T.self) throws -> T {
        try JSONDecoder().decode(T.self, from: Data(contentsOf: URL(fileURLWithPath: file(name))))
    }

    /// The names in a folder, sorted.
    public func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: file(folder)).sorted()
    }
}

/// The path of Tests/.
public let testsFolder: String = {
    let here = URL(fileURLWithPath: #filePath)
    return here.deletingLastPathComponent().deletingLastPathComponent().path
}()

/// A new empty folder that is removed when the value goes away.
public final class TemporaryFolder: Sendable {
    public let path: String

    public init() throws {
        let base = FileManager.default.temporaryDirectory.path
        path = base + "/tessera-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A path in the folder.
    public func file(_ name: String) -> String { path + "/" + name }

    /// Writes a text file in the folder, with the folders above it, and returns its path.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String {
        let target = URL(fileURLWithPath: file(name))
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: target)
        return target.path
    }
}
