import Corpus
import Documents
import Foundation
import Media
import Synchronization
import Workspace

/// Looks at all images and videos of a corpus: whether they can be read, and whether some are the same, or look so.
struct MediaCheck: Sendable {
    let settings: ValidationSettings
    let folder: MediaFolder
    let reporting: ProgressReporter

    static let rules: [Rule] = [
        .mediaUnreadable, .mediaWithoutFrames, .mediaOneColour, .mediaShape, .mediaLength, .mediaDuration, .mediaTwice,
        .mediaInTwoSplits, .similarMediaInTwoSplits,
    ]

    func run(_ media: MediaTally) async throws -> Findings {
        var findings = Findings(settings)
        if MediaCheck.rules.contains(where: settings.isWanted) {
            let entries = media.present.map { media.all[Int($0)] }
            // The corpus is read with its largest split last, where each file is of one split.
            let first = entries.firstIndex { $0.split == entries.last?.split } ?? 0
            let last = entries[first...].allSatisfy { $0.split == entries.last?.split } ? entries.last?.split : nil
            var same = SameMedia(settings, folder, last: last)
            // In blocks, so that what was seen of them is added in their order, and little of it is held.
            for start in stride(from: 0, to: entries.count, by: 256) {
                let block = Array(entries[start..<min(start + 256, entries.count)])
                for (entry, look) in zip(block, try await look(at: block)) {
                    for (rule, message) in look.complaints {
                        findings.add(rule, entry.place, items: [entry.id], "'\(entry.id)', \(entry.path): \(message)")
                    }
                    same.add(entry, look)
                }
            }
            findings.add(same.findings)
        }
        if settings.isWanted(.mediaWithoutItem) { findings.add(orphans(media)) }
        return findings
    }

    private func look(at entries: [MediaTally.Entry]) async throws -> [MediaLook] {
        let looks = Mutex([MediaLook?](repeating: nil, count: entries.count))
        let next = Mutex(0)
        try await Cores.work(
            next: {
                next.withLock { place in
                    defer { place += 1 }
                    return place < entries.count ? place : nil
                }
            },
            { place in
                let look = MediaLook(entries[place], in: folder, settings)
                looks.withLock { $0[place] = look }
                reporting(1)
            })
        return looks.withLock { $0.compactMap(\.self) }
    }

    private static let extensions: Set<String> = [
        "jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "avif", "mp4", "mkv", "webm", "avi", "mov", "m4v",
        "mpg",
        "mpeg", "flv", "wmv", "3gp", "ts",
    ]

    /// Images and videos in the folders of the items' that no item names.
    private func orphans(_ media: MediaTally) -> Findings {
        var findings = Findings(settings)
        var named: Set<UInt64> = []
        var folders: Set<String> = []
        for place in media.present {
            let path = media.all[Int(place)].path
            named.insert(hashed(path))
            if MediaShard.split(path) == nil { folders.insert((path as NSString).deletingLastPathComponent) }
        }
        for inner in folders.sorted() {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/\(inner)")) ?? []
            for name in names.sorted()
            where MediaCheck.extensions.contains((name as NSString).pathExtension.lowercased()) {
                let path = inner.isEmpty ? name : "\(inner)/\(name)"
                guard !named.contains(hashed(path)) else { continue }
                findings.add(.mediaWithoutItem, Place("\(folder.path)/\(path)"), "no item names it")
            }
        }
        return findings
    }
}
