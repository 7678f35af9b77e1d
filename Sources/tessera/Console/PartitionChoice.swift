import ArgumentParser
import Documents
import Workspace

/// Which partitions of a stage a worker does: `5`, `3-7,9`, or `2/64`, the third of 64 shares, or `all`.
struct PartitionChoice: ExpressibleByArgument, Equatable {
    private enum Kind: Equatable {
        case indices([ClosedRange<Int>])
        case share(Int, of: Int)
        case all
    }

    private let kind: Kind

    init?(argument: String) {
        func number(_ text: Substring) -> Int? {
            text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
        }
        if argument == "all" {
            kind = .all
            return
        }
        let share = argument.split(separator: "/", omittingEmptySubsequences: false)
        if share.count == 2 {
            guard let index = number(share[0]), let count = number(share[1]), index < count else { return nil }
            kind = .share(index, of: count)
            return
        }
        var ranges: [ClosedRange<Int>] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map(number)
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first <= last
            else {
                return nil
            }
            ranges.append(first...last)
        }
        kind = .indices(ranges)
    }

    /// Whether all partitions are meant, however many there are.
    var isAll: Bool { kind == .all }

    /// The partitions that are meant, each once and in order. A share may be empty.
    /// - Throws: ``InputError`` for an index that no partition has.
    func of(_ partitions: [Partition], stage: String) throws -> [Partition] {
        switch kind {
        case .all: return partitions
        case .share(let index, let count):
            return stride(from: index, to: partitions.count, by: count).map { partitions[$0] }
        case .indices(let ranges):
            if let beyond = ranges.map(\.upperBound).max(), beyond >= partitions.count {
                throw InputError(
                    key: "--partition", "there is no partition \(beyond) of '\(stage)', which has \(partitions.count)",
                    remedy: partitions.isEmpty ? "run the stages before it" : "name 0 to \(partitions.count - 1)")
            }
            return partitions.indices.filter { index in ranges.contains { $0.contains(index) } }.map { partitions[$0] }
        }
    }
}
