import Documents
import Foundation
import Workspace

/// The done records of a workspace, but for the report's own, sorted by their outputs' names.
struct RecordScan {
    /// Each with its output's path in the workspace.
    private(set) var records: [(output: String, record: DoneRecord)] = []
    private let workspace: Workspace

    init(_ workspace: Workspace) {
        self.workspace = workspace
        scan("")
        records.sort { $0.output < $1.output }
    }

    /// SHA-256 over all the records: it changes when any stage was redone.
    var digest: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var digest = Digest()
        for (output, record) in records {
            digest.update(Array("\(output)\n".utf8))
            // A record was read from JSON, so it can be written.
            if let data = try? encoder.encode(record) { digest.update(data) }
        }
        return digest.hexadecimal()
    }

    private mutating func scan(_ folder: String) {
        let path = folder.isEmpty ? workspace.path : workspace.file(folder)
        let names = Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
        for name in names where !name.hasPrefix(".") {
            let place = folder.isEmpty ? name : "\(folder)/\(name)"
            if name.hasSuffix(".done") {
                let output = String(place.dropLast(5))
                guard let record = DoneRecord.read(of: workspace.file(output)), record.stage != "report" else {
                    continue
                }
                records.append((output, record))
            } else if !names.contains(name + ".done"), isFolder(workspace.file(place)) {
                // A folder with a record of its own is one output: a million unpacked files hold no other records.
                scan(place)
            }
        }
    }

    /// Links are not followed: they may lead in a circle.
    private func isFolder(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType == .typeDirectory
    }
}
