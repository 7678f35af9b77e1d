import Documents
import Workspace

/// Makes one shard: many items are under way at a time, and each is written in its turn, whatever order they come in.
struct ShardBuilder {
    private let fetcher: MediaFetcher
    private let settings: MediaSettings
    private let writer: TarWriter
    private let previous: PreviousShard?
    private let reporting: ProgressReporter
    private(set) var table = FailureTable()
    private(set) var samples = 0

    private var waiting: [Int: (item: ListedItem, step: Step)] = [:]
    private var files = 0
    /// What became of each file that was asked for, by its address, for items that name it again.
    private var seen: [[UInt8]: Fetched?] = [:]

    /// How an item gets its file.
    private enum Step {
        case fetched(Result<CheckedMedia, MediaFailure>)
        case asBefore(PreviousShard.Place)
        case again

        /// Whether it holds an open file.
        var isOnDisk: Bool {
            if case .fetched(.success(let media)) = self, case .file = media.body { true } else { false }
        }
    }

    /// Where a file lies in the shard, or why it does not.
    private typealias Fetched = Result<(start: Int, facts: MediaFacts), MediaFailure>

    /// Items between the first that is not written and the last that is under way.
    private static let window = 4096
    /// Large files that wait on the disk, each of them open.
    private static let mostFiles = 128

    init(
        _ fetcher: MediaFetcher, _ settings: MediaSettings, to path: String, previous: PreviousShard?,
        reporting: ProgressReporter
    ) throws {
        self.fetcher = fetcher
        self.settings = settings
        self.previous = previous
        self.reporting = reporting
        writer = try TarWriter(path)
    }

    /// Works through the items.
    mutating func build(_ items: inout ListedItems) async throws {
        let most = settings.connections * 4
        try await withThrowingTaskGroup(of: (Int, ListedItem, Step).self) { [fetcher] group in
            var (begun, active, written, isAtEnd) = (0, 0, 0, false)
            while true {
                while !isAtEnd, active < most, begun - written < ShardBuilder.window, files < ShardBuilder.mostFiles {
                    guard let item = try items.next() else {
                        isAtEnd = true
                        break
                    }
                    if let step = plan(item) {
                        waiting[begun] = (item, step)
                    } else {
                        active += 1
                        group.addTask { [begun] in (begun, item, .fetched(try await fetcher.fetch(item))) }
                    }
                    begun += 1
                }
                let before = written
                while let (item, step) = waiting.removeValue(forKey: written) {
                    try write(item, step)
                    written += 1
                }
                if written > before { reporting(written - before) }
                if isAtEnd, active == 0 { break }
                guard let (index, item, step) = try await group.next() else { continue }
                active -= 1
                if step.isOnDisk { files += 1 }
                waiting[index] = (item, step)
            }
        }
        try writer.finish()
    }

    /// What to do for an item without asking the network; nil when it must be asked.
    private mutating func plan(_ item: ListedItem) -> Step? {
        if let place = previous?.place(of: item) { return .asBefore(place) }
        let address = Array(item.url.utf8)
        if seen[address] != nil { return .again }
        seen[address] = .some(nil)
        return nil
    }

    private mutating func write(_ item: ListedItem, _ step: Step) throws {
        switch step {
        case .asBefore(let place):
            guard let previous else { return }
            try writer.add(from: previous.archive, at: place.start, count: place.end - place.start)
            samples += 1
        case .fetched(.failure(let failure)):
            seen[Array(item.url.utf8)] = .some(.failure(failure))
            try write(item, .failure(failure))
        case .fetched(.success(let media)):
            let start = try writer.add("\(item.key).\(media.facts.format)", media.body)
            fetcher.release(media.body)
            if step.isOnDisk { files -= 1 }
            seen[Array(item.url.utf8)] = .some(.success((start, media.facts)))
            try write(item, .success(media.facts))
        case .again:
            // The first of them comes before it in the shard, and so is written.
            switch seen[Array(item.url.utf8)] {
            case .some(.some(.success(let place))):
                try writer.add("\(item.key).\(place.facts.format)", again: place.start, count: place.facts.bytes)
                try write(item, .success(place.facts))
            case .some(.some(.failure(let failure))): try write(item, .failure(failure))
            default: throw Fault("writing a shard", reason: "an address was forgotten")
            }
        }
    }

    /// Writes the members beside the file.
    private mutating func write(_ item: ListedItem, _ result: Result<MediaFacts, MediaFailure>) throws {
        switch result {
        case .success:
            samples += 1
            if let caption = item.caption { try writer.add("\(item.key).txt", Array(caption.utf8)) }
        case .failure(let failure): table.add(item, failure)
        }
        let record = SampleRecord(key: item.key, url: item.url, caption: item.caption, result: result)
        try writer.add("\(item.key).json", record.json())
    }
}
