import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Tensors

/// Processes' places in a group, taken by threads of this one.
@Suite struct ProcessGroupTests {
    struct Ended: Error {}

    /// Runs `body` in as many threads as there are to be processes.
    static func run<T: Sendable>(
        _ count: Int, check: @escaping @Sendable () throws -> Void = {},
        _ body: @escaping @Sendable (ProcessGroup) throws -> T
    ) async throws -> [T] {
        let store = try SharedStore(at: "127.0.0.1")
        return try await inThreads(count) { rank in
            let own = try rank == 0 ? store : SharedStore(of: "127.0.0.1", port: store.port, patience: .seconds(20))
            return try body(ProcessGroup(own, rank: rank, of: count, address: "127.0.0.1", check))
        }
    }

    @Test(arguments: [1, 2, 3, 5]) func sumsAndGathersAreThoseOfAll(_ count: Int) async throws {
        let found = try await Self.run(count) { group in
            let own = try Tensor((0..<1000).map { Float($0 * (group.rank + 1)) }, shape: [10, 100])
            let sum: [Float] = try group.sum(own.copied()).values()
            let all = try group.gathered(own.sliced(0, 2..<3))
            let shared = try Tensor([Double(group.rank) + 0.5])
            try group.share(shared)
            try group.meet()
            return (sum, try all.values(as: Float.self), all.shape, try shared.scalar())
        }
        let factor = count * (count + 1) / 2
        for (sum, all, shape, shared) in found {
            let expected: [Float] = (0..<1000).map { Float($0 * factor) }
            #expect(sum == expected)
            let rows: [[Float]] = (1...count).map { rank in (200..<300).map { Float($0 * rank) } }
            #expect(all == Array(rows.joined()))
            #expect(shape == [count, 1, 100] && shared == 0.5)
        }
    }

    @Test func waitingEndsWhereItIsToldTo() async throws {
        let isOver = Mutex(false)
        let errors = try await Self.run(2, check: { if isOver.withLock({ $0 }) { throw Ended() } }) { group in
            if group.rank == 1 {
                Thread.sleep(forTimeInterval: 1)
                return true
            }
            Thread.detachNewThread {
                Thread.sleep(forTimeInterval: 0.2)
                isOver.withLock { $0 = true }
            }
            do { try group.meet() } catch is Ended { return true }
            return false
        }
        #expect(errors == [true, true])
    }

    /// Rows of a table that any process looked up are moved in all, with the sum of their gradients.
    @Test func aTablesRowsAreThoseOfAll() async throws {
        let ids: [[Int64]] = [[3, 1, 3], [], [4, 1]]
        @Sendable func table() throws -> RowTable {
            RowTable(try Tensor((0..<12).map(Float.init), shape: [6, 2]).copied())
        }
        @Sendable func lookUp(_ table: RowTable, _ ids: [Int64], weighing first: Float) throws {
            let weights = try Tensor(ids.indices.map { first + Float($0) }, shape: [ids.count, 1])
            try (table(Tensor(ids)) * weights).sum(over: [0, 1]).backward()
        }
        let found = try await Self.run(3) { group in
            let table = try table()
            let adam = try Adam([("table", .rows(table))])
            if !ids[group.rank].isEmpty { try lookUp(table, ids[group.rank], weighing: Float(3 * group.rank + 1)) }
            try adam.sumGradients(over: group)
            try adam.step(rate: 0.1)
            return try (table.gradient()?.values(as: Float.self), table.table.values(as: Float.self))
        }
        // One process with all three's ids.
        let whole = try table()
        let adam = try Adam([("table", .rows(whole))])
        let weights = try Tensor([1, 2, 3, 7, 8] as [Float], shape: [5, 1])
        try (whole(Tensor(ids.flatMap { $0 })) * weights).sum(over: [0, 1]).backward()
        try adam.step(rate: 0.1)
        for (gradient, values) in found {
            #expect(try gradient == whole.gradient()?.values())
            #expect(try values == whole.table.values())
        }
        #expect(try whole.gradient()?.values(as: Float.self) == [0, 0, 10, 10, 0, 0, 4, 4, 7, 7, 0, 0])
    }

    @Test func aGradientThatOthersLackIsNamed() async throws {
        let found = try await Self.run(2) { group in
            let weight = try Tensor([1, 2] as [Float]).parameter()
            if group.rank == 0 { try weight.sum(over: [0]).backward() }
            do { try Adam([("w", .tensor(weight))]).sumGradients(over: group) } catch { return "\(error)" }
            return ""
        }
        #expect(found.allSatisfy { $0.contains("some processes have a gradient of w, and others none") })
    }

    @Test func bitsThatDifferShow() throws {
        let tensor = try Tensor([0.1, -2, 0] as [Float])
        let other = try Tensor([0.1, -2, -0.0] as [Float])
        #expect(try tensor.bitSum().values(as: Int64.self) != other.bitSum().values(as: Int64.self))
        #expect(try tensor.bitSum().values(as: Int64.self) == tensor.copied().bitSum().values(as: Int64.self))
    }
}
