import Documents
import Foundation
import Shards
import Tensors
import Workspace

/// Looks at a folder of shards: each by itself, and all of them together.
struct ShardCheck: Sendable {
    let settings: ValidationSettings
    let folder: String
    let reporting: ProgressReporter

    /// What the shards hold, for whoever compares it with something.
    struct Summary: Sendable {
        var shards: [ShardContents] = []
        var findings: Findings
    }

    func run() throws -> Summary {
        var findings = Findings(settings)
        let index = "\(folder)/\(ShardIndex.name)"
        var entries: [ShardIndex.Entry] = []
        do {
            entries = try ShardIndex(folder: folder).shards
        } catch let error as InputError {
            findings.add(.shardUnsound, Place(index), error.problem)
        }
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { $0.hasSuffix(".safetensors") && !$0.hasPrefix(".") }.sorted()
        let listed = Set(entries.map(\.file))
        for name in names where !listed.contains(name) && !entries.isEmpty {
            findings.add(.shardUnlisted, Place("\(folder)/\(name)"), "\(ShardIndex.name) does not list it")
        }
        var shards: [ShardContents] = []
        var seen: Set<String> = []
        for entry in entries {
            guard seen.insert(entry.file).inserted else {
                findings.add(.shardCounts, Place("\(folder)/\(entry.file)"), "\(ShardIndex.name) lists it twice")
                continue
            }
            if let shard = try check(entry.file, entry, &findings) { shards.append(shard) }
        }
        // Without an index the shards can still be looked at.
        if entries.isEmpty {
            for name in names { if let shard = try check(name, nil, &findings) { shards.append(shard) } }
        }
        let together = ShardsTogether(settings: settings, shards: shards)
        findings.add(try together.findings())
        return Summary(shards: shards, findings: findings)
    }

    private func check(_ name: String, _ entry: ShardIndex.Entry?, _ findings: inout Findings) throws -> ShardContents?
    {
        try Task.checkCancellation()
        let place = Place("\(folder)/\(name)")
        guard FileManager.default.fileExists(atPath: place.file) else {
            findings.add(.shardUnsound, place, "is not there, and \(ShardIndex.name) lists it")
            return nil
        }
        if let entry, settings.isWanted(.shardDigest) {
            let bytes = (try? FileManager.default.attributesOfItem(atPath: place.file))?[.size] as? NSNumber
            if bytes?.intValue != entry.bytes {
                findings.add(.shardDigest, place, "has \(bytes ?? 0) bytes, and \(ShardIndex.name) says \(entry.bytes)")
            } else if try Digest.ofFile(place.file) != entry.sha256 {
                findings.add(.shardDigest, place, "its SHA-256 is not that of \(ShardIndex.name)")
            }
        }
        do {
            var complaints: [(Rule, String)] = []
            let shard = try ShardContents(place.file) { complaints.append(($0, $1)) }
            for (rule, message) in complaints { findings.add(rule, place, message) }
            if let entry { compare(shard, entry, place, &findings) }
            checkFeatures(shard, place, &findings)
            reporting(shard.ids.count)
            return shard
        } catch let error as InputError {
            findings.add(.shardUnsound, place, [error.key, error.problem].compactMap(\.self).joined(separator: ": "))
            return nil
        } catch let error as TensorError {
            findings.add(.shardUnsound, place, "\(error)")
            return nil
        }
    }

    private func compare(_ shard: ShardContents, _ entry: ShardIndex.Entry, _ place: Place, _ findings: inout Findings)
    {
        if shard.ids.count != entry.items {
            findings.add(.shardCounts, place, "\(shard.ids.count) items, and \(ShardIndex.name) says \(entry.items)")
        }
        let counts = shard.captions.mapValues(\.count)
        for language in Set(counts.keys).union(entry.captions.keys).sorted()
        where counts[language] != entry.captions[language] {
            findings.add(
                .shardCounts, place,
                "\(counts[language] ?? 0) captions in \(language), and \(ShardIndex.name) says \(entry.captions[language] ?? 0)"
            )
        }
        if shard.split != entry.split {
            findings.add(
                .shardCounts, place, "it says that it is of '\(shard.split)', and \(ShardIndex.name) '\(entry.split)'")
        }
    }

    private func checkFeatures(_ shard: ShardContents, _ place: Place, _ findings: inout Findings) {
        func check(_ scan: FeatureScan, _ name: String, _ subject: (Int) -> String) {
            for (row, norm) in scan.norms.enumerated() {
                if !norm.isFinite {
                    findings.add(
                        .featuresNotFinite, place, items: [subject(row)],
                        "row \(row) of '\(name)', of '\(subject(row))'")
                } else if norm == 0 {
                    findings.add(
                        .featuresZero, place, items: [subject(row)], "row \(row) of '\(name)', of '\(subject(row))'")
                }
            }
        }
        check(shard.visual, "visual") { shard.ids[$0] }
        for (language, captions) in shard.captions.sorted(by: { $0.key < $1.key }) {
            guard let features = captions.features else { continue }
            check(features, "captions.\(language).features") { shard.ids[Int(captions.items[$0])] }
        }
    }
}
