/// What becomes done of some partitions, as the journal's new lines say.
public struct JournalProgress {
    private let journal: Journal
    private let stage: String
    private var open: [String: Partition]
    /// How far each of the journal's files is read.
    private var places: [String: UInt64] = [:]

    /// What stands in the journal now is old.
    public init(_ workspace: Workspace, _ stage: String, _ partitions: [Partition]) {
        journal = Journal(workspace)
        self.stage = stage
        open = Dictionary(partitions.map { ($0.output, $0) }) { $1 }
        for file in journal.files { places[file] = JournalReader.length(of: file) }
    }

    /// The partitions that new lines tell of, each once, with their seconds.
    public mutating func news() -> [(partition: Partition, seconds: Double)] {
        var news: [(Partition, Double)] = []
        for file in journal.files {
            places[file] = JournalReader.read(file, from: places[file] ?? 0) { line in
                guard case .entry(let entry) = line, entry.stage == stage,
                    let partition = open.removeValue(forKey: entry.output)
                else { return }
                news.append((partition, entry.seconds))
            }
        }
        return news
    }
}
