import Documents
import Foundation
import Workspace

/// What this machine left in a bucket, or took from there: `.replica.json` in the workspace's folder here. It tells what was
/// removed or altered there since from what is only here yet.
struct ReplicaLedger: Codable, Equatable {
    /// A file that is no output, as both had it last.
    struct Keepsake: Codable, Equatable {
        var etag: String
        var digest: String
    }

    /// The ETags of done records, by their names.
    var records: [String: String] = [:]
    var keepsakes: [String: Keepsake] = [:]

    private static let name = ".replica.json"

    /// - Parameter folder: the workspace's, here. What cannot be read counts as nothing: then all is looked at anew.
    init(in folder: String) {
        let data = FileManager.default.contents(atPath: "\(folder)/\(ReplicaLedger.name)")
        self = data.flatMap { try? JSONDecoder().decode(ReplicaLedger.self, from: $0) } ?? ReplicaLedger()
    }

    private init() {}

    func write(in folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try AtomicOutput.write(encoder.encode(self), to: "\(folder)/\(ReplicaLedger.name)")
    }
}

/// The done records in a folder of this machine.
enum LocalRecords {
    /// The outputs that have one, relative to the workspace.
    static func outputs(in root: String) -> [String] {
        var outputs: [String] = []
        var folders = [""]
        while let folder = folders.popLast() {
            let path = folder.isEmpty ? root : "\(root)/\(folder)"
            let names = Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
            for name in names where !name.hasPrefix(".") {
                let place = folder.isEmpty ? name : "\(folder)/\(name)"
                if name.hasSuffix(".done") {
                    outputs.append(String(place.dropLast(5)))
                } else if !names.contains(name + ".done"), isFolder("\(root)/\(place)") {
                    // What has a record of its own is one output: a million unpacked files hold no other records.
                    folders.append(place)
                }
            }
        }
        return outputs
    }

    /// Links are not followed: they may lead in a circle.
    private static func isFolder(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType == .typeDirectory
    }
}
