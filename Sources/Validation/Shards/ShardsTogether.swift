import Shards

/// What only all shards of a folder together show: which differ from the others, rows that are the same, or far off.
struct ShardsTogether {
    let settings: ValidationSettings
    let shards: [ShardContents]

    func findings() throws -> Findings {
        var findings = Findings(settings)
        differences(&findings)
        ids(&findings)
        norms(&findings)
        duplicates(&findings)
        ends(&findings)
        return findings
    }

    // MARK: - How they were made

    /// What most shards say of each thing; the others differ.
    private func differences(_ findings: inout Findings) {
        let properties: [(name: String, value: (ShardContents) -> String?)] = [
            ("dataset", { $0.description.dataset }), ("source language", { $0.description.sourceLanguage }),
            ("model", { $0.description.model.description }), ("preprocessing", { $0.description.preprocessing }),
            ("sampling", { $0.description.sampling }), ("pooling", { $0.description.pooling }),
            ("precision", { $0.description.precision }), ("width", { "\($0.width)" }),
        ]
        for property in properties { differ(property.name, property.value, &findings) }
        for language in Set(shards.flatMap(\.description.tokenizers.keys)).sorted() {
            differ("tokenizer of \(language)", { $0.description.tokenizers[language]?.description }, &findings)
        }
        for split in Set(shards.map(\.split)).sorted() {
            let ofSplit = shards.filter { $0.split == split }
            for language in Set(ofSplit.flatMap(\.captions.keys)).sorted() {
                let lacking = ofSplit.filter { $0.captions[language] == nil && !$0.ids.isEmpty }
                guard 2 * lacking.count < ofSplit.count else { continue }
                for shard in lacking {
                    findings.add(
                        .shardsDiffer, Place(shard.path),
                        "it has no captions in \(language), which others of '\(split)' have")
                }
            }
        }
    }

    private func differ(_ name: String, _ value: (ShardContents) -> String?, _ findings: inout Findings) {
        var counts: [String: Int] = [:]
        for shard in shards { if let value = value(shard) { counts[value, default: 0] += 1 } }
        guard counts.count > 1, let usual = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else {
            return
        }
        for shard in shards {
            guard let value = value(shard), value != usual else { continue }
            findings.add(.shardsDiffer, Place(shard.path), "its \(name) is \(value), and that of others \(usual)")
        }
    }

    // MARK: - Rows

    private func ids(_ findings: inout Findings) {
        var seen: [UInt64: Int32] = [:]
        for (number, shard) in shards.enumerated() {
            for id in shard.ids {
                guard let other = seen.updateValue(Int32(number), forKey: hashed(id)) else { continue }
                let others = shards[Int(other)]
                findings.add(
                    others.split == shard.split ? .itemTwice : .itemInTwoSplits, Place(shard.path), items: [id],
                    "'\(id)' of '\(shard.split)' is in \(others.path) too, of '\(others.split)'")
            }
        }
    }

    private func norms(_ findings: inout Findings) {
        let factor = Float(settings.value(.featuresNorm, "factor"))
        func check(_ name: String, _ scans: [(shard: ShardContents, scan: FeatureScan)]) {
            let sound = scans.flatMap { $0.scan.norms.filter { $0.isFinite && $0 > 0 } }.sorted()
            guard sound.count >= 8 else { return }
            let median = sound[sound.count / 2]
            for (shard, scan) in scans {
                for (row, norm) in scan.norms.enumerated() where norm.isFinite && norm > 0 {
                    guard norm > factor * median || norm * factor < median else { continue }
                    findings.add(
                        .featuresNorm, Place(shard.path),
                        "row \(row) of '\(name)' has the length \(norm), where \(median) is usual")
                }
            }
        }
        check("visual", shards.map { ($0, $0.visual) })
        for language in Set(shards.flatMap(\.captions.keys)).sorted() {
            check(
                "captions.\(language).features",
                shards.compactMap { shard in shard.captions[language]?.features.map { (shard, $0) } })
        }
    }

    private func duplicates(_ findings: inout Findings) {
        var seen: [UInt64: (shard: Int32, row: Int32)] = [:]
        for (number, shard) in shards.enumerated() {
            for (row, print) in shard.visual.prints.enumerated() where print != 0 {
                guard let other = seen[print] else {
                    seen[print] = (Int32(number), Int32(row))
                    continue
                }
                let others = shards[Int(other.shard)]
                let (id, its) = (shard.ids[row], others.ids[Int(other.row)])
                // An item that stands twice is told as that.
                guard id != its else { continue }
                findings.add(
                    others.split == shard.split ? .featuresTwice : .similarFeaturesInTwoSplits, Place(shard.path),
                    items: [id, its],
                    "row \(row), '\(id)' of '\(shard.split)', is '\(its)' of '\(others.split)', row \(other.row) of \(others.path)"
                )
            }
        }
        textDuplicates(&findings)
    }

    /// Different captions with the same features.
    private func textDuplicates(_ findings: inout Findings) {
        for shard in shards {
            for (language, captions) in shard.captions.sorted(by: { $0.key < $1.key }) {
                guard let features = captions.features else { continue }
                var seen: [UInt64: Int] = [:]
                for (row, print) in features.prints.enumerated() where print != 0 {
                    guard let other = seen.updateValue(row, forKey: print), captions.texts[row] != captions.texts[other]
                    else {
                        continue
                    }
                    findings.add(
                        .featuresTwice, Place(shard.path),
                        "rows \(other) and \(row) of 'captions.\(language).features' are the same, and their captions are not"
                    )
                }
            }
        }
    }

    // MARK: - Tokens

    /// The token that nearly all captions of a language end with must end all of them.
    private func ends(_ findings: inout Findings) {
        for language in Set(shards.flatMap(\.captions.keys)).sorted() {
            var counts: [Int32: Int] = [:]
            var all = 0
            for end in shards.flatMap({ $0.captions[language]?.ends ?? [] }) {
                all += 1
                if let end { counts[end, default: 0] += 1 }
            }
            let usual = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
            for shard in shards {
                for (row, end) in (shard.captions[language]?.ends ?? []).enumerated() {
                    if end == nil {
                        findings.add(.tokenEnd, Place(shard.path), "row \(row) of \(language) has no tokens")
                    } else if let usual, end != usual.key, 10 * usual.value >= 9 * all {
                        findings.add(
                            .tokenEnd, Place(shard.path),
                            "row \(row) of \(language) ends with the token \(end ?? 0), the others with \(usual.key)")
                    }
                }
            }
        }
    }
}
