import Documents
import Testing
import Workspace

@testable import tessera

/// What `--partition` says.
@Suite struct PartitionChoiceTests {
    private let partitions = (0..<10).map { Partition(name: "\($0)", output: "x/\($0)", inputs: [:]) }

    @Test(arguments: [
        ("0", [0]), ("3-5", [3, 4, 5]), ("9,1-2,2", [1, 2, 9]), ("0/3", [0, 3, 6, 9]), ("2/3", [2, 5, 8]),
        ("11/12", []),
    ])
    func namesPartitions(_ text: String, _ expected: [Int]) throws {
        let choice = try #require(PartitionChoice(argument: text))
        #expect(try choice.of(partitions, stage: "features").map(\.name) == expected.map(String.init))
    }

    @Test func sharesAreAllTogether() throws {
        let all = try (0..<4).flatMap {
            try #require(PartitionChoice(argument: "\($0)/4")).of(partitions, stage: "features").map(\.name)
        }
        #expect(all.sorted() == partitions.map(\.name))
    }

    @Test(arguments: [
        "", "a", "-1", "3-", "5-3", "1,,2", "1/0", "3/3", "1/2/3", "+1", "1 ", "٣", "99999999999999999999",
    ])
    func othersAreWrongUsage(_ text: String) { #expect(PartitionChoice(argument: text) == nil) }

    @Test func whatIsBeyondIsAnError() throws {
        let choice = try #require(PartitionChoice(argument: "2,10"))
        #expect(throws: InputError.self) { try choice.of(partitions, stage: "features") }
    }
}
