import Foundation
import TestSupport

/// Folders of fixtures, changed.
enum FileCopies {
    static func copy(_ folder: String, to target: TemporaryFolder) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            try FileManager.default.copyItem(atPath: "\(folder)/\(name)", toPath: target.file(name))
        }
    }

    static func flipLastByte(of path: String) throws {
        var data = try Data(contentsOf: URL(fileURLWithPath: path))
        data[data.count - 1] ^= 1
        try data.write(to: URL(fileURLWithPath: path))
    }

    static func replace(_ old: String, with new: String, in path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacing(old, with: new).write(toFile: path, atomically: false, encoding: .utf8)
    }
}
