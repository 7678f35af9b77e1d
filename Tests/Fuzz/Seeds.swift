import Foundation

/// The sound files that are damaged: a folder for each kind.
struct Seeds {
    struct File {
        let name: String
        let bytes: [UInt8]
        /// Files that a reader expects beside it.
        let neighbours: [String]
    }

    private(set) var files: [Subject: [File]] = [:]

    /// - Parameter folders: each with a folder for each kind in it, where a tokenizer's files lie in a folder of their own.
    init(_ folders: [String]) throws {
        let manager = FileManager.default
        for subject in Subject.allCases {
            for folder in folders.map({ $0 + "/" + subject.rawValue }) {
                for name in ((try? manager.subpathsOfDirectory(atPath: folder)) ?? []).sorted() {
                    let path = folder + "/" + name
                    var isFolder: ObjCBool = false
                    guard manager.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
                        let data = manager.contents(atPath: path), !data.isEmpty
                    else { continue }
                    let home = (path as NSString).deletingLastPathComponent
                    let others = try subject == .tokenizer ? manager.contentsOfDirectory(atPath: home).sorted() : []
                    let own = (path as NSString).lastPathComponent
                    files[subject, default: []].append(
                        File(
                            name: own, bytes: [UInt8](data),
                            neighbours: others.filter { $0 != own }.map { home + "/" + $0 }))
                }
            }
        }
        for subject in Subject.allCases where files[subject] == nil {
            throw Complaint("no seeds of kind \(subject.rawValue) in \(folders.joined(separator: ", "))")
        }
    }
}

/// Something that stops the whole run.
struct Complaint: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
