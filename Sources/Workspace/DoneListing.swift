import Documents
import Foundation

/// How far each stage of a workspace is, by the names of its done records and by its journal, of which there may be millions: only
/// records that the journal does not know are opened.
public struct DoneListing: Sendable {
    /// A stage's share.
    public struct Stage: Sendable, Equatable {
        public init() {}

        /// Done records.
        public var done = 0
        /// All partitions, as the stage said when it was last begun; nil where it never was.
        public var partitions: Int?
        /// When it was last begun: seconds since 1970.
        public var opened: Double?
        /// Of what was done since then: how many, and when the last was: seconds since 1970.
        public var since = (count: 0, last: 0.0)
        /// Items that failed, by the reason.
        public var failed: [String: Int] = [:]
        /// When its first partition began: seconds since 1970.
        public var first = Double.infinity

        public static func == (a: Stage, b: Stage) -> Bool {
            a.done == b.done && a.partitions == b.partitions && a.failed == b.failed && a.since == b.since
        }
    }

    /// By the stage's name.
    public let stages: [String: Stage]

    /// What the journal says last of an output.
    private struct Known {
        var stage: Int32
        var began: Double
        var end: Double
        var failed: [String: Int]?
    }

    public init(_ workspace: Workspace) throws {
        var names: [String] = []
        var stages: [Stage] = []
        var places: [String: Int32] = [:]
        var known: [String: Known] = [:]
        var folders: Set<String> = []
        var last: String?
        func place(_ name: String) -> Int32 {
            if let place = places[name] { return place }
            places[name] = Int32(names.count)
            names.append(name)
            stages.append(Stage())
            return Int32(names.count - 1)
        }
        JournalReader(Journal(workspace).files).read { line in
            switch line {
            case .opening(let opening):
                let stage = Int(place(opening.stage))
                guard (stages[stage].opened ?? 0) <= opening.began else { return }
                (stages[stage].opened, stages[stage].partitions) = (opening.began, opening.partitions)
            case .entry(let entry):
                let new = Known(
                    stage: place(entry.stage), began: entry.began, end: entry.began + entry.seconds,
                    failed: entry.failed)
                if let other = known.updateValue(new, forKey: entry.output), other.began > new.began {
                    known[entry.output] = other
                }
                let folder = DoneListing.folder(of: entry.output)
                // The last one's, as a rule.
                if folder != last {
                    folders.insert(folder)
                    last = folder
                }
            }
        }
        folders.formUnion(DoneListing.folders(in: workspace))
        for folder in folders {
            for name in DoneListing.records(in: workspace.file(folder)) {
                let output = folder.isEmpty ? name : "\(folder)/\(name)"
                guard let entry = known[output] else {
                    guard let record = DoneRecord.read(of: workspace.file(output)) else { continue }
                    let stage = Int(place(record.stage))
                    stages[stage].done += 1
                    stages[stage].add(record.outcome.failedByReason)
                    continue
                }
                let stage = Int(entry.stage)
                stages[stage].done += 1
                stages[stage].first = min(stages[stage].first, entry.began)
                if let opened = stages[stage].opened, entry.end >= opened {
                    stages[stage].since.count += 1
                    stages[stage].since.last = max(stages[stage].since.last, entry.end)
                }
                stages[stage].add(entry.failed)
            }
        }
        self.stages = Dictionary(zip(names, stages)) { $1 }
    }

    /// Not by Foundation, which makes several strings of each.
    private static func folder(of output: String) -> String {
        output.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(output[..<$0]) } ?? ""
    }

    /// Folders that may have done records without the journal's knowledge.
    private static func folders(in workspace: Workspace) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: workspace.path)) ?? []
        return [""]
            + names.filter { name in
                var isFolder: ObjCBool = false
                return !name.hasPrefix(".")
                    && FileManager.default.fileExists(atPath: workspace.file(name), isDirectory: &isFolder)
                    && isFolder.boolValue
            }
    }

    /// The outputs in a folder that have done records. Foundation's own listing makes objects of a million names.
    private static func records(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name.hasSuffix(".done") { names.append(String(name.dropLast(5))) }
        }
        return names
    }
}

extension DoneListing.Stage {
    fileprivate mutating func add(_ failed: [String: Int]?) {
        if let failed { self.failed.merge(failed, uniquingKeysWith: +) }
    }
}
